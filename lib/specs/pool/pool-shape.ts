import type { TaintInput } from '../../values/taint';
import {
  either,
  flag,
  kinds,
  list,
  type Members,
  mapOf,
  members,
  number,
  oneOf,
  optional,
  text,
} from '../fields/shape';
import type { KernelInput } from '../kernel/kernel-input';
import type { LoadProfileInput } from '../kernel/load-input';
import type { MachineInput } from '../machine/machine';
import { rebootShape } from '../reboots/reboot-shape';
import type {
  AwsCapacityInput,
  AwsConnectionTrackingInput,
  AwsDiskInput,
  AwsImageInput,
  AwsPoolInput,
  AwsRolloutInput,
  GracefulShutdownInput,
} from './aws/aws-pool-input';
import type { GoogleDiskInput, GooglePoolInput, GoogleUpgradeInput } from './google/google-pool-input';
import type {
  AwsNodePoolInput,
  CommonNodePoolInput,
  GoogleNodePoolInput,
  PoolSizeInput,
  StartupTaintInput,
} from './node-pool-input';

const size = members<PoolSizeInput>({
  scope: oneOf('per-zone', 'total'),
  min: number,
  max: number,
  initial: optional(number),
});

const machine = members<MachineInput>({
  type: text,
  vcpu: number,
  memoryGib: number,
  architecture: optional(oneOf('amd64', 'arm64')),
});

// The effect is judged with the taint's own rule, which names the spelling.
const taint = members<TaintInput>({ key: text, value: optional(text), effect: text });

const common: Members<CommonNodePoolInput> = {
  name: text,
  purpose: oneOf('system', 'workloads', 'traffic', 'batch'),
  expectsPods: optional(flag),
  size,
  machine,
  zones: optional(list(text)),
  labels: optional(mapOf(text)),
  taints: optional(list(taint)),
  startupTaint: optional(members<StartupTaintInput>({ key: optional(text), removedBy: text })),
  maxPods: optional(number),
  kernel: optional(
    members<KernelInput>({
      profiles: optional(list(oneOf('many-connections', 'reverse-proxy', 'database-client', 'jvm'))),
      sysctls: optional(mapOf(text)),
      transparentHugepages: optional(oneOf('always', 'madvise', 'never')),
      load: optional(
        members<LoadProfileInput>({
          connections: number,
          requestsPerSecond: optional(number),
          legsPerConnection: optional(number),
          newConnectionsPerSecond: optional(number),
          backends: optional(number),
          preservesClientAddress: optional(flag),
        }),
      ),
    }),
  ),
  reboots: optional(rebootShape),
  scaling: optional(oneOf('fixed', 'cluster-autoscaler')),
};

// Families are judged by rules, which know what each can do.
const awsImage = members<AwsImageInput>({
  family: text,
  source: either<{ ssmParameter: string }, { amiId: string }>({ ssmParameter: text }, { amiId: text }),
  bootstrap: optional(oneOf('nodeadm', 'bootstrap.sh')),
});

const capacity = kinds({
  'on-demand': members<Extract<AwsCapacityInput, { kind: 'on-demand' }>>({ kind: text }),
  mixed: members<Extract<AwsCapacityInput, { kind: 'mixed' }>>({
    kind: text,
    alternativeTypes: list(text),
    onDemandBase: optional(number),
    onDemandPercentAboveBase: optional(number),
    spotAllocation: optional(oneOf('price-capacity-optimized', 'capacity-optimized')),
  }),
});

const rollout = members<AwsRolloutInput>({
  warmupSeconds: optional(number),
  minHealthyPercent: optional(number),
  maxHealthyPercent: optional(number),
  checkpointPercentages: optional(list(number)),
  checkpointDelaySeconds: optional(number),
  alarmNames: optional(list(text)),
  joinTimeoutSeconds: optional(number),
});

const awsPart = members<AwsPoolInput>({
  image: awsImage,
  rootDisk: members<AwsDiskInput>({
    sizeGib: number,
    iops: optional(number),
    throughputMibps: optional(number),
    kmsKeyArn: optional(text),
  }),
  management: optional(oneOf('self-managed', 'managed-node-group')),
  capacity: optional(capacity),
  instanceStore: optional(flag),
  rollout: optional(rollout),
  healthCheck: optional(oneOf('EC2', 'ELB')),
  terminateHeartbeatSeconds: optional(number),
  connectionTracking: optional(
    members<AwsConnectionTrackingInput>({
      tcpEstablishedSeconds: optional(number),
      udpStreamSeconds: optional(number),
      udpSeconds: optional(number),
    }),
  ),
  gracefulShutdown: optional(
    members<GracefulShutdownInput>({ totalSeconds: optional(number), criticalSeconds: optional(number) }),
  ),
});

const googlePart = members<GooglePoolInput>({
  image: members<GooglePoolInput['image']>({ family: text }),
  disk: members<GoogleDiskInput>({
    sizeGib: number,
    type: optional(oneOf('pd-standard', 'pd-balanced', 'pd-ssd', 'hyperdisk-balanced')),
    kmsKeyName: optional(text),
  }),
  layout: optional(oneOf('regional', 'zonal')),
  spot: optional(flag),
  upgrade: optional(members<GoogleUpgradeInput>({ maxSurge: optional(number), maxUnavailable: optional(number) })),
  networkTags: optional(list(text)),
  localSsdCount: optional(number),
});

/** Shape of a pool on AWS. */
export const awsPoolShape = members<AwsNodePoolInput>({ ...common, aws: awsPart });

/** Shape of a pool on Google Cloud. */
export const googlePoolShape = members<GoogleNodePoolInput>({ ...common, google: googlePart });
