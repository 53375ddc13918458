import type { Problems } from '../../values/problems';
import { isRepelling } from '../../values/taint';
import { birthTaints, type NodePoolSpec } from '../pool/node-pool-spec';
import type { ClusterSpec } from './cluster-spec';

/** Refuses a cluster without a pool for the managed add-ons: they tolerate no taint, and an apply waits for them. */
export function judgeAddonPool(spec: ClusterSpec, problems: Problems): void {
  if (spec.pools.length === 0) return;
  const pools: readonly NodePoolSpec[] = spec.pools;
  if (pools.some(canHoldAddons)) return;
  const reasons = pools.map((pool) => `${pool.name} ${whyNot(pool)}`).join(', ');
  const rule = 'hold one pool for the managed add-ons: without taints, with a node at creation, on demand';
  problems.add('pools', rule, reasons, 'add a small pool, or free one of these');
}

function canHoldAddons(pool: NodePoolSpec): boolean {
  return whyNot(pool) === '';
}

function whyNot(pool: NodePoolSpec): string {
  if (birthTaints(pool).some(isRepelling)) return 'is tainted';
  if (pool.size.initial === 0) return 'begins empty';
  return onDemandNodes(pool) === 0 ? 'is all spot' : '';
}

function onDemandNodes(pool: NodePoolSpec): number {
  if (pool.cloud === 'google') return pool.google.spot ? 0 : pool.size.initial;
  const { capacity } = pool.aws;
  if (capacity.kind === 'on-demand') return pool.size.initial;
  const base = Math.min(capacity.onDemandBase, pool.size.initial);
  return base + Math.floor(((pool.size.initial - base) * capacity.onDemandPercentAboveBase) / 100);
}
