import type { GoogleClusterInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import type { PoolSizeInput } from '../../../../lib/specs/pool/node-pool-input';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

const { network } = googleCluster();
const part = googlePool().google;

function withSize(size: PoolSizeInput, ranges: Partial<GoogleClusterInput['network']>, maxSurge = 1) {
  const google = { ...part, upgrade: { maxSurge, maxUnavailable: 0 } };
  const cluster = googleCluster({ network: { ...network, ...ranges }, pools: [googlePool({ size, google })] });
  return problemsOf(googleEnvironment({ clusters: [cluster] }));
}

const LOWER = "lower 'size.initial', or 'size.min' where no initial size is stated";

test("refuses a pod range that is too small for the initial nodes by GKE's rule", () => {
  // Two nodes and one of surge in each of three zones are nine.
  expect(withSize({ scope: 'per-zone', min: 2, max: 4 }, { podCidr: '10.44.0.0/21' })).toEqual([
    `environment 'streaming' > cluster 'main': 'network.podCidr' must hold 2304 addresses, because GKE reserves a power of two of at least 2 x maxPods per node: core 9 nodes x 256 = 2304, got '10.44.0.0/21 with 2048'; take a /20, or ${LOWER}, or lower 'maxPods'`,
  ]);
});

test('refuses a node range that is too small', () => {
  expect(withSize({ scope: 'per-zone', min: 1, max: 4 }, { nodeCidr: '10.40.0.0/28' })).toEqual([
    `environment 'streaming' > cluster 'main': 'network.nodeCidr' must hold 18 addresses: 4 of Google + 8 for internal balancers + core 6, got '10.40.0.0/28 with 16'; take a /27, or ${LOWER}`,
  ]);
});

test('counts the surge nodes of every zone', () => {
  expect(withSize({ scope: 'per-zone', min: 2, max: 4 }, { nodeCidr: '10.40.0.0/27' }, 4)).toEqual([]);
  expect(withSize({ scope: 'per-zone', min: 2, max: 4 }, { nodeCidr: '10.40.0.0/27' }, 5)[0]).toContain('+ core 21,');
});

test('accepts ranges in which the initial nodes fit and the maximum does not', () => {
  const ranges = { podCidr: '10.44.0.0/21', nodeCidr: '10.40.0.0/27' };
  expect(withSize({ scope: 'per-zone', min: 1, max: 300 }, ranges)).toEqual([]);
});

test('accepts an existing subnet by the same calculation', () => {
  const existing = { network: 'main', subnetwork: 'nodes', podRangeName: 'pods', serviceRangeName: 'services' };
  expect(withSize({ scope: 'total', min: 3, max: 900 }, { podCidr: '10.44.0.0/18', existing })).toEqual([]);
});

test('adds no surge for a pool that is initially empty', () => {
  const pools = [
    googlePool(),
    googlePool({
      name: 'batch',
      purpose: 'batch',
      size: { scope: 'per-zone', min: 0, max: 9 },
      scaling: 'cluster-autoscaler',
    }),
  ];
  const cluster = googleCluster({ network: { ...network, podCidr: '10.44.0.0/21' }, pools });
  expect(problemsOf(googleEnvironment({ clusters: [cluster] }))).toEqual([]);
});
