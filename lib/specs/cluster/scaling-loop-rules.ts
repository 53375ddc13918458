import type { Problems } from '../../values/problems';
import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { WorkloadMembers } from '../workload/workload-fields';
import type { JudgedCluster } from './judged-cluster';

/** Rules over the loop that scales a pool and the workloads that run there. */
export function judgeLoops({ input, spec, isSound }: JudgedCluster, problems: Problems): void {
  for (const pool of spec.pools) {
    const own = problems.at(`pool '${pool.name}'`);
    if (!isSound(own)) continue;
    judgeWriters(pool, input.workloads, own);
    judgeDaemons(pool, input.workloads, own);
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
    const { writtenBy } = signal;
    const holds = workloads.some((workload) => workload.name === writtenBy && workload.pools.includes(name));
    const rule = 'name a workload of the cluster that runs on this pool';
    const remedy = 'add the pool to that workload, or correct the name; a metric that nobody writes scales nothing';
    problems.require(holds, `scaling.signals[${index}].writtenBy`, rule, writtenBy, remedy);
  });
}

/**
 * The cluster autoscaler adds a node for a pod that finds no room. The pods of a DaemonSet always have room, one on each node, so that
 * load on them adds no node, and nodes that run only them count as empty and are removed.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md
 */
function judgeDaemons(pool: NodePoolSpec, workloads: readonly WorkloadMembers[], problems: Problems): void {
  const { scaling, purpose, startupTaint } = pool;
  if (scaling.kind !== 'cluster-autoscaler' || purpose !== 'traffic') return;
  const serving = workloads.filter(({ name, kind, namespace, pools }) => {
    const isServing = kind === 'daemon' && namespace !== PLATFORM_NAMESPACE && name !== startupTaint?.removedBy;
    return isServing && pools.includes(pool.name);
  });
  const names = serving.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
  const other = pool.cloud === 'google' ? 'instance-group' : 'target-tracking';
  const rule = `not be 'cluster-autoscaler' on a pool of purpose 'traffic' with daemons (${names}), because it adds no node for them and takes nodes that run only daemons for empty`;
  const remedy = `use '${other}', which follows the load of the machines, or 'fixed'`;
  problems.require(serving.length === 0, 'scaling.kind', rule, scaling.kind, remedy);
}
