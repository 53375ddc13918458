import { DAY_MINUTES } from '../../values/minutes';
import {
  type MinimumStep,
  minimumSteps,
  type RecurringStep,
  recurringSteps,
  resolveSchedules,
  type ScalingSchedule,
  type ScheduleMembers,
} from './scaling-schedule';

/** An action that sets another minimum of an Auto Scaling group at some times of the week. */
export interface ScheduledAction {
  /** Name of the action, unique in the group: `evening-begin`, `evening-end`. */
  readonly name: string;
  /** Cron expression of five fields. */
  readonly recurrence: string;
  readonly timeZone: string;
  /** Minimum from then on, counted as `size.scope` counts. */
  readonly min: number;
  /** Whether the minimum was larger before. */
  readonly lowers: boolean;
}

/**
 * The actions by which the minimum of a group follows its schedules: the begin of a window raises the minimum, and its end restores the
 * largest minimum of the windows that are still open, or the baseline.
 *
 * @param schedules schedules of one time zone.
 * @param baseline minimum outside of all windows, `size.min`.
 */
export function scheduledActions(schedules: readonly ScheduleMembers[], baseline: number): readonly ScheduledAction[] {
  const resolved = resolveSchedules(schedules);
  const steps = minimumSteps(resolved);
  const minimumOf = (step: MinimumStep | undefined) => step?.min ?? baseline;
  const isLower = (step: MinimumStep, index: number) => minimumOf(step) < minimumOf(steps.at(index - 1));
  const timeZone = resolved[0]?.window.timeZone ?? 'UTC';
  const actions = [false, true].flatMap((lowers) =>
    recurringSteps(steps.filter((step, index) => isLower(step, index) === lowers)).map((step) => ({
      name: nameOf(step, lowers, resolved),
      recurrence: step.cron,
      timeZone,
      min: step.min ?? baseline,
      lowers,
    })),
  );
  return actions.map((action, index) => ({ ...action, name: numbered(actions, index) }));
}

/** Several ends of one schedule that restore different minimums, as on workdays and at the weekend, get numbers. */
function numbered(actions: readonly { readonly name: string }[], index: number): string {
  const name = actions[index]?.name ?? '';
  const before = actions.slice(0, index).filter((other) => other.name === name).length;
  return before === 0 ? name : `${name}-${before + 1}`;
}

/** Every raise is the begin of a window with that minimum, and every other step the end of a window. */
function nameOf(step: RecurringStep, lowers: boolean, schedules: readonly ScalingSchedule[]): string {
  const schedule = schedules.find((each) => {
    if (!lowers) return each.window.startMinute === step.minute && each.min === step.min;
    return (each.window.startMinute + each.window.lengthMinutes) % DAY_MINUTES === step.minute;
  });
  return `${schedule?.name}-${lowers ? 'end' : 'begin'}`;
}
