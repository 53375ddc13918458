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
import type { NodeTunerInput } from '../kernel/kernel-input';
import {
  awsNetworkShape,
  awsPrivateAccessShape,
  googleNetworkShape,
  googlePrivateAccessShape,
} from '../network/network-shape';
import { rebootWindowShape } from '../reboots/reboot-shape';
import type { TeamEgressInput, TeamInput, WorkloadInput } from '../workload/workload-input';
import type {
  AwsAccessInput,
  AwsClusterInput,
  AwsControlPlaneInput,
  CommonClusterInput,
  GoogleClusterInput,
  GoogleControlPlaneInput,
  GoogleLocalMaintenanceInput,
  GoogleMaintenanceInput,
} from './cluster-input';

/** Shape of a team. */
export const teamShape = members<TeamInput>({
  name: text,
  quota: members<TeamInput['quota']>({ cpu: text, memory: text, pods: number }),
  containerDefaults: optional(members<NonNullable<TeamInput['containerDefaults']>>({ cpu: text, memory: text })),
  groups: list(members<TeamInput['groups'][number]>({ name: text, role: oneOf('edit', 'view') })),
  allowFrom: optional(list(text)),
  egressTo: optional(list(members<TeamEgressInput>({ cidr: text, ports: list(number) }))),
  podSecurity: optional(oneOf('restricted', 'baseline')),
});

/** Shape of a workload. */
export const workloadShape = members<WorkloadInput>({
  name: text,
  namespace: text,
  kind: oneOf('deployment', 'daemon', 'job'),
  pools: list(text),
  replicas: optional(number),
  maxUnavailable: optional(number),
  hostNetwork: optional(flag),
  startsBeforeTuning: optional(flag),
  sysctls: optional(mapOf(text)),
});

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

const localMaintenance = members<GoogleLocalMaintenanceInput>({ window: rebootWindowShape, firstDay: text });

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
