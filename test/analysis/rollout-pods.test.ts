import fc from 'fast-check';
import {
  countedPods,
  daemonRolloutPods,
  missingPods,
  mostWithin,
  replacedInTurn,
  rolloutPods,
  scheduledPods,
  surgePods,
} from '../../lib/analysis/rollout-pods';

test.each([
  [1, 25, 1],
  [4, 25, 1],
  [5, 25, 2],
  [60, 25, 15],
  [7, 100, 7],
  [9, 0, 0],
  [100, 7, 7],
])('a rollout of %i pods adds %i percent of them as %i whole pods', (serving, percent, added) => {
  expect(surgePods(serving, percent)).toBe(added);
});

test('of a share that may be missing a part of a pod does not count', () => {
  expect([1, 4, 7, 100].map((serving) => missingPods(serving, 25))).toEqual([0, 1, 1, 25]);
});

test('a rollout without surge and without missing pods lets one be missing, and never more than there are', () => {
  expect(rolloutPods(10, { maxSurge: 0 }).missing).toBe(1);
  expect(rolloutPods(10, { maxSurge: 0, maxUnavailable: 20 }).missing).toBe(10);
  expect(rolloutPods(0, { maxSurge: 1 })).toEqual(replacedInTurn(0));
});

test('a node has a second pod of a daemon only with a surge', () => {
  expect(countedPods(daemonRolloutPods(5, 1))).toBe(10);
  expect(countedPods(daemonRolloutPods(5, 0))).toBe(5);
});

test('nodes count the pods that serve and the surge, and a quota also those that end', () => {
  const pods = rolloutPods(60, { maxSurge: 15 });
  expect(pods).toEqual({ serving: 60, surge: 15, ending: 60, missing: 0 });
  expect(scheduledPods(pods)).toBe(75);
  expect(countedPods(pods)).toBe(135);
});

test('the largest number that fits is found, and the next one does not fit', () => {
  const need = (serving: number) => countedPods(rolloutPods(serving, { maxSurge: surgePods(serving, 25) }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (limit) => {
      const most = mostWithin(limit, need, 5000);
      expect(need(most)).toBeLessThanOrEqual(limit);
      if (most < 5000) expect(need(most + 1)).toBeGreaterThan(limit);
    }),
  );
});

test('nothing fits where not even one pod does, and no more than the bound where everything does', () => {
  expect(mostWithin(2, (pods) => pods * 3, 5000)).toBe(0);
  expect(mostWithin(Number.POSITIVE_INFINITY, (pods) => pods, 5000)).toBe(5000);
});
