import { evenNodesPerZone } from '../specs/pool/google/even-nodes';
import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import { shareOfZone } from '../specs/pool/pool-size';
import type { IGkeCluster } from './gke-cluster-contract';

/** One Terraform node pool of a pool in the spec. */
export interface PoolPart {
  /** All zones of the pool, or one of its zones. */
  readonly zones: readonly string[];
  /** Nodes in each zone at creation; the number stays where nothing scales the pool. */
  readonly nodesPerZone: number;
  /** Whether something else than Terraform changes the number later: the cluster autoscaler, or that of the instance group. */
  readonly isScaled: boolean;
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
  return {
    zones,
    nodesPerZone: evenNodesPerZone(pool),
    isScaled: isScaled(pool),
    autoscaling: whenScaled(pool, limits),
  };
}

function zonalPart(pool: GoogleNodePoolSpec, zone: string, index: number): PoolPart {
  const { size } = pool;
  const ofZone = (count: number) => countOfZone(pool, count, index);
  return {
    zones: [zone],
    nodesPerZone: ofZone(size.initial),
    isScaled: isScaled(pool),
    autoscaling: whenScaled(pool, { minNodeCount: ofZone(size.min), maxNodeCount: ofZone(size.max) }),
  };
}

/** The part of a zone's name that differs within its region: `a`. */
export function zoneLetter({ location }: Pick<IGkeCluster, 'location'>, zone: string): string {
  return zone.slice(`${location}-`.length);
}

/** What a number of the pool's size means for one of its zones. */
export function countOfZone({ size, zones }: GoogleNodePoolSpec, count: number, index: number): number {
  return size.scope === 'per-zone' ? count : shareOfZone(count, zones.length, index);
}

function isScaled({ scaling }: GoogleNodePoolSpec): boolean {
  return scaling.kind !== 'fixed';
}

function whenScaled(pool: GoogleNodePoolSpec, limits: PoolLimits): PoolLimits | undefined {
  return pool.scaling.kind === 'cluster-autoscaler' ? limits : undefined;
}
