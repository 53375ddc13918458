import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { onAws, onGoogle } from './judge-load';

const SUBJECT = "environment 'paas' > cluster 'main' > pool 'general': ";
const FITTED = { kernel: { profiles: ['many-connections'] } } as const;

/** The load of the streaming platform on one of its pools: 35 nodes for its connections, 23 for its requests. */
const EVENING = {
  connections: 1_100_000,
  requestsPerSecond: 40_000,
  backends: 60,
  perNode: { requestsPerSecond: 1_800, connections: 32_000 },
};

const sized = (min: number, max: number) =>
  onGoogle({ ...FITTED, load: EVENING, size: { scope: 'per-zone', min, max } });

test('refuses a largest size that cannot carry the peak after the loss of one zone', () => {
  expect(sized(3, 17)).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'size.max' must leave the nodes that carry the peak of 'load' after the loss of one zone, which takes 35 (1100000 connections / 32000 = 35 nodes, 40000 requests/s / 1800 = 23 nodes), got '17 x 3 zones = 51 nodes, of which 34 are left'; raise it to 18 for each zone, or take larger machines",
  ]);
  expect(sized(3, 18)).toEqual([]);
});

/** Pools on AWS for ten requests per second, of which a node carries two. */
const onTotal = (size: Partial<AwsNodePoolInput['size']>, rest: Partial<AwsNodePoolInput> = {}) =>
  onAws({
    load: { connections: 10, requestsPerSecond: 10, perNode: { requestsPerSecond: 2 } },
    size: { scope: 'total', min: 1, max: 8, ...size },
    ...rest,
  });

test('counts the whole pool where the size is a total', () => {
  expect(onTotal({ max: 7 })).toEqual([
    `${SUBJECT}'size.max' must leave the nodes that carry the peak of 'load' after the loss of one zone, which takes 5 (10 requests/s / 2 = 5 nodes), got '7 nodes, of which 4 are left'; raise it to 8, or take larger machines`,
  ]);
  expect(onTotal({ max: 8 })).toEqual([]);
});

test('counts the loss of one node where the pool has one zone', () => {
  const zones = ['eu-central-1a'];
  expect(onTotal({ max: 5 }, { zones })).toEqual([
    `${SUBJECT}'size.max' must leave the nodes that carry the peak of 'load' after the loss of one node, which takes 5 (10 requests/s / 2 = 5 nodes), got '5 nodes, of which 4 are left'; raise it to 6, or take larger machines`,
  ]);
  expect(onTotal({ max: 6 }, { zones })).toEqual([]);
});

test('a fixed pool must carry the peak with the nodes that it keeps', () => {
  const scaling = { kind: 'fixed' } as const;
  expect(onTotal({ min: 3, initial: 7 }, { scaling })).toEqual([
    `${SUBJECT}'size.initial' must leave the nodes that carry the peak of 'load' after the loss of one zone, which takes 5 (10 requests/s / 2 = 5 nodes), got '7 nodes, of which 4 are left'; raise it to 8, or choose a scaling that adds nodes`,
  ]);
  expect(onTotal({ min: 3 }, { scaling: 'fixed' })).toEqual([
    expect.stringContaining("'size.initial' must leave the nodes that carry the peak"),
  ]);
  expect(onTotal({ min: 3, initial: 8 }, { scaling })).toEqual([]);
});

test('a peak beyond the largest size of a pool is one for several pools', () => {
  const load = { connections: 20_000_000, perNode: { connections: 10_000 } };
  expect(onGoogle({ ...FITTED, load, size: { scope: 'per-zone', min: 1, max: 9 } })).toContainEqual(
    "environment 'streaming' > cluster 'main' > pool 'core': 'size.max' must leave the nodes that carry the peak of 'load' after the loss of one zone, which takes 2000 (20000000 connections / 10000 = 2000 nodes), got '9 x 3 zones = 27 nodes, of which 18 are left'; raise it to 1000 for each zone, or take larger machines",
  );
  const more = { connections: 20_010_000, perNode: { connections: 10_000 } };
  expect(onGoogle({ ...FITTED, load: more, size: { scope: 'per-zone', min: 1, max: 9 } })).toContainEqual(
    expect.stringContaining('; spread the load over several pools, because a size is at most 1000'),
  );
});
