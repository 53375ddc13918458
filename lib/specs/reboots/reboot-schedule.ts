import type { WeekWindow } from '../time/week-window';
import type {
  AmazonLinuxUpdatesInput,
  BlockingAlertsInput,
  CoordinatedRebootInput,
  RandomRebootInput,
  ReplaceRebootInput,
  StaggeredRebootInput,
} from './reboot-input';

/** What in-place reboots have in common. */
interface InPlaceReboots {
  readonly window: WeekWindow;
  readonly rebootMinutes: number;
  readonly updates: 'security' | 'all';
  /** Where the packages of Amazon Linux come from; undefined on other systems. */
  readonly amazonLinux: AmazonLinuxUpdatesInput | undefined;
  /** As stated; undefined leaves it to the workloads. */
  readonly maxNodesDown: number | undefined;
}

/** {@link RandomRebootInput} with every default filled in. */
export interface RandomReboots extends InPlaceReboots {
  readonly kind: RandomRebootInput['kind'];
  readonly jitterSeconds: number;
  readonly armedBy: 'timer' | 'unattended-upgrades';
}

/** {@link StaggeredRebootInput} with every default filled in. */
export interface StaggeredReboots extends InPlaceReboots {
  readonly kind: StaggeredRebootInput['kind'];
  readonly jitterSeconds: number;
}

/** {@link CoordinatedRebootInput} with every default filled in. */
export interface CoordinatedReboots extends InPlaceReboots {
  readonly kind: CoordinatedRebootInput['kind'];
  readonly concurrency: number;
  readonly periodSeconds: number;
  readonly drainDelaySeconds: number;
  readonly drainTimeoutSeconds: number;
  readonly releaseDelaySeconds: number;
  readonly lockTtlSeconds: number;
  readonly blockedByAlerts: BlockingAlertsInput | undefined;
  readonly blockingPodSelectors: readonly string[];
  readonly image: string;
}

/** {@link ReplaceRebootInput} with every default filled in. */
export interface ReplaceReboots {
  readonly kind: ReplaceRebootInput['kind'];
  readonly promotion: { readonly window: WeekWindow; readonly fromParameter: string } | undefined;
  readonly maxLifetimeDays: number | undefined;
}

/** How the nodes of a pool get updates, and when they go down for them. */
export type RebootSchedule = RandomReboots | StaggeredReboots | CoordinatedReboots | ReplaceReboots;

/** A schedule under which nodes come back with the same name, disk and taints removed. */
export type InPlaceRebootSchedule = Exclude<RebootSchedule, ReplaceReboots>;

/** Whether nodes come back as the same nodes. */
export function rebootsInPlace(schedule: RebootSchedule | undefined): schedule is InPlaceRebootSchedule {
  return schedule !== undefined && schedule.kind !== 'replace';
}
