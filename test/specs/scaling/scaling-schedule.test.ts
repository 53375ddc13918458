import fc from 'fast-check';
import {
  minimumSteps,
  recurringSteps,
  resolveSchedules,
  type ScalingSchedule,
  windowCron,
  windowSeconds,
} from '../../../lib/specs/scaling/scaling-schedule';
import { weekWindowFields } from '../../../lib/specs/time/week-window-fields';
import { WEEKDAYS, type WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { WEEK_MINUTES } from '../../../lib/values/minutes';

const EVENING: WeekWindowInput = { days: 'every-day', start: '18:00', end: '23:30', timeZone: 'Europe/Amsterdam' };

function schedules(...stated: readonly (Partial<WeekWindowInput> & { readonly min: number })[]) {
  const members = stated.map(({ min, ...window }, index) => {
    return { name: `s${index}`, window: weekWindowFields.resolve({ ...EVENING, ...window }), min };
  });
  return resolveSchedules(members);
}

const only = (window: Partial<WeekWindowInput>): ScalingSchedule =>
  schedules({ ...window, min: 5 })[0] as ScalingSchedule;

test.each<[string, Partial<WeekWindowInput>, string, number]>([
  ['every day', {}, '0 18 * * *', 19_800],
  ['all seven days by name', { days: WEEKDAYS }, '0 18 * * *', 19_800],
  ['some days, in the order of the week', { days: ['sunday', 'tuesday'] }, '0 18 * * TUE,SUN', 19_800],
  [
    'a window over midnight, which belongs to its first day',
    { days: ['friday'], start: '22:05', end: '01:00' },
    '5 22 * * FRI',
    10_500,
  ],
  ['a whole day', { days: ['monday'], start: '00:00', end: '00:00' }, '0 0 * * MON', 86_400],
])('%s has a cron expression and a length in seconds', (_, window, cron, seconds) => {
  expect(windowCron(only(window).window)).toBe(cron);
  expect(windowSeconds(only(window).window)).toBe(seconds);
});

test('the end of a window restores the larger minimum of a window that is still open', () => {
  const steps = minimumSteps(
    schedules(
      { days: ['monday'], start: '08:00', end: '20:00', min: 4 },
      { days: ['monday'], start: '12:00', end: '14:00', min: 9 },
    ),
  );
  expect(steps).toEqual([
    { at: 480, min: 4 },
    { at: 720, min: 9 },
    { at: 840, min: 4 },
    { at: 1200, min: undefined },
  ]);
});

test('a smaller minimum within a larger one makes no step, and windows that touch make one step between them', () => {
  const inside = schedules({ days: ['monday'], min: 9 }, { days: ['monday'], start: '19:00', end: '20:00', min: 4 });
  expect(minimumSteps(inside)).toEqual([
    { at: 1080, min: 9 },
    { at: 1410, min: undefined },
  ]);
  const touching = schedules(
    { days: ['monday'], start: '22:00', end: '00:00', min: 4 },
    { days: ['tuesday'], start: '00:00', end: '02:00', min: 4 },
  );
  expect(minimumSteps(touching).map(({ at }) => at)).toEqual([1320, 1560]);
});

test('a window from Sunday into Monday ends at the beginning of the week', () => {
  expect(minimumSteps(schedules({ days: ['sunday'], start: '23:00', end: '01:00', min: 4 }))).toEqual([
    { at: 60, min: undefined },
    { at: WEEK_MINUTES - 60, min: 4 },
  ]);
});

test('steps of the same time and minimum share a cron expression', () => {
  const weekdays = schedules({ min: 8 }, { days: ['saturday', 'sunday'], start: '20:00', end: '22:00', min: 12 });
  expect(recurringSteps(minimumSteps(weekdays)).map(({ cron, min }) => [cron, min])).toEqual([
    ['0 18 * * *', 8],
    ['30 23 * * *', undefined],
    ['0 20 * * SAT,SUN', 12],
    ['0 22 * * SAT,SUN', 8],
  ]);
});

const anySchedule = fc.record({
  days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  startMinute: fc.integer({ min: 0, max: 1439 }),
  lengthMinutes: fc.integer({ min: 1, max: 1440 }),
  min: fc.integer({ min: 1, max: 9 }),
});

test('after every minute of the week the steps give the largest minimum of the open windows', () => {
  fc.assert(
    fc.property(fc.array(anySchedule, { minLength: 1, maxLength: 5 }), (all) => {
      const resolved = all.map(({ min, ...window }, index) => {
        return { name: `s${index}`, window: { ...window, timeZone: 'UTC', blackouts: [] }, min };
      });
      const expected: (number | undefined)[] = new Array(WEEK_MINUTES).fill(undefined);
      for (const { min, days, startMinute, lengthMinutes } of all) {
        for (const day of days) {
          for (let passed = 0; passed < lengthMinutes; passed += 1) {
            const minute = (WEEKDAYS.indexOf(day) * 1440 + startMinute + passed) % WEEK_MINUTES;
            expected[minute] = Math.max(expected[minute] ?? 0, min);
          }
        }
      }
      const steps = minimumSteps(resolved);
      if (steps.length === 0) {
        expect(new Set(expected).size).toBe(1);
        return;
      }
      // The crons are read again by a reader of their own, so that days and hours cannot be off by the same error twice.
      const changes = new Map<number, number | undefined>();
      for (const { cron, min } of recurringSteps(steps)) for (const at of minutesOfCron(cron)) changes.set(at, min);
      let held = changes.get(Math.max(...changes.keys()));
      const actual = expected.map((_, minute) => {
        if (changes.has(minute)) held = changes.get(minute);
        return held;
      });
      expect(actual).toEqual(expected);
      expect(changes.size).toBe(steps.length);
    }),
    { numRuns: 60 },
  );
});

/** Minutes of the week at which a cron expression of a minute, an hour and days fires. */
function minutesOfCron(cron: string): readonly number[] {
  const [minute, hour, dayOfMonth, month, days] = cron.split(' ');
  expect([dayOfMonth, month]).toEqual(['*', '*']);
  const names = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
  const wanted = days === '*' ? names : (days ?? '').split(',');
  return wanted.map((day) => names.indexOf(day) * 1440 + Number(hour) * 60 + Number(minute));
}
