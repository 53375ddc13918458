import fc from 'fast-check';
import {
  leastMaintenanceMinutes,
  leastMinutesBesideExclusions,
  type RecurringWindow,
} from '../../lib/analysis/recurring-window';

const DAY = 1440;
const daily = (overrides: Partial<RecurringWindow> = {}): RecurringWindow => ({
  startMinute: 120,
  lengthMinutes: 240,
  weekdays: [],
  interval: 1,
  frequency: 'daily',
  ...overrides,
});

test.each([
  ['every day', daily(), 32 * 240],
  ['every second day', daily({ interval: 2 }), 16 * 240],
  ['on one day a week', daily({ frequency: 'weekly', weekdays: [5] }), 4 * 240],
  ['on two days a week', daily({ frequency: 'weekly', weekdays: [5, 6] }), 8 * 240],
  ['on one day every second week', daily({ frequency: 'weekly', weekdays: [5], interval: 2 }), 2 * 240],
  ['all day long', daily({ startMinute: 0, lengthMinutes: DAY }), 32 * DAY],
  ['past midnight, every day', daily({ startMinute: 1380, lengthMinutes: 300 }), 32 * 300],
])('a window %s has %s minutes in the worst 32 days', (_, window, minutes) => {
  expect(leastMaintenanceMinutes(window, 32)).toBe(minutes);
});

test('the least minutes of maintenance agree with counting minute by minute', () => {
  const window = fc.record({
    startMinute: fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60),
    lengthMinutes: fc.integer({ min: 1, max: 24 }).map((hours) => hours * 60),
    weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }),
    interval: fc.integer({ min: 1, max: 3 }),
    frequency: fc.constantFrom('daily' as const, 'weekly' as const),
  });
  fc.assert(
    fc.property(window, fc.integer({ min: 1, max: 32 }), (one, days) => {
      expect(leastMaintenanceMinutes(one, days)).toBe(countHours(one, days) * 60);
    }),
    { numRuns: 60 },
  );
});

/** Least minutes of maintenance by brute force, in steps of a whole hour. */
function countHours(window: RecurringWindow, days: number): number {
  const cycle = 24 * window.interval * (window.frequency === 'weekly' ? 7 : 1);
  const starts = window.frequency === 'weekly' ? window.weekdays.map((weekday) => weekday * 24) : [0];
  const open = (hour: number) =>
    starts.some((start) => {
      const from = start + window.startMinute / 60;
      const since = (((hour - from) % cycle) + cycle) % cycle;
      return since < window.lengthMinutes / 60;
    });
  const hours = Array.from({ length: cycle + days * 24 }, (_, hour) => (open(hour) ? 1 : 0));
  const sums = Array.from({ length: cycle }, (_, from) =>
    hours.slice(from, from + days * 24).reduce<number>((sum, one) => sum + one, 0),
  );
  return Math.min(...sums);
}

describe('beside exclusions', () => {
  /** 2026-01-05, a Monday. */
  const firstDay = 20_458;
  const at = (day: number, hour = 0) => (firstDay + day) * DAY + hour * 60;
  const least = (window: RecurringWindow, exclusions: readonly (readonly [number, number])[]) =>
    leastMinutesBesideExclusions(window, { days: 32, firstDay, exclusions, leastBlockMinutes: 240 });
  const weekdays = daily({ frequency: 'weekly', weekdays: [0, 1, 2, 3], lengthMinutes: 360 });

  test.each([
    ['nothing is excluded', daily(), [], Number.POSITIVE_INFINITY],
    ['an exclusion lies between two windows', daily(), [[at(10, 7), at(10, 20)] as const], 32 * 240],
    ['an exclusion takes 30 of 32 days', daily({ lengthMinutes: 1440 }), [[at(10), at(40)] as const], 2 * 1440],
    [
      'two exclusions follow each other',
      daily({ lengthMinutes: 1440 }),
      [[at(10), at(40)] as const, [at(40), at(70)] as const],
      0,
    ],
    ['30 days are taken after two days without a window', weekdays, [[at(7), at(37)] as const], 0],
    ['what is left of a window is shorter than four hours', daily(), [[at(10), at(10, 3)] as const], 31 * 240],
    [
      'only every second week has a window, and it is the excluded one',
      daily({ frequency: 'weekly', weekdays: [0], interval: 2 }),
      [[at(14), at(15)] as const],
      1 * 240,
    ],
    [
      'only every second week has a window, and the other one is excluded',
      daily({ frequency: 'weekly', weekdays: [0], interval: 2 }),
      [[at(7), at(8)] as const],
      2 * 240,
    ],
  ])('%s', (_, window, exclusions, minutes) => {
    expect(least(window, exclusions)).toBe(minutes);
  });
});
