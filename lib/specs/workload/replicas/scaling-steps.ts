import type { Resolved } from '../../fields/field';
import type { JvmSpec } from '../jvm/jvm-spec';
import type { ReplicaRange, scalingStepFields } from './replicas-fields';

/** Speed at which a number of pods changes in one direction, with every default filled in. */
export interface ScalingStep {
  /** Most percent of the pods in a period; undefined where only `pods` counts. */
  readonly percent: number | undefined;
  /** Most pods in a period; undefined where only `percent` counts. */
  readonly pods: number | undefined;
  /** Length of a period in seconds. */
  readonly periodSeconds: number;
  /** Seconds whose most careful wish counts. */
  readonly stabilizationSeconds: number;
}

/** A workload whose number of pods follows a metric. */
interface ScaledWorkload {
  readonly replicas: ReplicaRange;
  readonly jvm: JvmSpec | undefined;
}

/** Steps where neither `percent` nor `pods` is stated: a service doubles in a minute, and takes half an hour to shrink to a twentieth. */
const UP = { percent: 100, pods: 4 } as const;
const DOWN = { percent: 10, pods: undefined } as const;

/** Seconds within which a start of a Java virtual machine uses more processors than its requests do; Kubernetes has 0 for all. */
const UP_STABILIZATION = { jvm: 60, other: 0 } as const;

/** Seconds without a higher wish after which pods may go: Kubernetes' own default. */
const DOWN_STABILIZATION = 300;

/**
 * Speed at which the number of pods of a workload changes. Both directions are complete, because Kubernetes replaces all of its own defaults of
 * a direction as soon as one policy of it is stated.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
 */
export function scalingSteps({ replicas, jvm }: ScaledWorkload): {
  readonly up: ScalingStep;
  readonly down: ScalingStep;
} {
  const upStabilization = jvm === undefined ? UP_STABILIZATION.other : UP_STABILIZATION.jvm;
  return {
    up: stepOf(replicas.up, UP, upStabilization),
    down: stepOf(replicas.down, DOWN, DOWN_STABILIZATION),
  };
}

function stepOf(
  stated: Resolved<typeof scalingStepFields>,
  fallback: Pick<ScalingStep, 'percent' | 'pods'>,
  stabilizationSeconds: number,
): ScalingStep {
  const { percent, pods } = stated.percent === undefined && stated.pods === undefined ? fallback : stated;
  return {
    percent,
    pods,
    periodSeconds: stated.periodSeconds,
    stabilizationSeconds: stated.stabilizationSeconds ?? stabilizationSeconds,
  };
}
