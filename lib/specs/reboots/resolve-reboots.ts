import { resolveWeekWindow } from '../time/week-window';
import { MAX_DRAIN_DELAY_SECONDS, MAX_DRAIN_SECONDS, type RebootMembers, type RebootMembersOf } from './reboot-fields';
import type { CoordinatedReboots, RebootSchedule } from './reboot-schedule';

/** Most seconds after a reboot until kured runs again and releases its lock. */
export const LOCK_NOTICE_SECONDS = 90;

const TTL_MARGIN_SECONDS = 300;
const MAX_DEFAULT_PERIOD_SECONDS = 300;

/** Least default of `drainTimeoutSeconds`. */
const LEAST_DRAIN_SECONDS = 600;

/** Seconds of a drain's timeout that are left when the slowest pod has ended. */
const DRAIN_MARGIN_SECONDS = 60;

/** Seconds that the workloads of a pool need when one of its nodes reboots. */
export interface RebootNeeds {
  /** Until the daemons that carry traffic have left the node. */
  readonly leavingSeconds: number;
  /** Until a drain has moved every pod. */
  readonly evictedSeconds: number;
}

/** A pool's reboot schedule with the defaults filled in that depend on other members and on workloads; judges nothing. */
export function resolveReboots(
  input: RebootMembers,
  needs: RebootNeeds = { leavingSeconds: 0, evictedSeconds: 0 },
): RebootSchedule {
  switch (input.kind) {
    case 'random':
    case 'staggered':
      return { ...input, window: resolveWeekWindow(input.window) };
    case 'coordinated':
      return resolveCoordinated(input, needs);
    case 'replace': {
      const { promotion } = input;
      return { ...input, promotion: promotion && { ...promotion, window: resolveWeekWindow(promotion.window) } };
    }
  }
}

/** Seconds from taking the lock until the next node may take it, if every step takes its longest time. */
export function lockSequenceSeconds(reboots: Omit<CoordinatedReboots, 'lockTtlSeconds'>): number {
  const { drainDelaySeconds, drainTimeoutSeconds, rebootMinutes, releaseDelaySeconds } = reboots;
  return drainDelaySeconds + drainTimeoutSeconds + rebootMinutes * 60 + LOCK_NOTICE_SECONDS + releaseDelaySeconds;
}

function resolveCoordinated(input: RebootMembersOf<'coordinated'>, needs: RebootNeeds): CoordinatedReboots {
  const usualPeriod = Math.min(MAX_DEFAULT_PERIOD_SECONDS, input.rebootMinutes * 30);
  const schedule = {
    ...input,
    window: resolveWeekWindow(input.window),
    periodSeconds: input.periodSeconds ?? usualPeriod,
    drainDelaySeconds: input.drainDelaySeconds ?? Math.min(MAX_DRAIN_DELAY_SECONDS, needs.leavingSeconds),
    drainTimeoutSeconds: input.drainTimeoutSeconds ?? drainTimeoutSeconds(needs),
  };
  return { ...schedule, lockTtlSeconds: input.lockTtlSeconds ?? lockSequenceSeconds(schedule) + TTL_MARGIN_SECONDS };
}

function drainTimeoutSeconds({ evictedSeconds }: RebootNeeds): number {
  return Math.min(MAX_DRAIN_SECONDS, Math.max(LEAST_DRAIN_SECONDS, evictedSeconds + DRAIN_MARGIN_SECONDS));
}
