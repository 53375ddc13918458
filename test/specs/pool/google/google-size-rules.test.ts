import type { PoolSizeInput } from '../../../../lib/specs/pool/node-pool-input';
import type { FormerScalingInput } from '../../../../lib/specs/scaling/scaling-input';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

type Layout = 'regional' | 'zonal';

function problemsOfSize(size: PoolSizeInput, layout: Layout, scaling: FormerScalingInput, letters = 'abc') {
  const google = { ...googlePool().google, layout };
  const zones = [...letters].map((letter) => `europe-west4-${letter}`);
  const pool = googlePool({ size, scaling, google, zones });
  const system = googlePool({ name: 'system', purpose: 'system' });
  return problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [pool, system], workloads: [] })] }));
}

test('refuses a zonal pool with fewer nodes than zones, because one zone would have a maximum of 0', () => {
  expect(problemsOfSize({ scope: 'total', min: 1, max: 2 }, 'zonal', 'cluster-autoscaler')).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'size.max' must give each of the 3 zones of a zonal pool at least 1 node, and their shares are europe-west4-a 1, europe-west4-b 1, europe-west4-c 0, got 2; raise it to 3, name fewer 'zones' or use the layout 'regional', which limits the total only",
  ]);
});

test('refuses it for a pool of fixed size too, without the layout that could not hold the size either', () => {
  expect(problemsOfSize({ scope: 'total', min: 1, max: 1 }, 'zonal', 'fixed')).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'size.max' must give each of the 3 zones of a zonal pool at least 1 node, and their shares are europe-west4-a 1, europe-west4-b 0, europe-west4-c 0, got 1; raise it to 3 or name fewer 'zones'",
  ]);
});

const CASES: readonly [string, PoolSizeInput, Layout, FormerScalingInput, string][] = [
  [
    'a zonal pool with one node for each zone',
    { scope: 'total', min: 1, max: 3 },
    'zonal',
    'cluster-autoscaler',
    'abc',
  ],
  ['a zonal pool that begins in two of three zones', { scope: 'total', min: 2, max: 3 }, 'zonal', 'fixed', 'abc'],
  ['two nodes over two zones', { scope: 'total', min: 1, max: 2 }, 'zonal', 'fixed', 'ab'],
  ['one node in each zone at most', { scope: 'per-zone', min: 1, max: 1 }, 'zonal', 'cluster-autoscaler', 'abc'],
  [
    'a regional pool of fewer nodes than zones',
    { scope: 'total', min: 1, max: 2 },
    'regional',
    'cluster-autoscaler',
    'abc',
  ],
];

test.each(CASES)('accepts %s', (_, size, layout, scaling, letters) => {
  expect(problemsOfSize(size, layout, scaling, letters)).toEqual([]);
});
