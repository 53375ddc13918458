import type { PlatformModel, PoolModel } from '../../model/platform-model';
import { readSpread } from '../../model/pod-spread';
import type { WorkloadFacts } from '../../model/workload-facts';
import { mostNodes } from '../../specs/pool/node-pool-spec';
import { counted } from '../../values/counted';
import { type Breach, type Check, describeObject } from '../check';
import { poolsOf, renderBlocked } from './blocked-events';
import { allowedOf, type BudgetSelection, lastingOf, leastPods, selectionsOf } from './budgets';

/**
 * A budget allows the next eviction when the pod that replaces the evicted one is ready. Where the replacement can be placed nowhere, the
 * drain never ends, although the budget allows an eviction.
 */
export const evictedPodFindsNoNode: Check = {
  id: 'evicted-pod-finds-no-node',
  severity: 'error',
  title: 'an evicted pod finds another node, so that its budget allows the next eviction',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
  run: (model) => selectionsOf(model).flatMap((selection) => judge(selection, model)),
};

/** A workload under a budget that allows an eviction. */
interface Evicted {
  readonly workload: WorkloadFacts;
  /** Pools on whose nodes its pods may be. */
  readonly pools: readonly PoolModel[];
  /** Least number of its pods. */
  readonly pods: number;
  /** Pods that the budget allows to be away. */
  readonly allowed: number;
}

/** A budget over several workloads counts their pods together, so that no certain sum exists. */
function judge(selection: BudgetSelection, model: PlatformModel): Breach[] {
  const [workload, ...others] = lastingOf(selection);
  if (workload === undefined || others.length > 0) return [];
  const pods = leastPods([workload]);
  const allowed = allowedOf(selection.budget, pods);
  const pools = poolsOf(workload, model);
  // Another check finds budgets that allow nothing, and pods that fit on no pool.
  if (allowed <= 0 || pools.length === 0) return [];
  const evicted = { workload, pools, pods, allowed };
  const message = tooFewPlaces(evicted, model) ?? onlyNode(evicted, model) ?? unevenNodes(evicted, model);
  return message === undefined ? [] : [{ subject: describeObject(workload.object), message, object: workload.object }];
}

/** Pods that never find a place count as unavailable, and use up what the budget allows. */
function tooFewPlaces({ workload, pools, pods, allowed }: Evicted, model: PlatformModel): string | undefined {
  for (const domain of readSpread(workload).apart) {
    const places = domain === 'node' ? nodesOf(pools) : new Set(pools.flatMap(({ spec }) => spec.zones)).size;
    const waiting = pods - places;
    if (waiting < allowed) continue;
    const have = `its ${pods} pods need a ${domain} each, but its pools have ${places} at most`;
    const blocked = renderBlocked([workload], model);
    return `${have}, which leaves ${counted(waiting, 'pod')} without a place, and its budget, which allows ${allowed} to be away, never allows an eviction${blocked}; run fewer pods, or prefer the anti-affinity instead of requiring it`;
  }
  return undefined;
}

/** A new node that comes before the drain takes the pods; that an autoscaler keeps the only node is no harm. */
function onlyNode({ workload, pools, pods, allowed }: Evicted, model: PlatformModel): string | undefined {
  if (nodesOf(pools) > 1 || pods <= allowed) return undefined;
  const blocked = renderBlocked(
    [workload],
    model,
    ({ event, addsNodeFirst }) => event !== 'scale-in' && !addsNodeFirst,
  );
  if (blocked === '') return undefined;
  return `its ${pods} pods have one node, and its budget allows ${allowed} to be away, so that the drain of that node waits until an evicted pod is ready elsewhere, which none can be${blocked}; raise 'size.max' of a pool, or allow all ${pods} to be away`;
}

/** Pods may not move to the other nodes, because a node that is drained still counts as the one with the fewest pods. */
function unevenNodes({ workload, pools, pods, allowed }: Evicted, model: PlatformModel): string | undefined {
  const { nodeSkew } = readSpread(workload);
  if (nodeSkew === undefined) return undefined;
  const perNode = Math.floor(pods / nodesOf(pools));
  // With an even spread the first ones move until the skew is used up, and the budget lets some go without a place.
  if (perNode <= allowed + nodeSkew - 1) return undefined;
  const blocked = renderBlocked([workload], model, ({ addsNodeFirst }) => !addsNodeFirst);
  if (blocked === '') return undefined;
  return `${perNode} of its ${pods} pods are on each node, and its spread over nodes ('DoNotSchedule', 'maxSkew' ${nodeSkew}) counts a node that is drained, so that evicted pods find no other node and its budget, which allows ${allowed} to be away, never allows the last eviction${blocked}; set 'nodeTaintsPolicy' of the constraint to Honor`;
}

/** Most nodes of some pools together. */
function nodesOf(pools: readonly PoolModel[]): number {
  return pools.reduce((sum, { spec }) => sum + mostNodes(spec), 0);
}
