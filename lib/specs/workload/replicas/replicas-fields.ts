import { kinds, leafOr, mapOf, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text, whole } from '../../fields/leaf-fields';
import { inert } from '../../fields/state-effect';
import type {
  CpuTargetInput,
  ExternalTargetInput,
  PodsTargetInput,
  ReplicaRangeInput,
  ScalingStepInput,
  ScalingTargetInput,
} from './replicas-input';

/** Most pods of a workload. */
export const MAX_REPLICAS = 5000;

/** Field of a number of pods. */
const podCount = whole({ min: 1, max: MAX_REPLICAS });

const target = kinds<ScalingTargetInput>()({
  cpu: members<CpuTargetInput>()({
    kind: oneOf('cpu'),
    percentOfRequest: whole({ min: 10, max: 200, unit: 'percent' }),
  }),
  pods: members<PodsTargetInput>()({ kind: oneOf('pods'), metric: text, average: text }),
  external: members<ExternalTargetInput>()({
    kind: oneOf('external'),
    metric: text,
    average: text,
    labels: withDefault(mapOf(text), {}),
  }),
});

/** Fields of the speed at which a number of pods changes in one direction. */
export const scalingStepFields = members<ScalingStepInput>()({
  percent: optional(whole({ min: 1, max: 1000, unit: 'percent' })),
  pods: optional(podCount),
  periodSeconds: withDefault(whole({ min: 1, max: 1800, unit: 'seconds' }), 60),
  stabilizationSeconds: optional(whole({ min: 0, max: 3600, unit: 'seconds' })),
});

const rangeFields = members<ReplicaRangeInput>()({
  min: podCount,
  max: podCount,
  target,
  up: withOwnDefaults(scalingStepFields),
  down: withOwnDefaults(scalingStepFields),
  tolerancePercent: optional(whole({ min: 0, max: 50, unit: 'percent' })),
  handover: inert(withDefault(flag, false)),
});

/** Field of a workload's number of pods: a number, or a range. */
export const replicasField = leafOr(podCount, rangeFields);

/** A range of pods as its fields resolve it. */
export type ReplicaRange = Resolved<typeof rangeFields>;

/** A number of pods, or a range of it. */
export type Replicas = number | ReplicaRange;
