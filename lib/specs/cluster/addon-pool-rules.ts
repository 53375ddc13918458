import type { Problems } from '../../values/problems';
import { isRepelling } from '../../values/taint';
import { evenNodesPerZone } from '../pool/google/even-nodes';
import { birthTaints, type NodePoolSpec } from '../pool/node-pool-spec';
import type { ClusterSpec } from './cluster-spec';

/** Refuses a cluster without a pool for the managed add-ons: the add-ons tolerate no taint, and an apply waits until they run. */
export function judgeAddonPool(spec: ClusterSpec, problems: Problems): void {
  if (spec.pools.length === 0) return;
  const pools: readonly NodePoolSpec[] = spec.pools;
  if (pools.some(canHoldAddons)) return;
  const reasons = pools.map((pool) => `${pool.name} ${whyNot(pool)}`).join(', ');
  const rule =
    'hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand';
  problems.add(
    'pools',
    rule,
    reasons,
    'add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail',
  );
}

function canHoldAddons(pool: NodePoolSpec): boolean {
  return whyNot(pool) === '';
}

function whyNot(pool: NodePoolSpec): string {
  if (birthTaints(pool).some(isRepelling)) return 'has taints';
  if (beginsEmpty(pool)) return 'begins without nodes';
  return onDemandNodes(pool) === 0 ? 'has spot nodes only' : '';
}

/** A total above 0 may still be too small for one node in each zone of a regional pool. */
function beginsEmpty(pool: NodePoolSpec): boolean {
  if (pool.cloud === 'google' && pool.google.layout === 'regional') return evenNodesPerZone(pool) === 0;
  return pool.size.initial === 0;
}

function onDemandNodes(pool: NodePoolSpec): number {
  if (pool.cloud === 'google') return pool.google.spot ? 0 : pool.size.initial;
  const { capacity } = pool.aws;
  if (capacity.kind === 'on-demand') return pool.size.initial;
  const base = Math.min(capacity.onDemandBase, pool.size.initial);
  return base + Math.floor(((pool.size.initial - base) * capacity.onDemandPercentAboveBase) / 100);
}
