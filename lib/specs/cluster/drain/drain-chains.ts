import type { AwsNodePoolSpec, GoogleNodePoolSpec } from '../../pool/node-pool-spec';
import { type NodeEvent, nodeStop } from '../../pool/undrained-stop';
import { isMissed } from '../../workload/reboot-tolerance';
import { isDaemonKind } from '../../workload/traffic/proxy-spec';
import { leavesBeforeReboot, type WorkloadSpec } from '../../workload/workload-spec';
import type { ClusterSpec } from '../cluster-spec';
import { autoscaledCluster } from '../controllers/cluster-autoscaler-spec';
import { handledCluster } from '../controllers/termination-handler-spec';
import { DRAIN_EVENTS, type DrainChain, type DrainEvent, type DrainStep } from './drain-chain';
import { autoscalerLimit, EKS_LIMIT, gkeScaleInLimit, gkeUpgradeLimit, handlerLimit } from './drain-limits';
import {
  type DrainLimit,
  drainStep,
  hookLimit,
  type LeavingPods,
  leavingStep,
  nodeStep,
  noticeStep,
  podSteps,
  rebootLimit,
} from './drain-steps';
import { emptiedSteps, frontSteps } from './front-steps';
import { evictionTime } from './node-drain';
import { frontOf, type PodFront } from './pod-front';
import { lossDurations, type ZoneLoss, zoneLoss } from './zone-loss';

/** The end of a workload's pods by their node, without the steps within the pod. */
type NodeEnd = Pick<DrainChain, 'ending' | 'steps'>;

/** The part of a chain that the events of a workload share: the steps within the pod, and what sends it requests. */
interface PodEnd {
  readonly pod: readonly DrainStep[];
  readonly front: PodFront | undefined;
}

/** Whether a workload states how its pods stop, so that what a node gives them can be compared with it. */
export function statesGrace({ shutdown }: WorkloadSpec): boolean {
  return shutdown.graceSeconds !== undefined;
}

/**
 * The drain chains of a cluster: for every workload that states how it stops and is missed when it is away, what happens to its pods in every
 * event, with the steps of what sends them requests.
 */
export function drainChains(cluster: ClusterSpec): readonly DrainChain[] {
  return chainsOf(
    cluster,
    cluster.workloads.filter((each) => isMissed(each) && statesGrace(each)),
  );
}

/** The drain chains of some workloads of a cluster. */
export function chainsOf(cluster: ClusterSpec, workloads: readonly WorkloadSpec[]): readonly DrainChain[] {
  if (workloads.length === 0) return [];
  const limits = limitsOf(cluster);
  return workloads.flatMap((workload) => {
    const end: PodEnd = { pod: podSteps(workload), front: frontOf(workload, cluster.traffic) };
    const rollout: DrainChain = {
      event: 'rollout',
      workload,
      pool: undefined,
      ending: 'pod',
      steps: end.pod,
      durations: [],
      ...balancerOf('rollout', workload, end.front),
    };
    const ofPools = workload.pools.flatMap((pool) => {
      const pods: LeavingPods = { workload, pool, eviction: evictionTime(workload, pool) };
      return DRAIN_EVENTS.flatMap((event) => chainOf(event, pods, { end, limits }) ?? []);
    });
    return [rollout, ...ofPools];
  });
}

/** The chain of one event on one pool; undefined where the pool has no such event. */
function chainOf(
  event: DrainEvent,
  pods: LeavingPods,
  { end: { pod, front }, limits }: { readonly end: PodEnd; readonly limits: ClusterLimits },
): DrainChain | undefined {
  const { workload, pool } = pods;
  if (event === 'rollout') return undefined;
  if (event === 'zone-loss') {
    const durations = lossDurations({ workload, front }, limits.loss);
    const balancer = front && { balancer: [] };
    return { event, workload, pool, ending: 'cut', steps: [], durations, ...balancer };
  }
  if (front?.kind === 'balancer' && isEmptied(event, pods)) {
    const balancer = emptiedSteps(front.traffic);
    return { event, workload, pool, ending: 'emptied', steps: [], durations: [], balancer };
  }
  const end = endOf(event, pods, limits);
  if (end === undefined) return undefined;
  const { ending, steps } = end;
  const own = { event, workload, pool, ending, steps: [...pod, ...steps], durations: [] };
  return { ...own, ...balancerOf(event, workload, front) };
}

function balancerOf(
  event: DrainEvent,
  workload: WorkloadSpec,
  front: PodFront | undefined,
): Pick<DrainChain, 'balancer'> {
  return front === undefined ? {} : { balancer: frontSteps(event, { workload, front }) };
}

/**
 * Whether the balancer empties a machine before it is told to end: Compute Engine waits for the drain of the balancer wherever a manager takes a
 * machine out of its group, but not where it takes a spot machine back.
 */
function isEmptied(event: NodeEvent, { workload, pool }: LeavingPods): boolean {
  if (pool.cloud !== 'google' || event === 'spot-notice') return false;
  return nodeStop(pool, { isDaemon: isDaemonKind(workload.kind), isCritical: false }, event) !== undefined;
}

/** Limits that the whole cluster shares. */
interface ClusterLimits {
  readonly handler: DrainLimit | undefined;
  readonly autoscaler: DrainLimit | undefined;
  readonly loss: ZoneLoss;
}

function limitsOf(cluster: ClusterSpec): ClusterLimits {
  const handled = handledCluster(cluster);
  const autoscaled = autoscaledCluster(cluster);
  return {
    handler: handled && handlerLimit(handled.handler.nodeDrainSeconds),
    autoscaler: autoscaled && autoscalerLimit(autoscaled.autoscaler.maxGraceSeconds),
    loss: zoneLoss(cluster),
  };
}

/** The end of pods by a node of their pool in an event; undefined where the pool has no such event. */
function endOf(event: NodeEvent, pods: LeavingPods, limits: ClusterLimits): NodeEnd | undefined {
  const { pool, workload } = pods;
  if (event === 'reboot' && pool.reboots?.kind === 'coordinated' && leavesBeforeReboot(workload)) {
    return { ending: 'drained', steps: [leavingStep(pods, pool.reboots)] };
  }
  const stop = nodeStop(pool, { isDaemon: isDaemonKind(workload.kind), isCritical: false }, event);
  if (stop !== undefined) {
    const isDrained = event === 'spot-notice' && pool.cloud === 'aws' && pool.aws.drainer !== undefined;
    return isDrained && !isDaemonKind(workload.kind)
      ? { ending: 'drained', steps: [noticeStep(pods, stop)] }
      : { ending: 'shutdown', steps: [nodeStep(pods, stop)] };
  }
  const drains = pool.cloud === 'aws' ? awsDrains(event, pool, limits) : googleDrains(event, pool);
  return drains && { ending: 'drained', steps: drains.map((limit) => drainStep(pods, limit)) };
}

/** Limits of the drain of a node on AWS; undefined where the pool has no such event. */
function awsDrains(
  event: DrainEvent,
  pool: AwsNodePoolSpec,
  { handler, autoscaler }: ClusterLimits,
): readonly DrainLimit[] | undefined {
  if (event === 'spot-notice') return undefined;
  if (event === 'reboot') return pool.reboots?.kind === 'coordinated' ? [rebootLimit(pool, pool.reboots)] : undefined;
  // The cluster autoscaler drains before it orders the end of the instance.
  const isAutoscaled = event === 'scale-in' && pool.scaling.kind === 'cluster-autoscaler';
  if (isAutoscaled) return autoscaler === undefined ? [] : [autoscaler];
  if (pool.aws.drainer === 'eks') return [EKS_LIMIT];
  // An instance goes through the hook of its group, whoever ordered its end.
  return [hookLimit(pool), handler].filter((limit) => limit !== undefined);
}

/** Limits of the drain of a node on Google Cloud; undefined where the pool has no such event. */
function googleDrains(event: DrainEvent, pool: GoogleNodePoolSpec): readonly DrainLimit[] | undefined {
  if (event === 'upgrade') return [gkeUpgradeLimit(pool)];
  const isAutoscaled = event === 'scale-in' && pool.scaling.kind === 'cluster-autoscaler';
  return isAutoscaled ? [gkeScaleInLimit(pool)] : undefined;
}
