import {
  flag,
  list,
  type Members,
  mapOf,
  members,
  number,
  oneOf,
  optional,
  present,
  type Shape,
  text,
} from '../fields/shape';
import type { NodeTunerInput } from '../kernel/node-tuner-input';
import {
  awsNetworkShape,
  awsPrivateAccessShape,
  googleNetworkShape,
  googlePrivateAccessShape,
} from '../network/network-shape';
import { weekWindowShape } from '../time/week-window-shape';
import type { AwsAccessInput, AwsClusterInput, AwsControlPlaneInput } from './aws/aws-cluster-input';
import type { CommonClusterInput } from './common-cluster-input';
import type {
  GoogleClusterInput,
  GoogleControlPlaneInput,
  GoogleLocalMaintenanceInput,
  GoogleMaintenanceInput,
} from './google/google-cluster-input';

// Pools, teams and workloads have subjects of their own, so that a message names them: here they need only be lists.
const common: Members<CommonClusterInput> = {
  name: text,
  region: text,
  kubernetesVersion: text,
  runningVersion: optional(text),
  teams: list(present),
  workloads: list(present),
  nodeTuner: optional(
    members<NodeTunerInput>({
      image: optional(text),
      assertSeconds: optional(number),
      taintCheckSeconds: optional(number),
      kubeProxy: optional(flag),
      metricsFolder: optional(text),
    }),
  ),
};

const awsControlPlane = members<AwsControlPlaneInput>({
  zones: optional(list(text)),
  serviceCidr: optional(text),
  supportType: optional(oneOf('STANDARD', 'EXTENDED')),
  secretsKeyArn: optional(text),
  logRetentionDays: optional(number),
  prefixDelegation: optional(flag),
  podMtu: optional(number),
  addonVersions: optional(mapOf(text)),
  webhookPorts: optional(list(number)),
  deletionProtection: optional(flag),
});

const utcMaintenance = members<GoogleMaintenanceInput>({
  start: text,
  end: text,
  recurrence: text,
  exclusions: optional(
    list(
      members<NonNullable<GoogleMaintenanceInput['exclusions']>[number]>({
        name: text,
        start: text,
        end: text,
        scope: oneOf('NO_UPGRADES', 'NO_MINOR_UPGRADES', 'NO_MINOR_OR_NODE_UPGRADES'),
      }),
    ),
  ),
});

const localMaintenance = members<GoogleLocalMaintenanceInput>({ window: weekWindowShape, firstDay: text });

const googleMaintenance: Shape = (value, path, problems) => {
  const isLocal = typeof value === 'object' && value !== null && 'window' in value;
  return (isLocal ? localMaintenance : utcMaintenance)(value, path, problems);
};

const googleControlPlane = members<GoogleControlPlaneInput>({
  releaseChannel: optional(oneOf('RAPID', 'REGULAR', 'STABLE', 'EXTENDED')),
  maintenance: optional(googleMaintenance),
  deletionProtection: optional(flag),
  webhookPorts: optional(list(number)),
  securityGroup: optional(text),
});

/** Shape of a cluster on EKS, but for its pools, teams and workloads. */
export const awsClusterShape = members<AwsClusterInput>({
  ...common,
  network: awsNetworkShape,
  privateAccess: awsPrivateAccessShape,
  pools: list(present),
  access: list(
    members<AwsAccessInput>({
      principalArn: text,
      policy: optional(oneOf('cluster-admin', 'admin', 'edit', 'view')),
      namespaces: optional(list(text)),
      groups: optional(list(text)),
    }),
  ),
  controlPlane: optional(awsControlPlane),
});

/** Shape of a cluster on GKE, but for its pools, teams and workloads. */
export const googleClusterShape = members<GoogleClusterInput>({
  ...common,
  network: googleNetworkShape,
  privateAccess: googlePrivateAccessShape,
  pools: list(present),
  datapath: oneOf('dataplane-v2', 'calico'),
  controlPlane: optional(googleControlPlane),
});
