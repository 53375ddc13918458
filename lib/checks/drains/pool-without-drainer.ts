import type { PoolModel } from '../../model/platform-model';
import { mayBeDrainedFrom } from '../../model/scheduling';
import type { WorkloadFacts } from '../../model/workload-facts';
import { type Breach, type Check, describeObject } from '../check';

/** Workloads that a message names before it counts the others. */
const MOST_NAMED = 3;

/**
 * An Auto Scaling group replaces its instances without a word to Kubernetes. The finding is of the pool, because one controller of the
 * cluster mends it for all pods; `undrained-scale-in` finds the pools of Google that lack a drain, where each workload can move elsewhere
 * instead.
 */
export const poolWithoutDrainer: Check = {
  id: 'pool-without-drainer',
  severity: 'warning',
  title: 'a program drains the nodes of self-managed groups before they are terminated',
  source: 'https://github.com/aws/aws-node-termination-handler',
  run: (model) => {
    const undrained = model.pools.filter(({ spec }) => spec.cloud === 'aws' && spec.aws.drainer === undefined);
    return undrained.flatMap((pool) => judgePool(pool, model.workloads));
  },
};

/** Daemons end with their node in any case. */
function judgePool(pool: PoolModel, all: readonly WorkloadFacts[]): Breach[] {
  const workloads = all.filter((each) => mayBeDrainedFrom(each, pool));
  if (workloads.length === 0) return [];
  const lost = `the group ends nodes without a drain whenever it replaces or removes them, so that the pods of ${namesOf(workloads)} end with their node, several at once, and no disruption budget is asked`;
  const remedy = "state 'controllers.terminationHandler' of the cluster";
  return [{ subject: `pool '${pool.name}'`, message: `${lost}; ${remedy}` }];
}

function namesOf(workloads: readonly WorkloadFacts[]): string {
  const names = workloads.slice(0, MOST_NAMED).map(({ object }) => describeObject(object));
  const others = workloads.length - names.length;
  return others === 0 ? names.join(', ') : `${names.join(', ')} and ${others} more`;
}
