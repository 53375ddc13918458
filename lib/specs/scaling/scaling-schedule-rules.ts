import { clockChanges } from '../../values/clock-changes';
import { counted } from '../../values/counted';
import { DAY_MINUTES, renderMinute, WEEK_MINUTES } from '../../values/minutes';
import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import { resolveWeekWindow, type WeekWindow, windowBegins } from '../time/week-window';
import { WEEKDAYS } from '../time/week-window-input';
import { judgeWeekWindow } from '../time/week-window-rules';
import { minimumSteps, resolveSchedules, type ScheduleMembers } from './scaling-schedule';

/** Google refuses shorter schedules; on AWS a shorter one would end before its machines carry load. */
const LEAST_MINUTES = 5;

/** The members of a pool or a group with which its schedules are judged. */
export interface ScheduledSize {
  readonly cloud: 'aws' | 'google';
  readonly size: { readonly min: number; readonly max: number };
}

/**
 * Rules of the schedules of a pool or a group.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler/scaling-schedules
 */
export function judgeSchedules(schedules: readonly ScheduleMembers[], judged: ScheduledSize, problems: Problems): void {
  const property = 'scaling.schedules';
  requireUnique(problems, { property, values: schedules.map(({ name }) => name), what: 'schedule' });
  const haveWindows = schedules
    .map((schedule, index) => judgeSchedule(schedule, { ...judged, at: `${property}[${index}]` }, problems))
    .every(Boolean);
  if (haveWindows && judgeZones(schedules, judged, problems)) judgeRest(schedules, problems);
}

interface JudgedSchedule extends ScheduledSize {
  /** Path of the schedule in the input: `scaling.schedules[0]`. */
  readonly at: string;
}

/** Rules of one schedule; returns whether its hours are valid. */
function judgeSchedule({ name, window, min }: ScheduleMembers, judged: JudgedSchedule, problems: Problems): boolean {
  const { at } = judged;
  problems.capture(`${at}.name`, () => parseName(name));
  judgeMinimum(min, judged, problems);
  const remedy = 'remove them and change the schedule for these days, because neither cloud can leave days out';
  const count = counted(window.blackouts.length, 'blackout');
  problems.require(window.blackouts.length === 0, `${at}.window.blackouts`, 'be absent from a schedule', count, remedy);
  if (!judgeWeekWindow(window, `${at}.window`, problems)) return false;
  const resolved = resolveWeekWindow(window);
  const length = `last at least ${LEAST_MINUTES} minutes`;
  const shown = counted(resolved.lengthMinutes, 'minute');
  const later = 'end it later; no cloud has machines ready in less';
  problems.require(resolved.lengthMinutes >= LEAST_MINUTES, `${at}.window`, length, shown, later);
  judgeClock(window.start, { window: resolved, after: 0, property: `${at}.window.start` }, problems);
  judgeClock(window.end, { window: resolved, after: resolved.lengthMinutes, property: `${at}.window.end` }, problems);
  return true;
}

/** Refuses a minimum that changes nothing, and one that no pool of this size can have. */
function judgeMinimum(min: number, { at, size }: JudgedSchedule, problems: Problems): void {
  const rule = `be above 'size.min', ${size.min}, and at most 'size.max', ${size.max}`;
  const remedy = min <= size.min ? 'raise it, or remove the schedule, which would change nothing' : "raise 'size.max'";
  problems.require(min > size.min && min <= size.max, `${at}.min`, rule, min, remedy);
}

interface JudgedTime {
  readonly window: WeekWindow;
  /** Minutes from the beginning of the window to the judged time. */
  readonly after: number;
  readonly property: string;
}

/** Refuses a time that does not exist, or comes twice, on a day of the year on which the window has it. */
function judgeClock(time: string, { window, after, property }: JudgedTime, problems: Problems): void {
  for (const begin of windowBegins(window)) {
    const moment = (begin + after) % WEEK_MINUTES;
    const change = clockChanges(window.timeZone).find(({ from, to }) => moment >= from && moment < to);
    if (change === undefined) continue;
    const day = WEEKDAYS[Math.floor(moment / DAY_MINUTES)];
    const hours = `${renderMinute(change.from)} to ${renderMinute(change.to)}`;
    const rule = `not be within ${hours} on a ${day}, which daylight saving skips or repeats once a year in ${window.timeZone}`;
    problems.add(property, rule, time, 'take a time before or after these hours, or another day');
  }
}

/** The actions of an Auto Scaling group follow each other, so that the order of those of two time zones would change with the seasons. */
function judgeZones(schedules: readonly ScheduleMembers[], { cloud }: ScheduledSize, problems: Problems): boolean {
  const zones = [...new Set(resolveSchedules(schedules).map(({ window }) => window.timeZone))];
  if (cloud === 'google') return zones.length === 1;
  const remedy = 'write all windows in one of them, because an end must restore what other windows still ask for';
  return problems.require(zones.length <= 1, 'scaling.schedules', 'have one time zone on AWS', zones, remedy);
}

/** Refuses schedules that leave no hour to `size.min`: the number would be one that never holds. */
function judgeRest(schedules: readonly ScheduleMembers[], problems: Problems): void {
  const resolved = resolveSchedules(schedules);
  const covered = resolved.reduce((sum, { window }) => sum + window.lengthMinutes * window.days.length, 0);
  if (covered < WEEK_MINUTES) return;
  const steps = minimumSteps(resolved);
  const holds = steps.some(({ min }) => min === undefined);
  const remedy = "raise 'size.min' to the least of them, and keep the schedules of the hours that need more";
  problems.require(holds, 'scaling.schedules', "leave some hours of the week to 'size.min'", 'none', remedy);
}
