import { DAY_MINUTES, WEEK_MINUTES } from '../values/minutes';
import { type Interval, leastMinutesWithin, mergeIntervals, subtractIntervals } from './intervals';

/** A recurring window; all times are whole minutes in UTC. */
export interface RecurringWindow {
  /** Minute of the day at which it starts. */
  readonly startMinute: number;
  readonly lengthMinutes: number;
  /** Weekdays on which the window starts, 0 for Monday; empty for a daily window. */
  readonly weekdays: readonly number[];
  /** Number of weeks (with `weekdays`) or days after which the window recurs. */
  readonly interval: number;
  readonly frequency: 'daily' | 'weekly';
}

/** The length of the stretches in which maintenance is counted, and the times that do not count. */
export interface MaintenanceGaps {
  readonly days: number;
  /** Day of the first window, in days since 1970-01-01: an interval of several weeks or days is counted from this day. */
  readonly firstDay: number;
  /** Times without maintenance, in minutes since 1970-01-01. */
  readonly exclusions: readonly Interval[];
  /** Least length of what the exclusions leave of a window; a shorter rest does not count. */
  readonly leastBlockMinutes: number;
}

/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 3;

/**
 * Minutes of maintenance in the worst stretch of `days` days, whenever the stretch begins. Minutes that two windows share count
 * once; of a window that the stretch cuts, the part inside counts.
 */
export function leastMaintenanceMinutes(window: RecurringWindow, days: number): number {
  const cycle = cycleOf(window);
  const merged = mergeIntervals(occurrences(window, 0, [-cycle, cycle + days * DAY_MINUTES]));
  return leastMinutesWithin(merged, days * DAY_MINUTES, [0, cycle]);
}

/** Minutes of maintenance in the worst stretch of `gaps.days` days that an exclusion touches, without the excluded times. */
export function leastMinutesBesideExclusions(window: RecurringWindow, gaps: MaintenanceGaps): number {
  const length = gaps.days * DAY_MINUTES;
  const cycle = cycleOf(window);
  const anchor = cycleStart(window, gaps.firstDay);
  const sums = gaps.exclusions.map(([from, to]) => {
    const windows = mergeIntervals(occurrences(window, anchor, [from - length - cycle, to + length + cycle]));
    const left = subtractIntervals(windows, gaps.exclusions);
    const counted = left.filter(([start, end]) => end - start >= gaps.leastBlockMinutes);
    return leastMinutesWithin(counted, length, [from - length, to]);
  });
  return Math.min(Number.POSITIVE_INFINITY, ...sums);
}

function cycleOf({ frequency, interval }: RecurringWindow): number {
  return (frequency === 'weekly' ? WEEK_MINUTES : DAY_MINUTES) * interval;
}

/** Begin of the cycle in which the first window is: the day of that window, or the Monday before. */
function cycleStart({ frequency }: RecurringWindow, firstDay: number): number {
  const weekday = (((firstDay + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
  return (frequency === 'daily' ? firstDay : firstDay - weekday) * DAY_MINUTES;
}

/** Every window of the cycles that overlap a range. */
function occurrences(window: RecurringWindow, anchor: number, [from, to]: Interval): readonly Interval[] {
  const cycle = cycleOf(window);
  const starts = cycleStarts(window);
  const all: Interval[] = [];
  for (let base = anchor + Math.floor((from - anchor) / cycle) * cycle; base <= to; base += cycle) {
    for (const start of starts) all.push([base + start, base + start + window.lengthMinutes]);
  }
  return all;
}

function cycleStarts(window: RecurringWindow): readonly number[] {
  const minuteOfDay = window.startMinute % DAY_MINUTES;
  return window.frequency === 'daily'
    ? [minuteOfDay]
    : window.weekdays.map((weekday) => weekday * DAY_MINUTES + minuteOfDay);
}
