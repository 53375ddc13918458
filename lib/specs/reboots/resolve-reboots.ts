import {
  type CoordinatedRebootInput,
  type InPlaceRebootInput,
  type RebootScheduleInput,
  type RebootWindowInput,
  WEEKDAYS,
} from './reboot-input';
import type { CoordinatedReboots, InPlaceRebootSchedule, RebootSchedule, RebootWindow } from './reboot-schedule';

const DAY_MINUTES = 1440;
const KURED_IMAGE = 'ghcr.io/kubereboot/kured:1.23.0';

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
        promotion: input.promotion && { ...input.promotion, window: resolveWindow(input.promotion.window) },
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
    image: input.image ?? KURED_IMAGE,
  };
  return { ...facts, lockTtlSeconds: input.lockTtlSeconds ?? lockSequenceSeconds(facts) + TTL_MARGIN_SECONDS };
}

function inPlace(
  input: InPlaceRebootInput,
): Pick<InPlaceRebootSchedule, 'window' | 'rebootMinutes' | 'updates' | 'amazonLinux' | 'maxNodesDown'> {
  return {
    window: resolveWindow(input.window),
    rebootMinutes: input.rebootMinutes,
    updates: input.updates ?? 'security',
    amazonLinux: input.amazonLinux,
    maxNodesDown: input.maxNodesDown,
  };
}

/** A window with every default filled in; times that are none become NaN, which rules refuse. */
export function resolveWindow(input: RebootWindowInput): RebootWindow {
  const [start, end] = [minuteOfDay(input.start), minuteOfDay(input.end)];
  return {
    days: WEEKDAYS.filter((day) => input.days.includes(day)),
    startMinute: start,
    lengthMinutes: end > start ? end - start : end - start + DAY_MINUTES,
    timeZone: input.timeZone ?? 'UTC',
    blackouts: input.blackouts ?? [],
  };
}

function minuteOfDay(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
}
