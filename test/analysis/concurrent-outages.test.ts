import fc from 'fast-check';
import { concurrentQuantile, expectedConcurrent, leastSlotsFor } from '../../lib/analysis/concurrent-outages';
import { type OutageSlots, overlapProbability } from '../../lib/analysis/outage-overlap';
import { drawnShares, exactShares, quantileOf } from './support/drawn-outages';

const day = (outageSlots: number): OutageSlots => ({ windows: 1, slots: 1440, outageSlots, circular: true });
const windows = (number: number, slots: number, outageSlots: number): OutageSlots => ({
  windows: number,
  slots,
  outageSlots,
  circular: false,
});
const anySlots = fc.record({
  windows: fc.integer({ min: 1, max: 7 }),
  slots: fc.integer({ min: 1, max: 300 }),
  outageSlots: fc.integer({ min: 1, max: 20 }),
  circular: fc.boolean(),
});

test.each([
  [50, 4],
  [100, 5],
  [200, 6],
  [1000, 14],
])(
  'of %i nodes with outages of five minutes in a day, at most %i are down at once in 99 of 100 schedules',
  (nodes, most) => {
    expect(concurrentQuantile(nodes, day(5))).toBe(most);
  },
);

test.each([
  [50, 2],
  [100, 3],
  [200, 4],
  [1000, 11],
])(
  'of %i nodes at most %i are down at once in half of the schedules, and the quantile finds that or one less',
  (nodes, most) => {
    const found = concurrentQuantile(nodes, day(5), 0.5);
    expect(found).toBeGreaterThanOrEqual(most);
    expect(found).toBeLessThanOrEqual(most + 1);
  },
);

test.each([
  [4, windows(1, 9, 3)],
  [5, windows(1, 7, 2)],
  [4, windows(2, 5, 2)],
  [5, windows(3, 2, 3)],
  [6, windows(1, 5, 1)],
  [4, { ...windows(1, 10, 3), circular: true }],
  [5, { ...windows(2, 4, 3), circular: true }],
  [3, { ...windows(1, 4, 6), circular: true }],
])('the quantile of %i nodes over %p is that of all placements, or one more', (nodes, slots) => {
  const shares = exactShares(nodes, slots);
  for (const quantile of [0.6, 0.8, 0.9, 0.95, 0.99, 0.999]) {
    const exact = quantileOf(shares, quantile);
    expect(concurrentQuantile(nodes, slots, quantile)).toBeGreaterThanOrEqual(exact);
    expect(concurrentQuantile(nodes, slots, quantile)).toBeLessThanOrEqual(exact + 1);
  }
});

test.each([
  [50, 5000, day(5)],
  [100, 3000, day(10)],
  [60, 4000, windows(1, 235, 6)],
  [60, 4000, windows(5, 235, 6)],
  [30, 6000, windows(7, 171, 10)],
  [200, 1500, windows(1, 1381, 60)],
  [1000, 400, windows(7, 231, 10)],
])('the quantile of %i nodes agrees with %i random draws over %p', (nodes, runs, slots) => {
  const shares = drawnShares(nodes, slots, { runs });
  const deviation = 4 * Math.sqrt((0.99 * 0.01) / runs);
  const found = concurrentQuantile(nodes, slots);
  expect(Number(shares[found])).toBeGreaterThan(0.99 - deviation);
  expect(found).toBeLessThanOrEqual(quantileOf(shares, Math.min(1, 0.99 + deviation)) + 1);
});

test('where all outages of a window overlap, the quantile is that of the fullest window', () => {
  expect(concurrentQuantile(9, windows(1, 10, 10))).toBe(9);
  // Two nodes fall into the same of 200 windows in less than one of a hundred weeks; of three nodes two do more often.
  expect(concurrentQuantile(2, windows(200, 1, 5))).toBe(1);
  expect(concurrentQuantile(3, windows(200, 1, 5))).toBe(2);
  expect(concurrentQuantile(5, { ...windows(1, 4, 6), circular: true })).toBe(5);
});

test('the quantile is 0 for a pool without nodes, and 1 for one node', () => {
  expect(concurrentQuantile(0, day(5))).toBe(0);
  expect(concurrentQuantile(1, day(5))).toBe(1);
});

test('the quantile is 1 exactly where an overlap is unlikely enough', () => {
  fc.assert(
    fc.property(anySlots, fc.integer({ min: 2, max: 12 }), fc.double({ min: 0.5, max: 0.999 }), (slots, ...rest) => {
      const [nodes, quantile] = rest;
      const alone = 1 - overlapProbability(nodes, slots) >= quantile;
      expect(concurrentQuantile(nodes, slots, quantile) === 1).toBe(alone);
    }),
    { numRuns: 200 },
  );
});

test('the quantile grows with nodes and outage length, and falls with more starts', () => {
  fc.assert(
    fc.property(anySlots, fc.integer({ min: 1, max: 150 }), (slots, nodes) => {
      const most = concurrentQuantile(nodes, slots);
      expect(most).toBeGreaterThanOrEqual(Math.min(nodes, Math.ceil(expectedConcurrent(nodes, slots) - 1e-9)));
      expect(most).toBeLessThanOrEqual(nodes);
      expect(concurrentQuantile(nodes + 1, slots)).toBeGreaterThanOrEqual(most);
      expect(concurrentQuantile(nodes, { ...slots, outageSlots: slots.outageSlots + 1 })).toBeGreaterThanOrEqual(most);
      expect(concurrentQuantile(nodes, { ...slots, slots: slots.slots * 2 })).toBeLessThanOrEqual(most);
      expect(concurrentQuantile(nodes, slots, 0.999)).toBeGreaterThanOrEqual(most);
    }),
    { numRuns: 150 },
  );
});

test('the mean number of nodes down is nodes times outage length over starts', () => {
  expect(expectedConcurrent(1000, day(5))).toBeCloseTo(3.4722, 4);
  expect(expectedConcurrent(30, windows(5, 235, 6))).toBeCloseTo((30 * 6) / (5 * 235), 12);
  expect(expectedConcurrent(30, windows(5, 4, 6))).toBe(6);
  expect(expectedConcurrent(30, { ...windows(1, 4, 6), circular: true })).toBe(30);
});

test('leastSlotsFor returns a window that is long enough, and one start less is too short', () => {
  for (const [nodes, tolerated, days] of [
    [4, 1, 7],
    [50, 3, 7],
    [100, 10, 1],
    [300, 12, 3],
  ] as const) {
    const slots = leastSlotsFor(nodes, { tolerated, windows: days, outageSlots: 6 });
    if (slots === undefined) throw new Error(`no window does for ${nodes} nodes`);
    expect(concurrentQuantile(nodes, windows(days, slots, 6))).toBeLessThanOrEqual(tolerated);
    expect(concurrentQuantile(nodes, windows(days, slots - 1, 6))).toBeGreaterThan(tolerated);
  }
});

test('leastSlotsFor returns at least one start, and undefined beyond the minutes of a day', () => {
  expect(leastSlotsFor(3, { tolerated: 3, windows: 1, outageSlots: 5 })).toBe(1);
  expect(leastSlotsFor(0, { tolerated: 1, windows: 1, outageSlots: 5 })).toBe(1);
  expect(leastSlotsFor(50, { tolerated: 1, windows: 1, outageSlots: 5 })).toBeUndefined();
  expect(leastSlotsFor(1000, { tolerated: 10, windows: 1, outageSlots: 5 })).toBeUndefined();
});

test('leastSlotsFor returns a shorter window for a lower quantile', () => {
  const wanted = { tolerated: 3, windows: 5, outageSlots: 6 };
  const [likely, sure] = [0.9, 0.999].map((quantile) => leastSlotsFor(20, { ...wanted, quantile }));
  expect(likely).toBeGreaterThan(1);
  expect(Number(likely)).toBeLessThan(Number(sure));
  expect(leastSlotsFor(20, wanted)).toBe(leastSlotsFor(20, { ...wanted, quantile: 0.99 }));
});
