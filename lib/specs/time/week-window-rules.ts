import { parseDay } from '../../values/calendar-day';
import type { Problems } from '../../values/problems';
import { isTimeZone } from '../../values/time-zone';
import { requireUnique } from '../fields/unique';
import type { WeekWindowMembers } from './week-window-fields';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const MAX_BLACKOUTS = 20;
const MAX_BLACKOUT_DAYS = 60;

/**
 * Rules of a window; answers whether hours and days can be computed with.
 *
 * @param property where the window stands: `reboots.window`.
 */
export function judgeWeekWindow(window: WeekWindowMembers, property: string, problems: Problems): boolean {
  const hasDays = problems.require(
    window.days.length > 0,
    `${property}.days`,
    'name at least one day',
    window.days,
    "name the days on which it begins; without one nothing would ever reboot, and leaving out 'reboots' says so",
  );
  requireUnique(problems, { property: `${property}.days`, values: window.days, what: 'day' });
  const hasTimes = (['start', 'end'] as const)
    .map((member) => judgeTime(window[member], `${property}.${member}`, problems))
    .every(Boolean);
  judgeZone(window.timeZone, property, problems);
  judgeBlackouts(window, property, problems);
  return hasDays && hasTimes;
}

function judgeTime(time: string, property: string, problems: Problems): boolean {
  return problems.require(
    TIME_OF_DAY.test(time),
    property,
    'be hour and minute of a day',
    time,
    "write it as '01:00'; '24:00' is '00:00'",
  );
}

function judgeZone(timeZone: string, property: string, problems: Problems): void {
  const rule = "be 'UTC', or continent and place of the time zone database";
  const remedy =
    "write it as 'Europe/Amsterdam'; an offset or an abbreviation knows no daylight saving, and nodes may lack other names";
  problems.require(isTimeZone(timeZone), `${property}.timeZone`, rule, timeZone, remedy);
}

function judgeBlackouts({ blackouts }: WeekWindowMembers, property: string, problems: Problems): void {
  problems.require(
    blackouts.length <= MAX_BLACKOUTS,
    `${property}.blackouts`,
    `name at most ${MAX_BLACKOUTS} spans`,
    blackouts.length,
    'remove past ones',
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
      problems.require(day !== undefined, `${at}.${member}`, 'be a day', text, "write it as '2026-12-19'");
      return day;
    });
    if (first === undefined || last === undefined) return;
    const days = last - first + 1;
    const holds = days >= 1 && days <= MAX_BLACKOUT_DAYS;
    const rule = `be 1 to ${MAX_BLACKOUT_DAYS} days, both ends included`;
    const remedy = 'move an end; nodes that get no updates for longer than two months are a risk of their own';
    problems.require(holds, at, rule, `${days} days`, remedy);
  });
}
