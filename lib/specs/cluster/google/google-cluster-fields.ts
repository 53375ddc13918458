import { atMost, byMember, list, members, parts } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text } from '../../fields/leaf-fields';
import { refused } from '../../fields/state-effect';
import { googleGroupFields } from '../../group/google/google-group-fields';
import { MAX_GROUPS } from '../../group/group-fields';
import { googleNetworkFields } from '../../network/google-network-fields';
import { googlePrivateAccessFields } from '../../network/google-private-access-fields';
import { googleNodePoolFields } from '../../pool/node-pool-fields';
import { weekWindowFields } from '../../time/week-window-fields';
import { commonClusterFields, MAX_POOLS, port } from '../common-cluster-fields';
import type {
  GoogleClusterInput,
  GoogleControlPlaneInput,
  GoogleLocalMaintenanceInput,
  GoogleMaintenanceInput,
} from './google-cluster-input';

const utcMaintenance = members<GoogleMaintenanceInput>()({
  start: text,
  end: text,
  recurrence: text,
  exclusions: optional(
    list(
      members<NonNullable<GoogleMaintenanceInput['exclusions']>[number]>()({
        name: text,
        start: text,
        end: text,
        scope: oneOf('NO_UPGRADES', 'NO_MINOR_UPGRADES', 'NO_MINOR_OR_NODE_UPGRADES'),
      }),
    ),
  ),
});

const localMaintenance = members<GoogleLocalMaintenanceInput>()({ window: weekWindowFields, firstDay: text });

const controlPlane = members<GoogleControlPlaneInput>()({
  releaseChannel: withDefault(oneOf('RAPID', 'REGULAR', 'STABLE', 'EXTENDED'), 'REGULAR'),
  maintenance: optional(byMember('window', { present: localMaintenance, absent: utcMaintenance })),
  deletionProtection: withDefault(flag, true),
  webhookPorts: withDefault(list(port), [8443, 9443]),
  securityGroup: optional(text),
});

/** Fields of a cluster on GKE. */
export const googleClusterFields = members<GoogleClusterInput>()({
  ...commonClusterFields,
  network: googleNetworkFields,
  privateAccess: googlePrivateAccessFields,
  pools: atMost(MAX_POOLS, parts('pool', googleNodePoolFields)),
  groups: withDefault(atMost(MAX_GROUPS, parts('group', googleGroupFields)), []),
  datapath: refused(oneOf('dataplane-v2', 'calico')),
  controlPlane: withOwnDefaults(controlPlane),
});

/** A cluster on GKE as its fields alone resolve it; the resolver fills in the defaults that depend on several fields. */
export type GoogleClusterMembers = Resolved<typeof googleClusterFields>;

/** A maintenance window in local time with every default filled in. */
export type LocalMaintenance = Resolved<typeof localMaintenance>;
