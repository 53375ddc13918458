import { type TaintInput, uniqueTaints } from '../../values/taint';
import type { WorkloadSpec } from './workload-spec';

/** Taints that the pods must tolerate: the lasting taints of their pools, and a startup taint that the workload removes or precedes. */
export function toleratedTaints(workload: WorkloadSpec): readonly TaintInput[] {
  const taints = workload.pools.flatMap((pool) => {
    const { startupTaint } = pool;
    const meets =
      startupTaint !== undefined && (workload.startsBeforeTuning || startupTaint.removedBy === workload.name);
    return meets ? [...pool.taints, startupTaint] : pool.taints;
  });
  return uniqueTaints(taints);
}
