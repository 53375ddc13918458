import type { Problems } from '../../values/problems';
import { needsTuner } from '../kernel/kernel-plan';
import { NODE_TUNER } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { WorkloadMembers } from '../workload/workload-fields';
import type { JudgedCluster } from './judged-cluster';

/** Rules of the workloads that remove the startup taints of a cluster's pools. */
export function judgeRemovers({ input, spec, isSound }: JudgedCluster, problems: Problems): void {
  for (const pool of spec.pools) {
    const own = problems.at(`pool '${pool.name}'`);
    if (isSound(own)) judgeRemover(pool, input.workloads, own);
  }
}

/** A startup taint that no daemon removes keeps every ordinary pod off the node for ever, and new nodes seem broken. */
function judgeRemover(pool: NodePoolSpec, workloads: readonly WorkloadMembers[], problems: Problems): void {
  const remover = pool.startupTaint?.removedBy;
  if (remover === undefined) return;
  if (remover === NODE_TUNER) {
    const rule =
      'name a daemon that runs on this pool: the tuner does not, because no kernel parameter of the pool needs it';
    const remedy =
      "leave 'startupTaint' out, or name a daemon workload; if no daemon removes the taint, no pod ever starts there";
    problems.require(needsTuner(pool.kernel), 'startupTaint.removedBy', rule, remover, remedy);
    return;
  }
  const named = workloads.filter((workload) => workload.name === remover);
  const holds = named.some((workload) => workload.kind === 'daemon' && workload.pools.includes(pool.name));
  const rule = 'name a daemon workload of the cluster that runs on this pool';
  const remedy =
    'add the pool to that workload, or correct the name; if no daemon removes the taint, no pod ever starts there';
  problems.require(holds, 'startupTaint.removedBy', rule, remover, remedy);
}
