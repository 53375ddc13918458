import fc from 'fast-check';
import { leastMaintenanceMinutes, type RecurringWindow } from '../../lib/analysis/recurring-window';

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
])('a window %s leaves at worst %s', (_, window, minutes) => {
  expect(leastMaintenanceMinutes(window, 32)).toBe(minutes);
});

test('is what counting minute by minute finds', () => {
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

/** The same by brute force, in whole hours. */
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
