import type { Problems } from '../../values/problems';
import { needsTuner } from '../kernel/kernel-plan';
import { NODE_TUNER } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { WorkloadMembers } from '../workload/workload-fields';
import type { JudgedCluster } from './judged-cluster';

/** Rules of who removes the startup taints of a cluster's pools. */
export function judgeRemovers({ input, spec, isSound }: JudgedCluster, problems: Problems): void {
  for (const pool of spec.pools) {
    const own = problems.at(`pool '${pool.name}'`);
    if (isSound(own)) judgeRemover(pool, input.workloads, own);
  }
}

/** A taint that nobody removes keeps every pod away for good, and a new node looks broken. */
function judgeRemover(pool: NodePoolSpec, workloads: readonly WorkloadMembers[], problems: Problems): void {
  const remover = pool.startupTaint?.removedBy;
  if (remover === undefined) return;
  if (remover === NODE_TUNER) {
    const rule = 'name a daemon that runs on this pool: its kernel parameters need no tuner';
    const remedy = "leave 'startupTaint' out, or name a daemon workload; without a remover no pod would ever land";
    problems.require(needsTuner(pool.kernel), 'startupTaint.removedBy', rule, remover, remedy);
    return;
  }
  const named = workloads.filter((workload) => workload.name === remover);
  const holds = named.some((workload) => workload.kind === 'daemon' && workload.pools.includes(pool.name));
  const rule = 'name a daemon workload of the cluster that runs on this pool';
  const remedy = 'add the pool to that workload, or correct the name; without a remover no pod would ever land';
  problems.require(holds, 'startupTaint.removedBy', rule, remover, remedy);
}
