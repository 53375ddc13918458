/** A window that recurs, every time in whole minutes from some Monday 00:00 UTC. */
export interface RecurringWindow {
  readonly startMinute: number;
  readonly lengthMinutes: number;
  /** Weekdays that it starts on, 0 for Monday; every day for a daily one. */
  readonly weekdays: readonly number[];
  /** Every how many weeks (with `weekdays`) or days it recurs. */
  readonly interval: number;
  readonly frequency: 'daily' | 'weekly';
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/**
 * Minutes of maintenance in the worst stretch of `days` days, wherever it begins; a window that runs into the next one
 * counts once, and one that the stretch cuts counts with the part inside.
 */
export function leastMaintenanceMinutes(window: RecurringWindow, days: number): number {
  const cycle = window.frequency === 'weekly' ? WEEK * window.interval : DAY * window.interval;
  const starts = cycleStarts(window);
  const horizon = cycle + days * DAY;
  const all: [from: number, to: number][] = [];
  for (let base = -cycle; base <= horizon; base += cycle) {
    for (const start of starts) all.push([base + start, base + start + window.lengthMinutes]);
  }
  const merged = mergeIntervals(all);
  // The sum is piecewise linear in the stretch's begin; its corners lie where either end meets the end of a window.
  const corners = merged.flatMap(([from, to]) => [from, to, from - days * DAY, to - days * DAY]);
  const begins = corners.filter((begin) => begin >= 0 && begin <= cycle);
  return Math.min(...[0, ...begins].map((begin) => covered(merged, begin, begin + days * DAY)));
}

function cycleStarts(window: RecurringWindow): readonly number[] {
  const minuteOfDay = window.startMinute % DAY;
  return window.frequency === 'daily' ? [minuteOfDay] : window.weekdays.map((weekday) => weekday * DAY + minuteOfDay);
}

function mergeIntervals(intervals: readonly [number, number][]): [number, number][] {
  const sorted = [...intervals].sort((left, right) => left[0] - right[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function covered(intervals: readonly [number, number][], from: number, to: number): number {
  return intervals.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
}
