import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import { shareOfZone } from '../specs/pool/pool-size';

/** One Terraform node pool of a pool in the spec. */
export interface PoolPart {
  /** All zones of the pool, or one of its zones. */
  readonly zones: readonly string[];
  /** Nodes in each zone at creation; the number stays where no autoscaler scales the pool. */
  readonly nodesPerZone: number;
  /** Limits of the cluster autoscaler in the form that the provider takes; undefined where the autoscaler does not scale the pool. */
  readonly autoscaling: PoolLimits | undefined;
}

/** Limits of the cluster autoscaler, either for each zone or for the whole Terraform pool. */
export type PoolLimits =
  | { readonly minNodeCount: number; readonly maxNodeCount: number }
  | { readonly totalMinNodeCount: number; readonly totalMaxNodeCount: number };

/** The Terraform pools of a pool in the spec: one over all its zones, or one for each zone. */
export function poolParts(pool: GoogleNodePoolSpec): readonly PoolPart[] {
  switch (pool.google.layout) {
    case 'regional':
      return [regionalPart(pool)];
    case 'zonal':
      return pool.zones.map((zone, index) => zonalPart(pool, zone, index));
  }
}

function regionalPart(pool: GoogleNodePoolSpec): PoolPart {
  const { size, zones } = pool;
  const limits =
    size.scope === 'per-zone'
      ? { minNodeCount: size.min, maxNodeCount: size.max }
      : { totalMinNodeCount: size.min, totalMaxNodeCount: size.max };
  return { zones, nodesPerZone: evenNodesPerZone(pool), autoscaling: whenScaled(pool, limits) };
}

function zonalPart(pool: GoogleNodePoolSpec, zone: string, index: number): PoolPart {
  const { size, zones } = pool;
  const ofZone = (count: number) => (size.scope === 'per-zone' ? count : shareOfZone(count, zones.length, index));
  return {
    zones: [zone],
    nodesPerZone: ofZone(size.initial),
    autoscaling: whenScaled(pool, { minNodeCount: ofZone(size.min), maxNodeCount: ofZone(size.max) }),
  };
}

function whenScaled(pool: GoogleNodePoolSpec, limits: PoolLimits): PoolLimits | undefined {
  return pool.scaling.kind === 'cluster-autoscaler' ? limits : undefined;
}

/**
 * Nodes per zone of a regional pool. GKE gives every zone the same number: rounded up, unless the total would exceed the pool's
 * maximum.
 */
function evenNodesPerZone({ size, zones }: GoogleNodePoolSpec): number {
  if (size.scope === 'per-zone') return size.initial;
  const up = Math.ceil(size.initial / zones.length);
  return up * zones.length <= size.max ? up : Math.floor(size.initial / zones.length);
}
