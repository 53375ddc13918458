import { SHIPPED_IMAGES } from '../shipped-images';
import { resolveWeekWindow } from '../time/week-window';
import type { CoordinatedRebootInput, InPlaceRebootInput, RebootScheduleInput } from './reboot-input';
import type { CoordinatedReboots, InPlaceRebootSchedule, RebootSchedule } from './reboot-schedule';

/** kured lets go of its lock only when it runs again and has looked around: within this many seconds. */
export const LOCK_NOTICE_SECONDS = 90;

const TTL_MARGIN_SECONDS = 300;
const MAX_DEFAULT_PERIOD_SECONDS = 300;

/** Fills in every default of a pool's reboot schedule; judges nothing. */
export function resolveReboots(input: RebootScheduleInput): RebootSchedule {
  switch (input.kind) {
    case 'random':
      return {
        kind: input.kind,
        ...inPlace(input),
        jitterSeconds: input.jitterSeconds ?? 0,
        armedBy: input.armedBy ?? 'timer',
      };
    case 'staggered':
      return { kind: input.kind, ...inPlace(input), jitterSeconds: input.jitterSeconds ?? 0 };
    case 'coordinated':
      return resolveCoordinated(input);
    case 'replace':
      return {
        kind: input.kind,
        promotion: input.promotion && { ...input.promotion, window: resolveWeekWindow(input.promotion.window) },
        maxLifetimeDays: input.maxLifetimeDays,
      };
  }
}

/** Seconds from taking the lock until the next node may have it, if everything takes as long as it may. */
export function lockSequenceSeconds(reboots: Omit<CoordinatedReboots, 'lockTtlSeconds'>): number {
  const { drainDelaySeconds, drainTimeoutSeconds, rebootMinutes, releaseDelaySeconds } = reboots;
  return drainDelaySeconds + drainTimeoutSeconds + rebootMinutes * 60 + LOCK_NOTICE_SECONDS + releaseDelaySeconds;
}

function resolveCoordinated(input: CoordinatedRebootInput): CoordinatedReboots {
  const facts = {
    kind: input.kind,
    ...inPlace(input),
    concurrency: input.concurrency ?? 1,
    periodSeconds: input.periodSeconds ?? Math.min(MAX_DEFAULT_PERIOD_SECONDS, input.rebootMinutes * 30),
    drainDelaySeconds: input.drainDelaySeconds ?? 0,
    drainTimeoutSeconds: input.drainTimeoutSeconds ?? 600,
    releaseDelaySeconds: input.releaseDelaySeconds ?? 60,
    blockedByAlerts: input.blockedByAlerts,
    blockingPodSelectors: input.blockingPodSelectors ?? [],
    image: input.image ?? SHIPPED_IMAGES.kured.image,
  };
  return { ...facts, lockTtlSeconds: input.lockTtlSeconds ?? lockSequenceSeconds(facts) + TTL_MARGIN_SECONDS };
}

function inPlace(
  input: InPlaceRebootInput,
): Pick<InPlaceRebootSchedule, 'window' | 'rebootMinutes' | 'updates' | 'amazonLinux' | 'maxNodesDown'> {
  return {
    window: resolveWeekWindow(input.window),
    rebootMinutes: input.rebootMinutes,
    updates: input.updates ?? 'security',
    amazonLinux: input.amazonLinux,
    maxNodesDown: input.maxNodesDown,
  };
}
