import { kinds, list, members } from '../fields/compound-fields';
import { type Field, optional, type Resolved, withDefault } from '../fields/field';
import { flag, oneOf, text, whole } from '../fields/leaf-fields';
import { inert, inPlace } from '../fields/state-effect';
import { SHIPPED_IMAGES } from '../shipped-images';
import { weekWindowFields } from '../time/week-window-fields';
import type {
  AmazonLinuxUpdatesInput,
  BlockingAlertsInput,
  CoordinatedRebootInput,
  ImagePromotionInput,
  RandomRebootInput,
  RebootScheduleInput,
  ReplaceRebootInput,
  StaggeredRebootInput,
} from './reboot-input';

const updates = {
  window: weekWindowFields,
  rebootMinutes: whole({ min: 1, max: 60, unit: 'minutes' }),
  updates: withDefault(oneOf('security', 'all'), 'security'),
  // The type allows only `true`; the field accepts `false` too, so that a rule can refuse it with the reason.
  amazonLinux: optional(members<AmazonLinuxUpdatesInput>()({ releasever: text, unlockKernel: flag as Field<true> })),
  maxNodesDown: inert(optional(whole({ min: 1, max: 100, unit: 'nodes' }))),
} as const;

const jitterSeconds = withDefault(whole({ min: 0, max: 59, unit: 'seconds' }), 0);

/** A week: a lock has to last for one drain and reboot, and no schedule is longer than a week. */
const MAX_LOCK_SECONDS = 604_800;

/** Longest time in seconds between taking the lock and the drain. */
export const MAX_DRAIN_DELAY_SECONDS = 600;

/** Longest time in seconds after which a drain is given up. */
export const MAX_DRAIN_SECONDS = 7200;

/** Fields of a pool's reboot schedule; its resolver fills in the defaults that depend on other members. */
export const rebootFields = kinds<RebootScheduleInput>()({
  random: members<RandomRebootInput>()({
    ...updates,
    kind: oneOf('random'),
    jitterSeconds,
    armedBy: withDefault(oneOf('timer', 'unattended-upgrades'), 'timer'),
  }),
  staggered: members<StaggeredRebootInput>()({ ...updates, kind: oneOf('staggered'), jitterSeconds }),
  coordinated: members<CoordinatedRebootInput>()({
    ...updates,
    kind: oneOf('coordinated'),
    concurrency: withDefault(whole({ min: 1, max: 10 }), 1),
    periodSeconds: optional(whole({ min: 30, max: 3600, unit: 'seconds' })),
    drainDelaySeconds: optional(whole({ min: 0, max: MAX_DRAIN_DELAY_SECONDS, unit: 'seconds' })),
    drainTimeoutSeconds: optional(whole({ min: 60, max: MAX_DRAIN_SECONDS, unit: 'seconds' })),
    releaseDelaySeconds: withDefault(whole({ min: 0, max: 3600, unit: 'seconds' }), 60),
    lockTtlSeconds: optional(whole({ min: 1, max: MAX_LOCK_SECONDS, unit: 'seconds' })),
    blockedByAlerts: optional(members<BlockingAlertsInput>()({ prometheusUrl: text, names: list(text) })),
    blockingPodSelectors: withDefault(list(text), []),
    image: withDefault(text, SHIPPED_IMAGES.kured.image),
  }),
  replace: members<ReplaceRebootInput>()({
    kind: oneOf('replace'),
    promotion: inPlace(optional(members<ImagePromotionInput>()({ window: weekWindowFields, fromParameter: text }))),
    maxLifetimeDays: inPlace(optional(whole({ min: 1, max: 365, unit: 'days' }))),
  }),
});

/** Members of a reboot schedule with every default of a field filled in. */
export type RebootMembers = Resolved<typeof rebootFields>;

/** Members of one kind of schedule with every default of a field filled in. */
export type RebootMembersOf<K extends RebootMembers['kind']> = Extract<RebootMembers, { readonly kind: K }>;
