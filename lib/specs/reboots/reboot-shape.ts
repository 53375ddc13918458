import { flag, kinds, list, type Members, members, number, oneOf, optional, text } from '../fields/shape';
import type {
  AmazonLinuxUpdatesInput,
  BlockingAlertsInput,
  CoordinatedRebootInput,
  ImagePromotionInput,
  InPlaceRebootInput,
  RandomRebootInput,
  RebootBlackoutInput,
  RebootWindowInput,
  ReplaceRebootInput,
  StaggeredRebootInput,
} from './reboot-input';
import { WEEKDAYS } from './reboot-input';

/** Shape of a window. */
export const rebootWindowShape = members<RebootWindowInput>({
  days: list(oneOf(...WEEKDAYS)),
  start: text,
  end: text,
  timeZone: optional(text),
  blackouts: optional(list(members<RebootBlackoutInput>({ from: text, to: text }))),
});

const inPlace: Members<InPlaceRebootInput> = {
  window: rebootWindowShape,
  rebootMinutes: number,
  updates: optional(oneOf('security', 'all')),
  amazonLinux: optional(members<AmazonLinuxUpdatesInput>({ releasever: text, unlockKernel: flag })),
  maxNodesDown: optional(number),
};

/** Shape of a pool's reboot schedule. */
export const rebootShape = kinds({
  random: members<RandomRebootInput>({
    ...inPlace,
    kind: text,
    jitterSeconds: optional(number),
    armedBy: optional(oneOf('timer', 'unattended-upgrades')),
  }),
  staggered: members<StaggeredRebootInput>({ ...inPlace, kind: text, jitterSeconds: optional(number) }),
  coordinated: members<CoordinatedRebootInput>({
    ...inPlace,
    kind: text,
    concurrency: optional(number),
    periodSeconds: optional(number),
    drainDelaySeconds: optional(number),
    drainTimeoutSeconds: optional(number),
    releaseDelaySeconds: optional(number),
    lockTtlSeconds: optional(number),
    blockedByAlerts: optional(members<BlockingAlertsInput>({ prometheusUrl: text, names: list(text) })),
    blockingPodSelectors: optional(list(text)),
    image: optional(text),
  }),
  replace: members<ReplaceRebootInput>({
    kind: text,
    promotion: optional(members<ImagePromotionInput>({ window: rebootWindowShape, fromParameter: text })),
    maxLifetimeDays: optional(number),
  }),
});
