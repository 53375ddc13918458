import { atMost, list, mapOf, members, parts } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text, whole } from '../../fields/leaf-fields';
import { refused, replaces, rolls } from '../../fields/state-effect';
import { awsGroupFields } from '../../group/aws/aws-group-fields';
import { MAX_GROUPS } from '../../group/group-fields';
import { awsNetworkFields } from '../../network/aws-network-fields';
import { awsPrivateAccessFields } from '../../network/aws-private-access-fields';
import { logRetentionDays } from '../../network/log-retention';
import { awsNodePoolFields } from '../../pool/node-pool-fields';
import { commonClusterFields, MAX_POOLS, port } from '../common-cluster-fields';
import type { AwsAccessInput, AwsClusterInput, AwsControlPlaneInput } from './aws-cluster-input';

const controlPlane = members<AwsControlPlaneInput>()({
  zones: optional(list(text)),
  serviceCidr: refused(withDefault(text, '172.20.0.0/16')),
  supportType: withDefault(oneOf('STANDARD', 'EXTENDED'), 'STANDARD'),
  secretsKeyArn: refused(optional(text)),
  logRetentionDays: withDefault(logRetentionDays, 90),
  // The default of a pool's maxPods follows from it.
  prefixDelegation: rolls(withDefault(flag, true)),
  podMtu: withDefault(whole({ min: 1280, max: 9001, unit: 'bytes' }), 9001),
  addonVersions: optional(mapOf(text)),
  webhookPorts: withDefault(list(port), [443, 4443, 6443, 8443, 9443, 10251]),
  deletionProtection: withDefault(flag, true),
});

const access = members<AwsAccessInput>()({
  principalArn: replaces(text),
  policy: optional(oneOf('cluster-admin', 'admin', 'edit', 'view')),
  namespaces: optional(list(text)),
  groups: withDefault(list(text), []),
});

/** Fields of a cluster on EKS. */
export const awsClusterFields = members<AwsClusterInput>()({
  ...commonClusterFields,
  network: awsNetworkFields,
  privateAccess: awsPrivateAccessFields,
  pools: atMost(MAX_POOLS, parts('pool', awsNodePoolFields)),
  groups: withDefault(atMost(MAX_GROUPS, parts('group', awsGroupFields)), []),
  access: list(access),
  controlPlane: withOwnDefaults(controlPlane),
});

/** A cluster on EKS as its fields alone resolve it; the resolver fills in the defaults that depend on several fields. */
export type AwsClusterMembers = Resolved<typeof awsClusterFields>;

/** Access entry of an EKS cluster with every default filled in. */
export type AwsAccess = AwsClusterMembers['access'][number];
