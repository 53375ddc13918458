import type { PlatformModel, PoolModel } from '../../model/platform-model';
import { placementRefusals } from '../../model/scheduling';
import type { WorkloadFacts } from '../../model/workload-facts';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import { removesNodes } from '../../specs/scaling/target-tracking';
import { type Breach, type Check, describeObject } from '../check';

/**
 * The autoscaler of an instance group and the policies of an Auto Scaling group know nothing of pods: they ask no disruption budget and
 * drain no node, so that several pods of a Deployment may go at once. Daemons are left out, because a drain does not move them either.
 */
export const undrainedScaleIn: Check = {
  id: 'undrained-scale-in',
  severity: 'warning',
  title: 'pods that a budget protects run on nodes that are drained before they go',
  source: 'https://cloud.google.com/compute/docs/autoscaler',
  run: (model) => model.pools.flatMap((pool) => judgePool(pool, model)),
};

function judgePool(pool: PoolModel, { workloads }: PlatformModel): Breach[] {
  const way = undrainedWay(pool.spec);
  if (way === undefined) return [];
  return workloads.filter((workload) => mayRunOn(workload, pool)).map((workload) => breachOf(workload, pool, way));
}

/** The part that removes nodes without a drain, and the setting by which it removes none. */
interface UndrainedWay {
  readonly remover: string;
  readonly remedy: string;
}

/** A mode that is off counts, because it is off for an upgrade only. */
function undrainedWay({ scaling }: NodePoolSpec): UndrainedWay | undefined {
  if (scaling.kind === 'instance-group' && scaling.mode !== 'only-scale-out') {
    return { remover: 'autoscaler removes', remedy: "set the mode 'only-scale-out'" };
  }
  if (scaling.kind === 'target-tracking' && removesNodes(scaling)) {
    return { remover: 'groups remove', remedy: "state 'scalesIn' false and no schedules" };
  }
  return undefined;
}

function mayRunOn({ kind, pod }: WorkloadFacts, pool: PoolModel): boolean {
  if (kind === 'DaemonSet' || pod.isPlacedElsewhere) return false;
  return placementRefusals(pod, pool).length === 0;
}

function breachOf({ object }: WorkloadFacts, { name }: PoolModel, { remover, remedy }: UndrainedWay): Breach {
  const message = `its pods may run on pool '${name}', whose ${remover} nodes without a drain and without a look at disruption budgets; place them on a pool with 'cluster-autoscaler', or ${remedy}`;
  return { subject: describeObject(object), message, object };
}
