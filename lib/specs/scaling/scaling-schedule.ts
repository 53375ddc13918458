import { DAY_MINUTES, WEEK_MINUTES } from '../../values/minutes';
import { resolveWeekWindow, type WeekWindow, windowBegins } from '../time/week-window';
import type { WeekWindowMembers } from '../time/week-window-fields';
import { WEEKDAYS, type Weekday } from '../time/week-window-input';

/** A schedule as its fields resolve it. */
export interface ScheduleMembers {
  readonly name: string;
  readonly window: WeekWindowMembers;
  readonly min: number;
}

/** Hours of the week with a larger minimum, with every default filled in. */
export interface ScalingSchedule {
  readonly name: string;
  readonly window: WeekWindow;
  /** Least number of nodes in the window, counted as `size.scope` counts. */
  readonly min: number;
}

/** A moment of the week from which another minimum holds. */
export interface MinimumStep {
  /** Minute of the week, counted from Monday 00:00 of the schedules' time zone. */
  readonly at: number;
  /** The largest minimum of the windows that are open then; undefined where none is, so that `size.min` holds. */
  readonly min: number | undefined;
}

/** Steps that happen at the same time of several days and set the same minimum: one cron expression. */
export interface RecurringStep {
  /** Cron expression of five fields, in the schedules' time zone. */
  readonly cron: string;
  readonly days: readonly Weekday[];
  /** Minute of the day. */
  readonly minute: number;
  readonly min: number | undefined;
}

/** Schedules with every default filled in, in the order of the input. */
export function resolveSchedules(schedules: readonly ScheduleMembers[]): readonly ScalingSchedule[] {
  return schedules.map(({ name, window, min }) => ({ name, window: resolveWeekWindow(window), min }));
}

/** First three letters, in upper case: names of days that every cron reads, whereas the number of Sunday is 0 or 7. */
const CRON_DAYS = WEEKDAYS.map((day) => day.slice(0, 3).toUpperCase());

/**
 * Cron expression of five fields for a minute of the day on some days: `30 18 * * MON,FRI`, and `30 18 * * *` for every day. Both
 * clouds read it in the time zone that stands beside it.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler/scaling-schedules
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
 */
export function renderCron(days: readonly Weekday[], minute: number): string {
  const names = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [CRON_DAYS[index]] : []));
  const dayField = names.length === WEEKDAYS.length ? '*' : names.join(',');
  return `${minute % 60} ${Math.floor(minute / 60)} * * ${dayField}`;
}

/** Cron expression of the moments at which a window begins. */
export function windowCron({ days, startMinute }: WeekWindow): string {
  return renderCron(days, startMinute);
}

/**
 * Length of a window in seconds. Google counts it from the beginning, so that a window over a change of daylight saving ends an hour
 * earlier or later on that night.
 */
export function windowSeconds({ lengthMinutes }: WeekWindow): number {
  return lengthMinutes * 60;
}

/**
 * Minimums over the week, for a cloud whose schedules only know moments: where windows overlap the largest minimum holds, and the end of
 * one window restores the largest of those that are still open. Empty where windows of one minimum cover the whole week or none exists.
 *
 * @param schedules schedules of one time zone.
 */
export function minimumSteps(schedules: readonly ScalingSchedule[]): readonly MinimumStep[] {
  const spans = schedules.flatMap(({ window, min }) =>
    windowBegins(window).map((begin) => ({ begin, length: window.lengthMinutes, min })),
  );
  const at = (minute: number): number | undefined => {
    const open = spans.filter(({ begin, length }) => (minute - begin + WEEK_MINUTES) % WEEK_MINUTES < length);
    return open.length === 0 ? undefined : Math.max(...open.map(({ min }) => min));
  };
  const moments = spans.flatMap(({ begin, length }) => [begin, (begin + length) % WEEK_MINUTES]);
  return [...new Set(moments)]
    .sort((left, right) => left - right)
    .map((moment) => ({ at: moment, min: at(moment) }))
    .filter((step) => step.min !== at((step.at - 1 + WEEK_MINUTES) % WEEK_MINUTES));
}

/** Steps of the week as cron expressions, ordered by the first day and minute on which each happens. */
export function recurringSteps(steps: readonly MinimumStep[]): readonly RecurringStep[] {
  const groups = new Map<string, { readonly minute: number; readonly min: number | undefined; days: Weekday[] }>();
  for (const { at, min } of steps) {
    const [day, minute] = [WEEKDAYS[Math.floor(at / DAY_MINUTES)] as Weekday, at % DAY_MINUTES];
    const key = `${minute} ${min}`;
    const group = groups.get(key) ?? { minute, min, days: [] };
    group.days.push(day);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, cron: renderCron(group.days, group.minute) }));
}
