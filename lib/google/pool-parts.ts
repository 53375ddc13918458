import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import { shareOfZone } from '../specs/pool/pool-size';

/** One Terraform node pool of a spec's pool: all zones, or one of them. */
export interface PoolPart {
  /** All zones of the pool, or one of them. */
  readonly zones: readonly string[];
  /** Nodes in each zone at creation, and for good where nobody scales the pool. */
  readonly nodesPerZone: number;
  /** Limits of the cluster autoscaler, as the provider wants them; undefined where it does not scale the pool. */
  readonly autoscaling: PoolLimits | undefined;
}

/** Limits of the cluster autoscaler, of each zone or of the whole Terraform pool. */
export type PoolLimits =
  | { readonly minNodeCount: number; readonly maxNodeCount: number }
  | { readonly totalMinNodeCount: number; readonly totalMaxNodeCount: number };

/** The Terraform pools that a spec's pool becomes: one over all its zones, or one for each. */
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
  return pool.scaling === 'cluster-autoscaler' ? limits : undefined;
}

/** GKE gives every zone of a regional pool the same number: rounded up, unless that is more than the pool may have. */
function evenNodesPerZone({ size, zones }: GoogleNodePoolSpec): number {
  if (size.scope === 'per-zone') return size.initial;
  const up = Math.ceil(size.initial / zones.length);
  return up * zones.length <= size.max ? up : Math.floor(size.initial / zones.length);
}
