import fc from 'fast-check';
import { nodesLeft } from '../../lib/analysis/connection-sizing';
import { nodesBeforeLoss, nodesForLoad } from '../../lib/analysis/load-sizing';

test('takes the larger of the numbers that connections and requests ask for', () => {
  const load = { connections: 1_100_000, requestsPerSecond: 40_000 };
  expect(nodesForLoad({ ...load, perNode: { connections: 32_000, requestsPerSecond: 1_800 } })).toEqual({
    nodes: 35,
    sum: '1100000 connections / 32000 = 35 nodes, 40000 requests/s / 1800 = 23 nodes',
  });
  expect(nodesForLoad({ ...load, perNode: { connections: undefined, requestsPerSecond: 1_000 } })).toEqual({
    nodes: 40,
    sum: '40000 requests/s / 1000 = 40 nodes',
  });
});

test('a lull takes a part of the peak', () => {
  const perNode = { connections: 32_000, requestsPerSecond: undefined };
  expect(nodesForLoad({ connections: 1_100_000, requestsPerSecond: undefined, perNode }, 4)).toEqual({
    nodes: 9,
    sum: '1100000 connections / 4 / 32000 = 9 nodes',
  });
});

test('the number before the loss of a zone is the least of which enough nodes are left', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 6 }), (left, zones) => {
      const nodes = nodesBeforeLoss(left, zones);
      expect(nodesLeft(nodes, zones)).toBeGreaterThanOrEqual(left);
      expect(nodesLeft(nodes - 1, zones)).toBeLessThan(left);
    }),
  );
});

test('nothing is left of a single node in one zone', () => {
  expect([nodesLeft(1, 1), nodesLeft(0, 1), nodesLeft(1, 3)]).toEqual([0, 0, 0]);
});
