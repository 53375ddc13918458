import fc from 'fast-check';
import { type CoordinatedTiming, coordinatedNodes, coordinatedSeconds } from '../../lib/analysis/coordinated-reboots';
import { seededRandom } from './support/drawn-outages';

const WINDOW = 4 * 3600;
const FIFTY: CoordinatedTiming = {
  nodes: 50,
  concurrency: 1,
  drainSeconds: 0,
  rebootSeconds: 360,
  releaseSeconds: 0,
  periodSeconds: 300,
};

/** Random numbers of a simulated run, and the most seconds by which a node releases the lock earlier than at the longest. */
type Draw = { readonly random: () => number; readonly earlierSeconds: number };

/** Seconds at which nodes take the lock, simulated event by event; each node checks once a period from a phase of its own. */
function simulate(timing: CoordinatedTiming, { random, earlierSeconds }: Draw): { starts: number[]; ends: number[] } {
  const { concurrency, periodSeconds } = timing;
  const longest = timing.drainSeconds + timing.rebootSeconds + timing.releaseSeconds;
  let looks = Array.from({ length: timing.nodes }, () => random() * periodSeconds);
  const [starts, ends]: [number[], number[]] = [[], []];
  while (looks.length > 0) {
    const now = Math.min(...looks);
    const held = ends.filter((end) => end > now);
    const taker = looks.indexOf(now);
    if (held.length >= concurrency) {
      // Checks before the first holder releases its lock find no free lock.
      looks[taker] = now + Math.ceil((Math.min(...held) - now) / periodSeconds) * periodSeconds;
      continue;
    }
    looks = looks.filter((_, node) => node !== taker);
    starts.push(now);
    ends.push(now + longest - random() * earlierSeconds);
  }
  return { starts, ends };
}

function simulateMany(timing: CoordinatedTiming, earlierSeconds = 0): { begun: number[]; lasted: number[] } {
  const random = seededRandom(timing.periodSeconds + timing.nodes);
  const runs = Array.from({ length: 300 }, () => simulate(timing, { random, earlierSeconds }));
  return {
    begun: runs.map(({ starts }) => starts.filter((start) => start < WINDOW).length),
    lasted: runs.map(({ ends }) => Math.max(...ends)),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

// 40 nodes would fit without waits. The lock counts as released when the node is back; kured needs 30 to 90 seconds more.
test.each([
  [60, 30.5, 0.02],
  [15, 35.6, 0.05],
  [5, 38.8, 0.02],
])('of fifty nodes that check every %i minutes, %d begin in four hours', (minutes, known, error) => {
  const timing = { ...FIFTY, periodSeconds: minutes * 60 };
  const { begun } = simulateMany(timing);
  expect(Math.abs(mean(begun) - known)).toBeLessThan(0.3);
  const { expected, fewest } = coordinatedNodes(timing, WINDOW);
  expect(Math.abs(expected / known - 1)).toBeLessThan(error);
  expect(fewest).toBeLessThanOrEqual(Math.min(...begun));
});

test.each<[string, CoordinatedTiming]>([
  ['one at a time', { ...FIFTY, releaseSeconds: 150 }],
  ['two at a time', { ...FIFTY, concurrency: 2, drainSeconds: 60, releaseSeconds: 90 }],
  ['three at a time', { ...FIFTY, nodes: 100, concurrency: 3, drainSeconds: 60, releaseSeconds: 120 }],
  ['with short periods', { ...FIFTY, releaseSeconds: 90, periodSeconds: 60 }],
  ['with periods of three minutes', { ...FIFTY, nodes: 20, drainSeconds: 120, periodSeconds: 180 }],
])('%s, simulated nodes take about the expected time, and never more than the longest', (_, timing) => {
  const { begun, lasted } = simulateMany(timing, 60);
  const meant = { ...timing, releaseSeconds: timing.releaseSeconds - 30 };
  expect(Math.abs(coordinatedSeconds(meant).expected / mean(lasted) - 1)).toBeLessThan(0.05);
  expect(Math.abs(coordinatedNodes(meant, WINDOW).expected / mean(begun) - 1)).toBeLessThan(0.04);
  expect(coordinatedSeconds(timing).longest).toBeGreaterThanOrEqual(Math.max(...lasted));
  expect(coordinatedNodes(timing, WINDOW).fewest).toBeLessThanOrEqual(Math.min(...begun));
});

test('the longest time is that of nodes that all check at the same moment', () => {
  const timing = { ...FIFTY, nodes: 4, periodSeconds: 361 };
  const { starts } = simulate(timing, { random: () => 0.999, earlierSeconds: 0 });
  expect(starts.filter((start) => start < 1500)).toHaveLength(4);
  expect(coordinatedSeconds(timing)).toMatchObject({ longest: 4 * (361 + 360) });
  expect(coordinatedNodes(timing, 1500).fewest).toBe(2);
});

test('the expected time is the sum of the waits, period / (m + 1), the drains, reboots and releases', () => {
  const timing = { ...FIFTY, nodes: 2, drainSeconds: 60, rebootSeconds: 300, releaseSeconds: 90, periodSeconds: 120 };
  expect(coordinatedSeconds(timing)).toEqual({ expected: 40 + 450 + 60 + 450, longest: 2 * (120 + 450) });
  expect(coordinatedSeconds({ ...timing, concurrency: 2 })).toEqual({ expected: 80 + 450, longest: 120 + 450 });
  expect(coordinatedSeconds({ ...timing, nodes: 0 })).toEqual({ expected: 0, longest: 0 });
});

test('a node that takes the lock in the last second of the window counts, and one that checks at its end does not', () => {
  const timing = { ...FIFTY, nodes: 3, rebootSeconds: 300, periodSeconds: 100 };
  expect(coordinatedNodes(timing, 500).fewest).toBe(1);
  expect(coordinatedNodes(timing, 501).fewest).toBe(2);
  expect(coordinatedNodes(timing, 0)).toEqual({ expected: 0, fewest: 0 });
  expect(coordinatedNodes(timing, 86_400)).toEqual({ expected: 3, fewest: 3 });
});

test('higher concurrency and shorter periods take less time, and let more nodes reboot in a window', () => {
  const some = fc.record({
    nodes: fc.integer({ min: 1, max: 80 }),
    concurrency: fc.integer({ min: 1, max: 5 }),
    drainSeconds: fc.integer({ min: 0, max: 900 }),
    rebootSeconds: fc.integer({ min: 60, max: 900 }),
    releaseSeconds: fc.integer({ min: 0, max: 300 }),
    periodSeconds: fc.integer({ min: 30, max: 900 }),
  });
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 86_400 }), (timing, window) => {
      const [{ expected, longest }, count] = [coordinatedSeconds(timing), coordinatedNodes(timing, window)];
      const wider = { ...timing, concurrency: timing.concurrency + 1 };
      const slower = { ...timing, periodSeconds: timing.periodSeconds + 60 };
      expect(expected).toBeLessThanOrEqual(longest);
      expect(coordinatedSeconds(wider).expected).toBeLessThanOrEqual(expected);
      expect(coordinatedSeconds(slower).expected).toBeGreaterThanOrEqual(expected);
      expect(count.expected).toBeGreaterThanOrEqual(count.fewest);
      expect(count.expected).toBeLessThanOrEqual(timing.nodes);
      expect(coordinatedNodes(wider, window).fewest).toBeGreaterThanOrEqual(count.fewest);
      expect(coordinatedNodes(timing, window + 3600).expected).toBeGreaterThanOrEqual(count.expected);
    }),
    { numRuns: 200 },
  );
});
