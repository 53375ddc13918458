import fc from 'fast-check';
import { resolveSchedules } from '../../../lib/specs/scaling/scaling-schedule';
import { type ScheduledAction, scheduledActions } from '../../../lib/specs/scaling/scheduled-actions';
import { weekWindowFields } from '../../../lib/specs/time/week-window-fields';
import { WEEKDAYS, type WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { DAY_MINUTES, WEEK_MINUTES } from '../../../lib/values/minutes';

interface Stated extends Partial<WeekWindowInput> {
  readonly name: string;
  readonly min: number;
}

const BASELINE = 2;
const ZONE = 'Europe/Berlin';
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

function members(stated: readonly Stated[]) {
  return stated.map(({ name, min, ...window }) => ({
    name,
    min,
    window: weekWindowFields.resolve({ days: 'every-day', start: '07:00', end: '20:00', timeZone: ZONE, ...window }),
  }));
}

const actionsOf = (...stated: readonly Stated[]) => scheduledActions(members(stated), BASELINE);

test('a pool without schedules has no actions', () => {
  expect(actionsOf()).toEqual([]);
});

test('a window has an action at its begin, and one at its end that restores the baseline', () => {
  expect(actionsOf({ name: 'day', days: WORKDAYS, min: 4 })).toEqual([
    { name: 'day-begin', recurrence: '0 7 * * MON,TUE,WED,THU,FRI', timeZone: ZONE, min: 4, lowers: false },
    { name: 'day-end', recurrence: '0 20 * * MON,TUE,WED,THU,FRI', timeZone: ZONE, min: BASELINE, lowers: true },
  ]);
});

test('a window over midnight ends on the next day', () => {
  expect(actionsOf({ name: 'night', days: ['sunday'], start: '22:00', end: '04:00', min: 4 })).toMatchObject([
    { name: 'night-begin', recurrence: '0 22 * * SUN' },
    { name: 'night-end', recurrence: '0 4 * * MON' },
  ]);
});

test('the end of a window within another one restores the minimum of the other one', () => {
  const found = actionsOf({ name: 'day', min: 4 }, { name: 'noon', start: '11:00', end: '14:00', min: 8 });
  expect(found.map(({ name, min, lowers }) => `${name} ${min} ${lowers}`)).toEqual([
    'day-begin 4 false',
    'noon-begin 8 false',
    'noon-end 4 true',
    'day-end 2 true',
  ]);
});

test('a window that begins where a larger one ends lowers the minimum, by the end of the larger one', () => {
  const found = actionsOf({ name: 'late', start: '20:00', end: '23:00', min: 3 }, { name: 'day', min: 6 });
  expect(found.map(({ name, min, lowers }) => `${name} ${min} ${lowers}`)).toEqual([
    'day-begin 6 false',
    'day-end 3 true',
    'late-end 2 true',
  ]);
});

test('ends of one window that restore different minimums on different days have names of their own', () => {
  const found = actionsOf(
    { name: 'all-monday', days: ['monday'], start: '00:00', end: '00:00', min: 3 },
    { name: 'day', min: 6 },
  );
  expect(found.map(({ name, recurrence, min }) => `${name} ${recurrence} ${min}`)).toEqual([
    'all-monday-begin 0 0 * * MON 3',
    'day-begin 0 7 * * * 6',
    'day-end 0 20 * * MON 3',
    'all-monday-end 0 0 * * TUE 2',
    'day-end-2 0 20 * * TUE,WED,THU,FRI,SAT,SUN 2',
  ]);
});

/** The minimum that holds at a minute of the week after the actions of the week before it. */
function minimumAt(actions: readonly ScheduledAction[], minute: number): number {
  const moments = actions.flatMap(({ recurrence, min }) => {
    const [minutes = '', hours = '', , , days = ''] = recurrence.split(' ');
    const named = days === '*' ? WEEKDAYS.map((_, index) => index) : days.split(',').map(dayIndex);
    return named.map((day) => ({ at: day * DAY_MINUTES + Number(hours) * 60 + Number(minutes), min }));
  });
  const age = (at: number) => (minute - at + WEEK_MINUTES) % WEEK_MINUTES;
  return [...moments].sort((left, right) => age(left.at) - age(right.at))[0]?.min ?? BASELINE;
}

function dayIndex(short: string): number {
  return WEEKDAYS.findIndex((day) => day.toUpperCase().startsWith(short));
}

test('at every minute of the week the last action has set the largest minimum of the open windows', () => {
  const time = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
  const stated = fc.record({
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    start: time,
    end: time,
    min: fc.integer({ min: BASELINE + 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(stated, { minLength: 1, maxLength: 5 }), (windows) => {
      const named = members(windows.map((window, index) => ({ name: `s${index}`, ...window })));
      const actions = scheduledActions(named, BASELINE);
      expect(new Set(actions.map(({ name }) => name)).size).toBe(actions.length);
      for (let minute = 15; minute < WEEK_MINUTES; minute += 30) {
        const open = resolveSchedules(named).filter(({ window }) =>
          window.days.some((day) => {
            const begin = WEEKDAYS.indexOf(day) * DAY_MINUTES + window.startMinute;
            return (minute - begin + WEEK_MINUTES) % WEEK_MINUTES < window.lengthMinutes;
          }),
        );
        // Windows that cover the whole week leave nothing to the baseline, and a rule refuses them.
        if (actions.length === 0) return;
        expect(minimumAt(actions, minute)).toBe(Math.max(BASELINE, ...open.map(({ min }) => min)));
      }
    }),
    { numRuns: 60 },
  );
});
