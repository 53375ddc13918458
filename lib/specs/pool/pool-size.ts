import type { PoolSizeInput } from './node-pool-input';

/** Size range of a pool, and what it means over a number of zones. */
export class PoolSize {
  /** What the numbers count: nodes of each zone, or of the whole pool. */
  readonly scope: 'per-zone' | 'total';
  /** Nodes at least, by `scope`. */
  readonly min: number;
  /** Nodes at most, by `scope`. */
  readonly max: number;
  /** Nodes at creation, by `scope`. */
  readonly initial: number;

  constructor(input: PoolSizeInput) {
    this.scope = input.scope;
    this.min = input.min;
    this.max = input.max;
    this.initial = input.initial ?? input.min;
    Object.freeze(this);
  }

  /** Nodes of the whole pool at least. */
  minTotal(zoneCount: number): number {
    return this.scope === 'per-zone' ? this.min * zoneCount : this.min;
  }

  /** Nodes of the whole pool at most. */
  maxTotal(zoneCount: number): number {
    return this.scope === 'per-zone' ? this.max * zoneCount : this.max;
  }

  /** Nodes of the whole pool at creation. */
  initialTotal(zoneCount: number): number {
    return this.scope === 'per-zone' ? this.initial * zoneCount : this.initial;
  }

  /** Nodes of one zone at most: a pool counted in total may end up in one zone when the others have no capacity. */
  maxInOneZone(): number {
    return this.max;
  }
}
