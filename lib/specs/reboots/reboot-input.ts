import type { WeekWindowInput } from '../time/week-window-input';

/** What every way of updating and rebooting in place needs to know. */
export interface InPlaceRebootInput {
  /** When nodes may go down. */
  readonly window: WeekWindowInput;
  /** Minutes from the shutdown of a node until it is Ready again, measured, 1 to 60; not less than its graceful shutdown. */
  readonly rebootMinutes: number;
  /**
   * Packages that are updated every day: those of the security archive, or all of the release.
   * @default 'security'
   */
  readonly updates?: 'security' | 'all';
  /**
   * Only for `al2023`, and without it updates in place are refused there: they would find nothing to do.
   * @default - none
   */
  readonly amazonLinux?: AmazonLinuxUpdatesInput;
  /**
   * Nodes of the pool that may be down at once, 1 to 100. Changing it changes nothing that is deployed.
   * @default - what the workloads of the pool tolerate; 1 where it has none
   */
  readonly maxNodesDown?: number;
}

/**
 * What an Amazon Linux image needs to be updated in place: it is locked to its release, and the image of EKS locks kernel and
 * containerd.
 *
 * @see https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades-usage.html
 */
export interface AmazonLinuxUpdatesInput {
  /**
   * Release that packages come from: `2023.9.20251117`, whose change in user data replaces the nodes anyway, or `latest`, which
   * AWS advises against: an update is then tested in production first.
   */
  readonly releasever: string;
  /** True says that kernel, containerd and runc may be newer than EKS tested with the image. */
  readonly unlockKernel: true;
}

/** A slot per node, drawn by a hash of its instance id; nothing drains, and outages may overlap. */
export interface RandomRebootInput extends InPlaceRebootInput {
  readonly kind: 'random';
  /**
   * Seconds within its minute by which a node's slot is shifted at most, by the same hash, 0 to 59; spares what all nodes ask at boot.
   * @default 0
   */
  readonly jitterSeconds?: number;
  /**
   * `timer`: a systemd timer of ours, which knows days and blackouts. `unattended-upgrades`: that program's own hour and minute,
   * only for windows of every day without blackouts: all nodes then reboot on the day of an update.
   * @default 'timer'
   */
  readonly armedBy?: 'timer' | 'unattended-upgrades';
}

/** Zones take turns: each has its own part of the window, and slots inside are drawn as in `random`. Nothing drains. */
export interface StaggeredRebootInput extends InPlaceRebootInput {
  readonly kind: 'staggered';
  /**
   * Seconds, 0 to 59, as for `random`.
   * @default 0
   */
  readonly jitterSeconds?: number;
}

/** kured drains and reboots nodes under a lock: never more at once than `concurrency`. */
export interface CoordinatedRebootInput extends InPlaceRebootInput {
  readonly kind: 'coordinated';
  /**
   * Nodes that hold the lock at once, 1 to 10.
   * @default 1
   */
  readonly concurrency?: number;
  /**
   * Seconds between two looks at the lock, 30 to 3600: a node that finds the lock taken waits this long. A period of more than a
   * reboot needs windows with room for a whole period before the reboot of every node.
   * @default - half of `rebootMinutes`, at most 300
   */
  readonly periodSeconds?: number;
  /**
   * Seconds between taking the lock and the drain, 0 to 600; traffic daemons leave in this time.
   * @default 0
   */
  readonly drainDelaySeconds?: number;
  /**
   * Seconds after which a drain is given up and the node opened again, 60 to 7200; never 0, which would wait for ever.
   * @default 600
   */
  readonly drainTimeoutSeconds?: number;
  /**
   * Seconds that the lock is kept after a node is back, 0 to 3600.
   * @default 60
   */
  readonly releaseDelaySeconds?: number;
  /**
   * Seconds after which a lock whose holder vanished is void, 1 to 604800; more than the whole sequence, or a second node starts while the first is still cordoned.
   * @default - the whole sequence and five minutes
   */
  readonly lockTtlSeconds?: number;
  /**
   * Alerts that hold reboots back while they fire.
   * @default - none
   */
  readonly blockedByAlerts?: BlockingAlertsInput;
  /**
   * Label selectors of pods whose presence on a node holds its reboot back: `app=migration`.
   * @default - none
   */
  readonly blockingPodSelectors?: readonly string[];
  /**
   * Image of kured, with a version of 1.23.
   * @default 'ghcr.io/kubereboot/kured:1.23.0'
   */
  readonly image?: string;
}

/** Where kured asks for alerts and which of them count. */
export interface BlockingAlertsInput {
  /** Address of Prometheus in the cluster; while it does not answer, nothing reboots. */
  readonly prometheusUrl: string;
  /** Names of alerts, at least one; never those that speak of reboots themselves. */
  readonly names: readonly string[];
}

/** New nodes instead of updated ones: for images that are never changed in place. */
export interface ReplaceRebootInput {
  readonly kind: 'replace';
  /**
   * AWS only: a schedule promotes the image and starts an instance refresh at the beginning of each window.
   * Changing a member is made in place: schedule and runbook know it from then on.
   * @default - none: by age on AWS, by the cluster's maintenance window on Google
   */
  readonly promotion?: ImagePromotionInput;
  /**
   * AWS only: days after which an instance is replaced, 1 to 365, at no chosen hour; with a pinned image this renews nodes but patches nothing.
   * Changing it is made in place; instances that are older by the new number go soon.
   * @default - never by age
   */
  readonly maxLifetimeDays?: number;
}

/** A new image on a schedule. Changing a member is made in place. */
export interface ImagePromotionInput {
  /** When a refresh may run; it starts with the window, and must be able to end in it. */
  readonly window: WeekWindowInput;
  /** SSM parameter that names the newest image, such as the publisher's `recommended`: read when the window begins, never before. */
  readonly fromParameter: string;
}

/** How the nodes of a pool get updates of their operating system, and when they go down for them. */
export type RebootScheduleInput =
  | RandomRebootInput
  | StaggeredRebootInput
  | CoordinatedRebootInput
  | ReplaceRebootInput;
