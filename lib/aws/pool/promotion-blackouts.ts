import type { WeekWindow } from '../../specs/time/week-window';

const HOUR_MS = 3_600_000;

/** Largest offset by which a time zone is ahead of UTC: +14:00. */
const MOST_AHEAD_HOURS = 14;

/** Largest offset by which a time zone is behind UTC: -12:00. */
const MOST_BEHIND_HOURS = 12;

/** Lengths of the prefixes of `2026-12-19T01:00:00Z` that stand for a year, a month, ten days, a day, ten hours and an hour. */
const PREFIX_LENGTHS = [4, 7, 9, 10, 12, 13] as const;

/**
 * The beginnings of a window that fall into a blackout, as the fewest prefixes of their time in UTC, in the order of time.
 *
 * In a time zone other than UTC, a blackout day covers every offset from UTC that exists. The result is exact for offsets from -9
 * to +11 hours; for the others, as in Hawaii and New Zealand, one beginning beside a blackout is forbidden as well.
 */
export function blackoutPrefixes(window: WeekWindow): readonly string[] {
  const hours = new Set(
    window.blackouts.flatMap(({ from, to }) => {
      const [first, last] = forbiddenHours(window, from, to);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    }),
  );
  return cover(
    [...hours].sort((a, b) => a - b),
    PREFIX_LENGTHS,
  );
}

/** First and last hour since 1970 in which a window of the days `from` to `to` may begin. */
function forbiddenHours(
  { timeZone, startMinute }: WeekWindow,
  from: string,
  to: string,
): readonly [first: number, last: number] {
  const [first, last] = [Date.parse(from) / HOUR_MS, Date.parse(to) / HOUR_MS];
  if (timeZone === 'UTC') return [first, last + 23];
  const start = Math.floor(startMinute / 60);
  return [first + start - MOST_AHEAD_HOURS, last + start + MOST_BEHIND_HOURS];
}

function cover(hours: readonly number[], [length = 13, ...finer]: readonly number[]): readonly string[] {
  return [...byPrefix(hours, length)].flatMap(([name, members]) =>
    finer.length === 0 || isWhole(members, length) ? [name] : cover(members, finer),
  );
}

function byPrefix(hours: readonly number[], length: number): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const hour of hours) {
    const name = prefix(hour, length);
    const members = groups.get(name) ?? [];
    groups.set(name, members);
    members.push(hour);
  }
  return groups;
}

/** Whether the hours are all hours of their prefix: no hour is missing between them, and the hours before and after have another prefix. */
function isWhole(hours: readonly number[], length: number): boolean {
  const [first = 0, last = 0] = [hours[0], hours.at(-1)];
  const name = prefix(first, length);
  return hours.length === last - first + 1 && prefix(first - 1, length) !== name && prefix(last + 1, length) !== name;
}

function prefix(hour: number, length: number): string {
  return new Date(hour * HOUR_MS).toISOString().slice(0, length);
}
