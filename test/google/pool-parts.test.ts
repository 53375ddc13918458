import fc from 'fast-check';
import { poolParts } from '../../lib/google/pool-parts';
import type { PoolSizeInput } from '../../lib/specs/pool/node-pool-input';
import { googlePoolSpec } from './synthesize-google';

const ZONES = ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'];

function parts(size: PoolSizeInput, layout: 'regional' | 'zonal', scaling: 'fixed' | 'cluster-autoscaler' = 'fixed') {
  return poolParts(googlePoolSpec({ size, scaling }, { layout }));
}

describe('a regional pool', () => {
  test('has the number of nodes per zone that its spec states', () => {
    expect(parts({ scope: 'per-zone', min: 1, max: 4, initial: 2 }, 'regional')).toEqual([
      { zones: ZONES, nodesPerZone: 2, isScaled: false, autoscaling: undefined },
    ]);
  });

  test('rounds a total up to the same number per zone, but not beyond its maximum', () => {
    expect(parts({ scope: 'total', min: 4, max: 6 }, 'regional', 'cluster-autoscaler')[0]?.nodesPerZone).toBe(2);
    expect(parts({ scope: 'total', min: 4, max: 5 }, 'regional', 'cluster-autoscaler')[0]?.nodesPerZone).toBe(1);
  });

  test('gives the autoscaler limits per zone or in total, as the spec counts', () => {
    expect(parts({ scope: 'per-zone', min: 1, max: 4 }, 'regional', 'cluster-autoscaler')[0]?.autoscaling).toEqual({
      minNodeCount: 1,
      maxNodeCount: 4,
    });
    expect(parts({ scope: 'total', min: 3, max: 12 }, 'regional', 'cluster-autoscaler')[0]?.autoscaling).toEqual({
      totalMinNodeCount: 3,
      totalMaxNodeCount: 12,
    });
  });
});

describe('a zonal pool', () => {
  test('is one Terraform pool per zone', () => {
    expect(parts({ scope: 'per-zone', min: 3, max: 60 }, 'zonal').map((part) => part.zones)).toEqual(
      ZONES.map((zone) => [zone]),
    );
  });

  test('divides a total so that the shares add up and differ by at most one', () => {
    const totals = fc.record({ min: fc.integer({ min: 0, max: 50 }), more: fc.integer({ min: 3, max: 50 }) });
    fc.assert(
      fc.property(totals, ({ min, more }) => {
        const max = min + more;
        const found = parts({ scope: 'total', min, max }, 'zonal', 'cluster-autoscaler');
        const limits = found.flatMap(({ autoscaling }) =>
          autoscaling !== undefined && 'minNodeCount' in autoscaling ? [autoscaling] : [],
        );
        const sum = (counts: readonly number[]) => counts.reduce((left, right) => left + right, 0);
        expect(sum(limits.map((limit) => limit.minNodeCount))).toBe(min);
        expect(sum(limits.map((limit) => limit.maxNodeCount))).toBe(max);
        expect(sum(found.map((part) => part.nodesPerZone))).toBe(min);
        const nodes = found.map((part) => part.nodesPerZone);
        expect(Math.max(...nodes) - Math.min(...nodes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
