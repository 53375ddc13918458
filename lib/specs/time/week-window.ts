import { DAY_MINUTES, renderMinute } from '../../values/minutes';
import { currentTimeZone } from '../../values/time-zone';
import type { WeekWindowMembers } from './week-window-fields';
import { type BlackoutInput, WEEKDAYS, type Weekday } from './week-window-input';

/** A window with every default filled in. */
export interface WeekWindow {
  /** Days on which the window begins, in the order of the week. */
  readonly days: readonly Weekday[];
  /** Minute of the day at which the window begins, in its time zone. */
  readonly startMinute: number;
  /** Length in minutes, 1 to 1440. */
  readonly lengthMinutes: number;
  /** Today's name of the zone, even where the input has an old name. */
  readonly timeZone: string;
  readonly blackouts: readonly BlackoutInput[];
}

/** A window with every default filled in; an invalid time becomes NaN here, and a rule reports the time. */
export function resolveWeekWindow(input: WeekWindowMembers): WeekWindow {
  const [start, end] = [minuteOfDay(input.start), minuteOfDay(input.end)];
  return {
    days: WEEKDAYS.filter((day) => input.days.includes(day)),
    startMinute: start,
    lengthMinutes: end > start ? end - start : end - start + DAY_MINUTES,
    timeZone: currentTimeZone(input.timeZone),
    blackouts: input.blackouts,
  };
}

function minuteOfDay(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
}

/** Minutes of the week at which a window begins, counted from Monday 00:00 of its time zone. */
export function windowBegins(window: WeekWindow): readonly number[] {
  return window.days.map((day) => WEEKDAYS.indexOf(day) * DAY_MINUTES + window.startMinute);
}

/** A window as text for messages: `mon, tue 01:00 to 05:00 Europe/Amsterdam`. */
export function renderWeekWindow(window: WeekWindow): string {
  const days = window.days.length === 7 ? 'every day' : window.days.map((day) => day.slice(0, 3)).join(', ');
  const end = window.startMinute + window.lengthMinutes;
  return `${days} ${renderMinute(window.startMinute)} to ${renderMinute(end)} ${window.timeZone}`;
}
