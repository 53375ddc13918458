import { poolLargerThanLull } from '../../../lib/checks/capacity/pool-larger-than-lull';
import { runChecks } from '../../../lib/checks/run-checks';
import type { GoogleNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { modelOf } from '../../fixtures/manifests';

const day = { peakToTrough: 4, peakAt: '20:30', timeZone: 'Europe/Amsterdam' };
const EVENING = {
  connections: 1_100_000,
  requestsPerSecond: 40_000,
  backends: 60,
  perNode: { requestsPerSecond: 1_800, connections: 32_000 },
  day,
};

function found(pool: Partial<GoogleNodePoolInput>): readonly string[] {
  const scaled = googlePool({
    load: EVENING,
    scaling: { kind: 'cluster-autoscaler' },
    kernel: { profiles: ['many-connections'] },
    ...pool,
  });
  const environment = googleEnvironment({ clusters: [googleCluster({ pools: [scaled] })] });
  const findings = runChecks(modelOf(environment, []), [poolLargerThanLull]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

const POOL = "warning: cluster 'main' > pool 'core': ";

it('warns of a least size that the lull does not need, counted for each zone', () => {
  expect(found({ size: { scope: 'per-zone', min: 6, max: 60 } })).toEqual([
    `${POOL}'size.min' keeps 18 nodes, 12 after the loss of one zone, but the lull takes 9 (1100000 connections / 4 / 32000 = 9 nodes, 40000 requests/s / 4 / 1800 = 6 nodes); lower it to 5 for each zone, and let the pool grow before its peak at 20:30 Europe/Amsterdam`,
  ]);
  expect(found({ size: { scope: 'per-zone', min: 5, max: 60 } })).toEqual([]);
});

it('warns of a least size that the lull does not need, counted for the whole pool', () => {
  expect(found({ size: { scope: 'total', min: 15, max: 60 } })).toEqual([
    expect.stringContaining('; lower it to 14, and let the pool grow before its peak at 20:30 Europe/Amsterdam'),
  ]);
  expect(found({ size: { scope: 'total', min: 14, max: 60 } })).toEqual([]);
});

it('leaves a node in each zone, however small the lull is', () => {
  const load = { connections: 10, perNode: { connections: 10 }, day };
  expect(found({ load, size: { scope: 'per-zone', min: 1, max: 60 } })).toEqual([]);
  expect(found({ load, size: { scope: 'total', min: 3, max: 60 } })).toEqual([]);
  expect(found({ load, size: { scope: 'total', min: 4, max: 60 } })).toEqual([
    expect.stringContaining('; lower it to 3, '),
  ]);
});

it('says nothing where the lull or the load of a node is unknown, or where the size is fixed', () => {
  const size = { scope: 'per-zone', min: 40, max: 60 } as const;
  expect(found({ size })).toHaveLength(1);
  expect(found({ size, load: { ...EVENING, day: undefined } as never })).toEqual([]);
  expect(found({ size, load: { connections: 10, day } })).toEqual([]);
  expect(found({ size, scaling: { kind: 'fixed' } })).toEqual([]);
});
