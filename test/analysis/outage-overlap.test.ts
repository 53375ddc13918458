import fc from 'fast-check';
import {
  evenOddsNodes,
  meanOverWindows,
  type OutageSlots,
  overlapProbability,
} from '../../lib/analysis/outage-overlap';
import { drawnShares, exactShares } from './support/drawn-outages';

const day = (outageSlots: number): OutageSlots => ({ windows: 1, slots: 1440, outageSlots, circular: true });
const windows = (number: number, slots: number, outageSlots: number): OutageSlots => ({
  windows: number,
  slots,
  outageSlots,
  circular: false,
});

test.each([
  [10, [3.1, 14.6, 24.9, 45.9]],
  [20, [12.4, 48.9, 70.7, 93.2]],
  [50, [57.7, 98.8, 100, 100]],
  [100, [97, 100, 100, 100]],
])(
  'outages of 1, 3, 5 and 10 minutes of %i nodes overlap within a day with a chance of %p percent',
  (nodes, percents) => {
    const found = [1, 3, 5, 10].map((minutes) => overlapProbability(nodes, day(minutes)) * 100);
    expect(found.map((percent) => Number(percent.toFixed(1)))).toEqual(percents);
  },
);

test('outages of five minutes of fifty nodes overlap almost certainly, with a chance below 1', () => {
  expect(overlapProbability(50, day(5))).toBeCloseTo(0.9998, 4);
});

test('two of 23 people share a birthday with a chance of more than one half', () => {
  const year = { ...day(1), slots: 365 };
  expect(overlapProbability(23, year)).toBeCloseTo(0.5072972, 6);
  expect(evenOddsNodes(year)).toBe(23);
});

test.each([
  [1, 45],
  [3, 21],
  [5, 16],
  [10, 11],
])('with outages of %i minutes in a day an overlap is as likely as not from %i nodes on', (minutes, nodes) => {
  expect(evenOddsNodes(day(minutes))).toBe(nodes);
  expect(overlapProbability(nodes - 1, day(minutes))).toBeLessThan(0.5);
});

test('outages overlap less often in a window than on a circle of as many starts', () => {
  expect(overlapProbability(3, windows(1, 60, 10))).toBeCloseTo(0.681, 3);
  expect(overlapProbability(3, { ...windows(1, 60, 10), circular: true })).toBeCloseTo(0.724, 3);
});

test.each([
  [2, windows(1, 7, 3)],
  [3, windows(1, 9, 2)],
  [4, windows(1, 12, 3)],
  [3, windows(2, 5, 2)],
  [4, windows(3, 4, 2)],
  [5, windows(3, 3, 1)],
  [4, windows(4, 3, 5)],
  [3, { ...windows(1, 11, 3), circular: true }],
  [4, { ...windows(1, 12, 3), circular: true }],
  [3, { ...windows(3, 4, 3), circular: true }],
  [2, { ...windows(1, 4, 5), circular: true }],
])('the chance of an overlap of %i nodes over %p is its share of all placements', (nodes, slots) => {
  expect(overlapProbability(nodes, slots)).toBeCloseTo(1 - Number(exactShares(nodes, slots)[1]), 9);
});

test.each([
  [12, windows(5, 235, 6)],
  [8, windows(1, 171, 10)],
  [20, windows(7, 480, 4)],
  [15, { ...windows(7, 200, 5), circular: true }],
])('the chance of an overlap of %i nodes over %p agrees with random draws', (nodes, slots) => {
  const runs = 10_000;
  const drawn = 1 - Number(drawnShares(nodes, slots, { runs })[1]);
  // The tolerance is four standard deviations of the draws.
  expect(Math.abs(overlapProbability(nodes, slots) - drawn)).toBeLessThan(2 / Math.sqrt(runs));
});

test('the chance is 1 where the starts are too few to keep nodes apart, and 0 for a single node', () => {
  expect(overlapProbability(7, windows(1, 60, 10))).toBe(1);
  expect(overlapProbability(6, windows(1, 60, 10))).toBeLessThan(1);
  expect(overlapProbability(13, windows(2, 60, 10))).toBe(1);
  expect(overlapProbability(12, windows(2, 60, 10))).toBeLessThanOrEqual(1);
  expect(overlapProbability(7, { ...windows(1, 60, 10), circular: true })).toBe(1);
  expect(overlapProbability(2, windows(1, 0, 10))).toBe(1);
  expect(overlapProbability(1, windows(1, 60, 60))).toBe(0);
  expect(overlapProbability(0, windows(1, 60, 60))).toBe(0);
});

test('the chance over several windows follows the share of nodes that draw the same window', () => {
  // Two nodes draw the same of seven windows with a chance of 1/7.
  expect(meanOverWindows(2, 7, [1, 1])).toBeCloseTo(6 / 7, 12);
  expect(meanOverWindows(1000, 7, new Array<number>(1001).fill(1))).toBeCloseTo(1, 12);
  expect(overlapProbability(1000, windows(7, 1440, 1))).toBe(1);
  // By the Poisson approximation 60 nodes stay apart in the 10080 minutes of a week with about exp(-60^2 / 2 / 10080).
  expect(overlapProbability(60, windows(7, 1440, 1))).toBeCloseTo(1 - Math.exp(-(60 * 59) / 2 / 10080), 3);
});

test('the chance grows with nodes and outage length, and falls with more starts', () => {
  const some = fc.record({
    windows: fc.integer({ min: 1, max: 7 }),
    slots: fc.integer({ min: 1, max: 500 }),
    outageSlots: fc.integer({ min: 1, max: 30 }),
    circular: fc.boolean(),
  });
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 120 }), (slots, nodes) => {
      const chance = overlapProbability(nodes, slots);
      const rounding = 1e-9;
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
      expect(overlapProbability(nodes + 1, slots)).toBeGreaterThanOrEqual(chance - rounding);
      expect(overlapProbability(nodes, { ...slots, outageSlots: slots.outageSlots + 1 })).toBeGreaterThanOrEqual(
        chance - rounding,
      );
      expect(overlapProbability(nodes, { ...slots, slots: slots.slots + 1 })).toBeLessThanOrEqual(chance + rounding);
    }),
    { numRuns: 150 },
  );
});
