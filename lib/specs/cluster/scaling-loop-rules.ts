import type { Problems } from '../../values/problems';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { WorkloadMembers } from '../workload/workload-fields';
import type { JudgedCluster } from './judged-cluster';

/** Rules over the loop that scales a pool and the workloads that run there. */
export function judgeLoops({ input, spec, isSound }: JudgedCluster, problems: Problems): void {
  for (const pool of spec.pools) {
    const own = problems.at(`pool '${pool.name}'`);
    if (!isSound(own)) continue;
    judgeWriters(pool, input.workloads, own);
  }
}

/** A metric that nobody writes has no value, and the loop then follows its other signals without a word about the missing one. */
function judgeWriters(
  { name, scaling }: NodePoolSpec,
  workloads: readonly WorkloadMembers[],
  problems: Problems,
): void {
  if (!('signals' in scaling)) return;
  scaling.signals.forEach((signal, index) => {
    // A metric with dimensions of its own is none of the pool's machines, so that anybody may write it: a queue of the cloud, for example.
    if (signal.kind !== 'metric' || ('dimensions' in signal && signal.dimensions !== undefined)) return;
    if (isWrittenByCloud(signal)) return;
    const { writtenBy } = signal;
    const holds = workloads.some((workload) => workload.name === writtenBy && workload.pools.includes(name));
    const rule = 'name a workload of the cluster that runs on this pool';
    const remedy = 'add the pool to that workload, or correct the name; a metric that nobody writes scales nothing';
    problems.require(holds, `scaling.signals[${index}].writtenBy`, rule, writtenBy, remedy);
  });
}

/** Metrics of machines that the cloud itself writes, so that no workload can. */
function isWrittenByCloud(signal: { readonly type: string } | { readonly namespace: string }): boolean {
  return 'type' in signal ? signal.type.startsWith('compute.googleapis.com/') : signal.namespace.startsWith('AWS/');
}
