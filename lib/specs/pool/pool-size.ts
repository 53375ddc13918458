import type { PoolSizeInput } from './node-pool-input';

/** Size of a pool with every default filled in; `scope` states whether the numbers are for each zone or for the whole pool. */
export type PoolSize = Required<PoolSizeInput>;

/** The members of a pool that decide its number of nodes. */
export interface SizedPool {
  readonly size: PoolSize;
  readonly zones: readonly string[];
}

/** Fills in the default of `initial`, which is `min`. */
export function resolvePoolSize(input: PoolSizeInput): PoolSize {
  return { ...input, initial: input.initial ?? input.min };
}

/** Least number of nodes of the whole pool. */
export function minNodes({ size, zones }: SizedPool): number {
  return size.scope === 'per-zone' ? size.min * zones.length : size.min;
}

/** Most nodes of the whole pool. */
export function maxNodes({ size, zones }: SizedPool): number {
  return size.scope === 'per-zone' ? size.max * zones.length : size.max;
}

/** Number of nodes of the whole pool at creation. */
export function initialNodes({ size, zones }: SizedPool): number {
  return size.scope === 'per-zone' ? size.initial * zones.length : size.initial;
}

/** A zone's share of a total: the shares of all zones add up to the total, and the first zones get the remainder. */
export function shareOfZone(total: number, zones: number, index: number): number {
  return Math.floor(total / zones) + (index < total % zones ? 1 : 0);
}
