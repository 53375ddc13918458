import { either, kinds, list, type Members, members, textOr } from '../../fields/compound-fields';
import { type Field, optional, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text, whole } from '../../fields/leaf-fields';
import { inert, inPlace, onClouds, refused, rolls } from '../../fields/state-effect';
import { machineFigures } from '../../machine/machine-fields';
import type {
  AwsAlternativeInput,
  AwsCapacityInput,
  AwsConnectionTrackingInput,
  AwsDiskInput,
  AwsDiskKeyInput,
  AwsImageInput,
  AwsPoolInput,
  AwsRolloutInput,
  GracefulShutdownInput,
  InstanceRolloutInput,
} from './aws-pool-input';

const source = either(
  members<{ readonly ssmParameter: string }>()({ ssmParameter: text }),
  members<{ readonly amiId: string }>()({ amiId: text }),
);

const image = members<AwsImageInput>()({
  family: oneOf('al2023', 'ubuntu', 'bottlerocket'),
  source,
  bootstrap: optional(oneOf('nodeadm', 'bootstrap.sh')),
});

/** Field of the key of a disk. */
export const awsDiskKeyField = members<AwsDiskKeyInput>()({ arn: text, access: inPlace(oneOf('granted', 'grant')) });

const rootDisk = members<AwsDiskInput>()({
  sizeGib: whole({ min: 20, max: 65_536, unit: 'GiB' }),
  iops: withDefault(whole({ min: 3000, max: 80_000 }), 3000),
  throughputMibps: withDefault(whole({ min: 125, max: 2000, unit: 'MiB/s' }), 125),
  kmsKey: optional(awsDiskKeyField),
  kmsKeyArn: optional(text),
});

/** Effect of another kind of capacity: a self-managed group cannot change its kind, and a managed node group is replaced. */
const anotherCapacity = <K extends string>(kind: Field<K>): Field<K> =>
  onClouds({ aws: 'refused', managed: 'replaces' }, kind);

/** Fields of a further machine, of which only the type is deployed; rules read the figures. */
const alternative = members<AwsAlternativeInput>()({
  type: text,
  vcpu: inert(machineFigures.vcpu),
  memoryGib: inert(machineFigures.memoryGib),
});

const capacity = kinds<AwsCapacityInput>()({
  'on-demand': members<Extract<AwsCapacityInput, { kind: 'on-demand' }>>()({
    kind: anotherCapacity(oneOf('on-demand')),
  }),
  mixed: members<Extract<AwsCapacityInput, { kind: 'mixed' }>>()({
    kind: anotherCapacity(oneOf('mixed')),
    alternativeTypes: onClouds({ aws: 'rolls', managed: 'replaces' }, list(textOr(alternative))),
    onDemandBase: rolls(withDefault(whole({ min: 0, max: 1000 }), 0)),
    onDemandPercentAboveBase: rolls(withDefault(whole({ min: 0, max: 100 }), 0)),
    spotAllocation: onClouds(
      { aws: 'rolls', managed: 'none' },
      withDefault(oneOf('price-capacity-optimized', 'capacity-optimized'), 'price-capacity-optimized'),
    ),
  }),
});

/** Fields of how a changed launch template reaches the instances of a group. */
const instanceRollout = {
  warmupSeconds: withDefault(whole({ min: 60, max: 3600, unit: 'seconds' }), 300),
  minHealthyPercent: withDefault(whole({ min: 90, max: 100 }), 100),
  maxHealthyPercent: withDefault(whole({ min: 110, max: 200 }), 110),
  checkpointPercentages: withDefault(list(whole({ min: 1, max: 100 })), [20, 50, 100]),
  checkpointDelaySeconds: withDefault(whole({ min: 0, max: 172_800, unit: 'seconds' }), 600),
  alarmNames: withDefault(list(text), []),
} satisfies Members<InstanceRolloutInput>;

/** Field of the rollout of a group whose machines are no nodes. */
export const instanceRolloutField = members<InstanceRolloutInput>()(instanceRollout);

const rollout = members<AwsRolloutInput>()({
  ...instanceRollout,
  // The number is part of the user data, because a unit on the node waits for it.
  joinTimeoutSeconds: rolls(withDefault(whole({ min: 120, max: 7200, unit: 'seconds' }), 900)),
});

const connectionTracking = members<AwsConnectionTrackingInput>()({
  tcpEstablishedSeconds: withDefault(whole({ min: 60, max: 432_000, unit: 'seconds' }), 86_400),
  udpStreamSeconds: withDefault(whole({ min: 60, max: 180, unit: 'seconds' }), 180),
  udpSeconds: withDefault(whole({ min: 30, max: 60, unit: 'seconds' }), 30),
});

const gracefulShutdown = members<GracefulShutdownInput>()({
  totalSeconds: optional(whole({ min: 30, max: 3600, unit: 'seconds' })),
  criticalSeconds: withDefault(whole({ min: 1, max: 3599, unit: 'seconds' }), 20),
});

/** Longest heartbeat of a lifecycle hook in seconds. */
export const MAX_HEARTBEAT_SECONDS = 7200;

/** Fields of a pool's `aws` member. */
export const awsPoolFields = members<AwsPoolInput>()({
  image: rolls(image),
  rootDisk: rolls(rootDisk),
  management: refused(withDefault(oneOf('self-managed', 'managed-node-group'), 'self-managed')),
  capacity: withDefault(capacity, { kind: 'on-demand' }),
  instanceStore: rolls(withDefault(flag, false)),
  rollout: withOwnDefaults(rollout),
  healthCheck: withDefault(oneOf('EC2', 'ELB'), 'EC2'),
  terminateHeartbeatSeconds: optional(whole({ min: 30, max: MAX_HEARTBEAT_SECONDS, unit: 'seconds' })),
  connectionTracking: rolls(withOwnDefaults(connectionTracking)),
  gracefulShutdown: rolls(withOwnDefaults(gracefulShutdown)),
});
