import { resolveWeekWindow } from '../time/week-window';
import type { RebootMembers, RebootMembersOf } from './reboot-fields';
import type { CoordinatedReboots, RebootSchedule } from './reboot-schedule';

/** Most seconds after a reboot until kured runs again and releases its lock. */
export const LOCK_NOTICE_SECONDS = 90;

const TTL_MARGIN_SECONDS = 300;
const MAX_DEFAULT_PERIOD_SECONDS = 300;

/** A pool's reboot schedule with the defaults filled in that depend on other members; judges nothing. */
export function resolveReboots(input: RebootMembers): RebootSchedule {
  switch (input.kind) {
    case 'random':
    case 'staggered':
      return { ...input, window: resolveWeekWindow(input.window) };
    case 'coordinated':
      return resolveCoordinated(input);
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

function resolveCoordinated(input: RebootMembersOf<'coordinated'>): CoordinatedReboots {
  const usualPeriod = Math.min(MAX_DEFAULT_PERIOD_SECONDS, input.rebootMinutes * 30);
  const schedule = {
    ...input,
    window: resolveWeekWindow(input.window),
    periodSeconds: input.periodSeconds ?? usualPeriod,
  };
  return { ...schedule, lockTtlSeconds: input.lockTtlSeconds ?? lockSequenceSeconds(schedule) + TTL_MARGIN_SECONDS };
}
