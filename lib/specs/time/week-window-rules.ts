import { parseDay } from '../../values/calendar-day';
import type { Problems } from '../../values/problems';
import { isTimeZone } from '../../values/time-zone';
import { requireUnique } from '../fields/unique';
import type { WeekWindowMembers } from './week-window-fields';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const MAX_BLACKOUTS = 20;
const MAX_BLACKOUT_DAYS = 60;

/**
 * Rules of a window; returns whether its hours and days are valid, so that later rules can compute with them.
 *
 * @param property path of the window in the input: `reboots.window`.
 */
export function judgeWeekWindow(window: WeekWindowMembers, property: string, problems: Problems): boolean {
  const hasDays = problems.require(
    window.days.length > 0,
    `${property}.days`,
    'name at least one day',
    window.days,
    'name the days on which the window begins; without a day the window would never open',
  );
  requireUnique(problems, { property: `${property}.days`, values: window.days, what: 'day' });
  const hasTimes = (['start', 'end'] as const)
    .map((member) => judgeTimeOfDay(window[member], `${property}.${member}`, problems))
    .every(Boolean);
  judgeTimeZone(window.timeZone, `${property}.timeZone`, problems);
  judgeBlackouts(window, property, problems);
  return hasDays && hasTimes;
}

/** Refuses a text that is no time of day; returns whether it is one. */
export function judgeTimeOfDay(time: string, property: string, problems: Problems): boolean {
  return problems.require(
    TIME_OF_DAY.test(time),
    property,
    'be a time of day, hour and minute',
    time,
    "write it as '01:00', and midnight as '00:00'",
  );
}

/** Refuses the name of a time zone that nodes may lack. */
export function judgeTimeZone(timeZone: string, property: string, problems: Problems): void {
  const rule = "be 'UTC', or a continent or ocean and a place of the time zone database";
  const remedy =
    "write it as 'Europe/Amsterdam'; offsets and abbreviations do not follow daylight saving, and nodes may lack other names";
  problems.require(isTimeZone(timeZone), property, rule, timeZone, remedy);
}

function judgeBlackouts({ blackouts }: WeekWindowMembers, property: string, problems: Problems): void {
  problems.require(
    blackouts.length <= MAX_BLACKOUTS,
    `${property}.blackouts`,
    `hold at most ${MAX_BLACKOUTS} blackouts`,
    blackouts.length,
    'remove those that are over',
  );
  blackouts.forEach(({ from, to }, index) => {
    const at = `${property}.blackouts[${index}]`;
    const [first, last] = (
      [
        ['from', from],
        ['to', to],
      ] as const
    ).map(([member, text]) => {
      const day = parseDay(text);
      problems.require(
        day !== undefined,
        `${at}.${member}`,
        'be a day of the calendar',
        text,
        "write it as '2026-12-19'",
      );
      return day;
    });
    if (first === undefined || last === undefined) return;
    const days = last - first + 1;
    const holds = days >= 1 && days <= MAX_BLACKOUT_DAYS;
    const rule = `last 1 to ${MAX_BLACKOUT_DAYS} days, 'from' and 'to' included`;
    const remedy = "change 'from' or 'to'; nodes without updates for more than two months are a risk themselves";
    problems.require(holds, at, rule, `${days} days`, remedy);
  });
}
