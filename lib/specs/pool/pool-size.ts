import type { PoolSizeInput } from './node-pool-input';

/** Size range of a pool with every default filled in; `scope` says what the numbers count. */
export type PoolSize = Required<PoolSizeInput>;

/** A pool as far as its number of nodes goes. */
export interface SizedPool {
  readonly size: PoolSize;
  readonly zones: readonly string[];
}

/** Size range of a pool with every default filled in. */
export function resolvePoolSize(input: PoolSizeInput): PoolSize {
  return { ...input, initial: input.initial ?? input.min };
}

/** Nodes of the whole pool at least. */
export function minNodes({ size, zones }: SizedPool): number {
  return size.scope === 'per-zone' ? size.min * zones.length : size.min;
}

/** Nodes of the whole pool at most. */
export function maxNodes({ size, zones }: SizedPool): number {
  return size.scope === 'per-zone' ? size.max * zones.length : size.max;
}

/** Nodes of the whole pool at creation. */
export function initialNodes({ size, zones }: SizedPool): number {
  return size.scope === 'per-zone' ? size.initial * zones.length : size.initial;
}

/** A zone's share of a total, where the zones get a number each: the shares add up to it, and the first zones take the remainder. */
export function shareOfZone(total: number, zones: number, index: number): number {
  return Math.floor(total / zones) + (index < total % zones ? 1 : 0);
}
