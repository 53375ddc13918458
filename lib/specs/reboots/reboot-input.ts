import type { WeekWindowInput } from '../time/week-window-input';

/** Members of every schedule that updates and reboots nodes in place. */
export interface InPlaceRebootInput {
  /** When nodes may go down. */
  readonly window: WeekWindowInput;
  /** Measured minutes from the begin of a node's shutdown until the node is Ready again, 1 to 60; more than its graceful shutdown. */
  readonly rebootMinutes: number;
  /**
   * Packages that are updated every day: those of the security archive, or all packages of the release.
   * @default 'security'
   */
  readonly updates?: 'security' | 'all';
  /**
   * Only for `al2023`, where updates in place are refused without it, because the image's locks would leave them nothing to update.
   * @default - not stated
   */
  readonly amazonLinux?: AmazonLinuxUpdatesInput;
  /**
   * Nodes of the pool that may be down at once, 1 to 100. Changing it changes nothing that is deployed.
   * @default - what the workloads of the pool tolerate; 1 where it has none
   */
  readonly maxNodesDown?: number;
}

/**
 * Settings with which an Amazon Linux image is updated in place, because the image is locked to its release, and EKS locks the versions of
 * kernel and containerd in it.
 *
 * @see https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades-usage.html
 */
export interface AmazonLinuxUpdatesInput {
  /**
   * Release from which packages come: `2023.9.20251117`, which is part of the nodes' user data, so that another release replaces the
   * nodes anyway, or `latest`. AWS advises against `latest`, because an update would then be tested in production first.
   */
  readonly releasever: string;
  /** Always true: states that kernel, containerd and runc may be newer than those that EKS tested with the image. */
  readonly unlockKernel: true;
}

/** Every node reboots in a slot that a hash of its instance id chooses, without a drain; outages of several nodes may overlap. */
export interface RandomRebootInput extends InPlaceRebootInput {
  readonly kind: 'random';
  /**
   * Most seconds by which the same hash shifts a node's slot within its minute, 0 to 59; spares the servers that nodes call at boot.
   * @default 0
   */
  readonly jitterSeconds?: number;
  /**
   * `timer`: a systemd timer of keelson, which follows days and blackouts. `unattended-upgrades`: the reboot time of that program, an
   * hour and a minute only, so that the window must open every day and have no blackouts; all nodes reboot on the day of an update.
   * @default 'timer'
   */
  readonly armedBy?: 'timer' | 'unattended-upgrades';
}

/** Zones take turns: each zone has its own part of the window, in which nodes draw slots as in `random`, without a drain. */
export interface StaggeredRebootInput extends InPlaceRebootInput {
  readonly kind: 'staggered';
  /**
   * Most seconds by which a node's slot is shifted within its minute, 0 to 59, as in `random`.
   * @default 0
   */
  readonly jitterSeconds?: number;
}

/** kured drains and reboots nodes under a lock, so that never more than `concurrency` nodes are down at once. */
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
   * Seconds between taking the lock and the drain, 0 to 600; daemons that carry traffic leave the node in this time. It may only be longer
   * than they need.
   * @default - what the daemons of the pool need to leave, or 0 where no workload is a daemon
   */
  readonly drainDelaySeconds?: number;
  /**
   * Seconds after which a drain is given up and the node uncordoned, 60 to 7200; never 0, because kured would then wait for ever. It may
   * only be longer than the drain of a node takes.
   * @default - what the drain of a node takes, at least 600
   */
  readonly drainTimeoutSeconds?: number;
  /**
   * Seconds for which the lock is kept after a node is back, 0 to 3600.
   * @default 60
   */
  readonly releaseDelaySeconds?: number;
  /**
   * Seconds after which a lock expires whose holder vanished, 1 to 604800; must be more than the whole sequence, because otherwise a
   * second node would start while the first is still cordoned.
   * @default - the whole sequence and five minutes
   */
  readonly lockTtlSeconds?: number;
  /**
   * Alerts that hold reboots back while they fire.
   * @default - no alerts
   */
  readonly blockedByAlerts?: BlockingAlertsInput;
  /**
   * Label selectors of pods that hold the reboot of their node back: `app=migration`.
   * @default - no selectors
   */
  readonly blockingPodSelectors?: readonly string[];
  /**
   * Image of kured, with a version of 1.23.
   * @default 'ghcr.io/kubereboot/kured:1.23.0'
   */
  readonly image?: string;
}

/** The Prometheus that kured asks for alerts, and the alerts that count. */
export interface BlockingAlertsInput {
  /** Address of Prometheus in the cluster; while it does not answer, nothing reboots. */
  readonly prometheusUrl: string;
  /** Names of alerts, at least one; alerts about reboots are refused, because they would hold back the reboot that ends them. */
  readonly names: readonly string[];
}

/** Nodes are replaced instead of updated: for images that are never changed in place. */
export interface ReplaceRebootInput {
  readonly kind: 'replace';
  /**
   * AWS only: a schedule promotes the image and starts an instance refresh at the beginning of each window.
   * Changing a member is made in place: schedule and runbook use the new value from then on.
   * @default - no schedule: nodes are replaced by age on AWS, in the cluster's maintenance window on Google
   */
  readonly promotion?: ImagePromotionInput;
  /**
   * AWS only: days after which an instance is replaced, 1 to 365, at an hour that AWS chooses; with a pinned image the new nodes have
   * the same packages. Changing it is made in place; instances that are older than the new number of days go soon.
   * @default - never by age
   */
  readonly maxLifetimeDays?: number;
}

/** Replaces nodes by nodes with the newest image on a schedule. Changing a member is made in place. */
export interface ImagePromotionInput {
  /** When an instance refresh may run: it starts with the window, and must be able to end inside it. */
  readonly window: WeekWindowInput;
  /** SSM parameter with the id of the newest image, such as the publisher's `recommended`; read when the window begins, never earlier. */
  readonly fromParameter: string;
}

/** How the nodes of a pool get updates of their operating system, and when they go down for them. */
export type RebootScheduleInput =
  | RandomRebootInput
  | StaggeredRebootInput
  | CoordinatedRebootInput
  | ReplaceRebootInput;
