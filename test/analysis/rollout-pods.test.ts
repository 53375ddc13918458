import fc from 'fast-check';
import { countedPods, mostWithin, rolloutPods, scheduledPods, surgePods } from '../../lib/analysis/rollout-pods';

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

test('nodes count the pods that serve and those that are added, and a quota also those that end', () => {
  const pods = rolloutPods(60, 15);
  expect(pods).toEqual({ serving: 60, added: 15, ending: 60 });
  expect(scheduledPods(pods)).toBe(75);
  expect(countedPods(pods)).toBe(135);
});

test('the largest number that fits is found, and the next one does not fit', () => {
  const need = (serving: number) => countedPods(rolloutPods(serving, surgePods(serving, 25)));
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
