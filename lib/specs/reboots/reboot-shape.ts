import { flag, kinds, list, type Members, members, number, oneOf, optional, text } from '../fields/shape';
import { weekWindowShape } from '../time/week-window-shape';
import type {
  AmazonLinuxUpdatesInput,
  BlockingAlertsInput,
  CoordinatedRebootInput,
  ImagePromotionInput,
  InPlaceRebootInput,
  RandomRebootInput,
  ReplaceRebootInput,
  StaggeredRebootInput,
} from './reboot-input';

const inPlace: Members<InPlaceRebootInput> = {
  window: weekWindowShape,
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
    promotion: optional(members<ImagePromotionInput>({ window: weekWindowShape, fromParameter: text })),
    maxLifetimeDays: optional(number),
  }),
});
