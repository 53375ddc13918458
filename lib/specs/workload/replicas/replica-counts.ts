import type { ReplicaRange, Replicas } from './replicas-fields';

/** A workload with its number of pods. */
interface Counted {
  readonly replicas: Replicas;
}

/** Least number of pods of a workload, with which availability is computed. */
export function leastReplicas({ replicas }: Counted): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

/** Most pods of a workload, with which capacity is computed. */
export function mostReplicas({ replicas }: Counted): number {
  return typeof replicas === 'number' ? replicas : replicas.max;
}

/** Whether the number of pods of a workload follows a metric. */
export function isScaled<W extends Counted>(workload: W): workload is W & { readonly replicas: ReplicaRange } {
  return typeof workload.replicas === 'object';
}
