import { IMAGE_FAMILIES } from '../machine/image-family';
import { rebootsInPlace } from '../reboots/reboot-schedule';
import { removesNodes } from '../scaling/target-tracking';
import type { AwsNodePoolSpec, GoogleNodePoolSpec, NodePoolSpec } from './node-pool-spec';

/**
 * Seconds between AWS' notice that a spot instance is taken back and its end, and those of them until the pods are told.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
 */
const AWS_NOTICE = { totalSeconds: 120, untilToldSeconds: 10 } as const;

/** Seconds that a spot instance of AWS leaves its pods. */
export const AWS_SPOT_SECONDS = AWS_NOTICE.totalSeconds - AWS_NOTICE.untilToldSeconds;

/**
 * Seconds that GKE gives ordinary pods of a spot node, and critical pods after them. From GKE 1.35 on the kubelet's configuration can
 * make it more; keelson does not write that configuration.
 *
 * @see https://docs.cloud.google.com/kubernetes-engine/docs/concepts/spot-vms
 */
const GOOGLE_SPOT = { podSeconds: 15, criticalSeconds: 15 } as const;

/**
 * Seconds between the order of Compute Engine to a machine to shut down and its end, for machines that are no spot machines: the most that
 * a pod can get where no drain moves it.
 *
 * @see https://cloud.google.com/compute/docs/reference/rest/v1/instances `scheduling.skipGuestOsShutdown`
 */
const GOOGLE_SHUTDOWN_SECONDS = 120;

/** Name of the giver where the shutdown of the node itself ends pods. */
export const NODE_SHUTDOWN = 'the shutdown of the node';

/** Pods of a workload, as far as it decides how a node ends them. */
export interface StoppedPods {
  /** Whether a DaemonSet made them, so that a drain leaves them on their node. */
  readonly isDaemon: boolean;
  /** Whether their priority is that of a critical system pod, so that the kubelet ends them last. */
  readonly isCritical: boolean;
  /**
   * Whether they are proxies behind a balancer of Google, which sends their clients elsewhere before a machine that leaves its group shuts down;
   * nobody waits for them then.
   * @default false
   */
  readonly isEmptied?: boolean;
}

/** A way in which the nodes of a pool go down before a drain has moved the pods away. */
export interface UndrainedStop {
  /** Why no drain moves the pods: `nodes reboot without a drain ('random')`. */
  readonly reason: string;
  /** The event that gives pods these seconds: `the shutdown of the node`. */
  readonly giver: string;
  /** Seconds that the pods have to end. */
  readonly seconds: number;
  /** The calculation of the seconds: `90 s - 20 s for critical pods`. */
  readonly sum: string;
  /** Tells how pods get more time; `grace` is their grace in seconds. */
  readonly remedy: (grace: number) => string;
}

/** An event in which a node of a pool goes, those first whose time nobody can lengthen. */
export const NODE_EVENTS = ['spot-notice', 'reboot', 'scale-in', 'upgrade', 'image-refresh'] as const;

/** An event in which a node of a pool goes. */
export type NodeEvent = (typeof NODE_EVENTS)[number];

/**
 * The way of stopping that gives pods on a pool the least time; undefined where a drain moves them before every end of a node, so that
 * they have their whole grace.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
 */
export function undrainedStop(pool: NodePoolSpec, pods: StoppedPods): UndrainedStop | undefined {
  return NODE_EVENTS.map((event) => nodeStop(pool, pods, event)).reduce(
    (least, stop) => (stop !== undefined && (least === undefined || stop.seconds < least.seconds) ? stop : least),
    undefined,
  );
}

/** The end of pods in one event; undefined where a drain moves them before, or where the pool has no such event. */
export function nodeStop(pool: NodePoolSpec, pods: StoppedPods, event: NodeEvent): UndrainedStop | undefined {
  return pool.cloud === 'google' ? googleStop(pool, pods, event) : awsStop(pool, pods, event);
}

/** Whether instances of a pool may be spot instances. */
export function buysSpot({ aws: { capacity } }: AwsNodePoolSpec): boolean {
  return capacity.kind === 'mixed' && capacity.onDemandPercentAboveBase < 100;
}

function awsStop(pool: AwsNodePoolSpec, pods: StoppedPods, event: NodeEvent): UndrainedStop | undefined {
  if (event === 'spot-notice') return buysSpot(pool) ? awsSpot(pool, pods) : undefined;
  const reason = event === 'reboot' ? undrainedReboot(pool, pods) : undrainedEnd(pool, pods, event);
  return reason === undefined ? undefined : awsShutdown(pool, pods, reason);
}

/** A drain that begins with the notice of a spot instance ends with the instance; without one, the shutdown of the node is shorter still. */
function awsSpot(pool: AwsNodePoolSpec, pods: StoppedPods): UndrainedStop {
  if (pool.aws.drainer === undefined) {
    return withinNotice(awsShutdown(pool, pods, 'AWS takes spot instances back without a drain'));
  }
  if (pods.isDaemon) {
    return withinNotice(
      awsShutdown(pool, pods, 'AWS takes spot instances back, and a drain leaves daemons on their node'),
    );
  }
  return noticeOnly('AWS takes spot instances back, however long their drain takes');
}

/** The stop by the notice alone. */
function noticeOnly(reason: string): UndrainedStop {
  const sum = `${AWS_NOTICE.totalSeconds} s - ${AWS_NOTICE.untilToldSeconds} s until the pods are told`;
  return { reason, giver: 'the notice', seconds: AWS_SPOT_SECONDS, sum, remedy: () => 'buy the pool on demand' };
}

/** AWS gives a spot instance no longer than its notice says, however long the shutdown of the node would wait. */
function withinNotice(shutdown: UndrainedStop): UndrainedStop {
  const notice = noticeOnly(shutdown.reason);
  if (shutdown.seconds > AWS_SPOT_SECONDS) return notice;
  const onDemand = `buy the pool on demand, because the notice of a spot instance leaves ${AWS_SPOT_SECONDS} s at most (${notice.sum})`;
  return { ...shutdown, remedy: (grace) => (grace > AWS_SPOT_SECONDS ? onDemand : shutdown.remedy(grace)) };
}

const DAEMONS_STAY = 'a drain leaves daemons on their node';

/** Why a reboot ends pods with their node; undefined where a drain moves them, and where no node reboots in place. */
function undrainedReboot({ reboots }: AwsNodePoolSpec, { isDaemon }: StoppedPods): string | undefined {
  if (!rebootsInPlace(reboots)) return undefined;
  if (reboots.kind !== 'coordinated') return `nodes reboot without a drain ('${reboots.kind}')`;
  return isDaemon ? DAEMONS_STAY : undefined;
}

/** Why the end of an instance ends pods; undefined where a drain moves them. */
function undrainedEnd(
  { scaling, aws }: AwsNodePoolSpec,
  { isDaemon }: StoppedPods,
  event: NodeEvent,
): string | undefined {
  if (isDaemon) return DAEMONS_STAY;
  const isAutoscaled = event === 'scale-in' && scaling.kind === 'cluster-autoscaler';
  if (aws.drainer !== undefined || isAutoscaled) return undefined;
  return event === 'scale-in' && scaling.kind === 'target-tracking' && removesNodes(scaling)
    ? "the group removes nodes without a drain ('target-tracking')"
    : "the group replaces nodes without a drain (no 'controllers.terminationHandler')";
}

function awsShutdown({ aws }: AwsNodePoolSpec, { isCritical }: StoppedPods, reason: string): UndrainedStop {
  const { totalSeconds, criticalSeconds } = aws.gracefulShutdown;
  const common = { reason, giver: NODE_SHUTDOWN };
  if (isCritical) {
    return {
      ...common,
      seconds: criticalSeconds,
      sum: 'for critical pods',
      remedy: (grace) => `raise 'aws.gracefulShutdown.criticalSeconds' to ${grace} and 'totalSeconds' with it`,
    };
  }
  return {
    ...common,
    seconds: totalSeconds - criticalSeconds,
    sum: `${totalSeconds} s - ${criticalSeconds} s for critical pods`,
    remedy: (grace) => longerShutdown(aws, grace + criticalSeconds),
  };
}

function longerShutdown({ image: { family } }: AwsNodePoolSpec['aws'], needed: number): string {
  const longest = IMAGE_FAMILIES[family].maxShutdownSeconds;
  if (needed <= longest) return `raise 'aws.gracefulShutdown.totalSeconds' to ${needed}`;
  return `take another pool, because '${family}' delays a shutdown by ${longest} s at most`;
}

function googleStop(pool: GoogleNodePoolSpec, pods: StoppedPods, event: NodeEvent): UndrainedStop | undefined {
  const { spot } = pool.google;
  if (event === 'spot-notice') {
    return spot ? googleSpot(pods, 'Google takes spot machines back without a drain') : undefined;
  }
  if (pods.isEmptied === true) return undefined;
  const undrained = event === 'scale-in' ? undrainedScaleIn(pool, pods) : undrainedUpgrade(pods, event);
  if (undrained === undefined) return undefined;
  const { reason, remedy } = undrained;
  return spot ? googleSpot(pods, reason) : machineShutdown(reason, remedy);
}

function googleSpot({ isCritical }: StoppedPods, reason: string): UndrainedStop {
  const { podSeconds, criticalSeconds } = GOOGLE_SPOT;
  return {
    reason,
    giver: NODE_SHUTDOWN,
    seconds: isCritical ? criticalSeconds : podSeconds,
    sum: isCritical
      ? 'for critical pods'
      : `${podSeconds + criticalSeconds} s - ${criticalSeconds} s for critical pods`,
    remedy: () => "buy the pool on demand ('google.spot')",
  };
}

function machineShutdown(reason: string, remedy: string): UndrainedStop {
  return {
    reason,
    giver: 'the shutdown of the machine',
    seconds: GOOGLE_SHUTDOWN_SECONDS,
    sum: 'at most, as Compute Engine ends machines',
    remedy: () => remedy,
  };
}

/** Why no drain moves pods, and how they get one. */
interface UndrainedReason {
  readonly reason: string;
  readonly remedy: string;
}

const DAEMON_ON_GOOGLE: UndrainedReason = {
  reason: DAEMONS_STAY,
  remedy: 'run it as a deployment, whose pods a drain moves',
};

/** Only a mode that is on removes machines; one that is off for an upgrade must be accepted, also beside a long grace. */
function undrainedScaleIn({ scaling }: GoogleNodePoolSpec, { isDaemon }: StoppedPods): UndrainedReason | undefined {
  if (scaling.kind === 'cluster-autoscaler') return isDaemon ? DAEMON_ON_GOOGLE : undefined;
  if (scaling.kind !== 'instance-group' || scaling.mode !== 'on') return undefined;
  return {
    reason: "the autoscaler removes machines without a drain ('instance-group')",
    remedy: "set 'scaling.mode' of the pool to 'only-scale-out'",
  };
}

/** GKE drains the node of an upgrade, also one whose instance groups have autoscalers. */
function undrainedUpgrade({ isDaemon }: StoppedPods, event: NodeEvent): UndrainedReason | undefined {
  return event === 'upgrade' && isDaemon ? DAEMON_ON_GOOGLE : undefined;
}
