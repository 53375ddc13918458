import type { AwsNodePoolSpec, GoogleNodePoolSpec, NodePoolSpec } from '../../pool/node-pool-spec';
import { buysSpot } from '../../pool/undrained-stop';
import { rebootsInPlace } from '../../reboots/reboot-schedule';
import { isMissed } from '../../workload/reboot-tolerance';
import { leavesBeforeReboot } from '../../workload/workload-spec';
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
  podSteps,
  rebootLimit,
  undrainedSteps,
} from './drain-steps';

/**
 * The drain chains of a cluster: for every workload that states how it stops and is missed when it is away, what happens to its pods in every
 * event. Balancers and proxies have no steps yet.
 */
export function drainChains(cluster: ClusterSpec): readonly DrainChain[] {
  const limits = limitsOf(cluster);
  const judged = cluster.workloads.filter((each) => isMissed(each) && each.shutdown.graceSeconds !== undefined);
  return judged.flatMap((workload) => {
    const pod = podSteps(workload);
    const rollout: DrainChain = { event: 'rollout', workload, pool: undefined, ending: 'pod', steps: pod };
    const ofPools = workload.pools.flatMap((pool) =>
      DRAIN_EVENTS.flatMap((event) => {
        const steps = stepsOf(event, { workload, pool }, limits);
        return steps === undefined ? [] : [chain(event, { workload, pool }, { pod, steps })];
      }),
    );
    return [rollout, ...ofPools];
  });
}

/** Limits that the whole cluster shares. */
interface ClusterLimits {
  readonly handler: DrainLimit | undefined;
  readonly autoscaler: DrainLimit | undefined;
}

function limitsOf(cluster: ClusterSpec): ClusterLimits {
  const handled = handledCluster(cluster);
  const autoscaled = autoscaledCluster(cluster);
  return {
    handler: handled && handlerLimit(handled.handler.nodeDrainSeconds),
    autoscaler: autoscaled && autoscalerLimit(autoscaled.autoscaler.maxGraceSeconds),
  };
}

/** A drain, or the shutdown of a node, before the steps within the pod; nobody tells the pods of a zone that is lost. */
function chain(
  event: DrainEvent,
  pods: LeavingPods,
  { pod, steps }: { readonly pod: readonly DrainStep[]; readonly steps: readonly DrainStep[] },
): DrainChain {
  if (event === 'zone-loss') return { event, ...pods, ending: 'cut', steps: [] };
  const ending = steps.some(({ name }) => name === 'node') ? 'shutdown' : 'drained';
  return { event, ...pods, ending, steps: [...pod, ...steps] };
}

/** Steps of an event on a pool, those within the pod left out; undefined where the pool has no such event. */
function stepsOf(event: DrainEvent, pods: LeavingPods, limits: ClusterLimits): readonly DrainStep[] | undefined {
  const { pool, workload } = pods;
  switch (event) {
    case 'rollout':
      return undefined;
    case 'zone-loss':
      return [];
    case 'spot-notice':
      return isSpot(pool) ? undrainedSteps(pods) : undefined;
    case 'reboot':
      return rebootsInPlace(pool.reboots) ? rebootSteps(pods) : undefined;
    case 'scale-in':
      return pool.cloud === 'aws' ? awsSteps({ ...pods, pool }, limits, event) : googleScaleIn(pods, pool);
    case 'upgrade':
      if (pool.cloud === 'aws') return awsSteps({ ...pods, pool }, limits, event);
      return workload.kind === 'daemon' ? undrainedSteps(pods) : [drainStep(pods, gkeUpgradeLimit(pool))];
    case 'image-refresh':
      return pool.cloud === 'aws' ? awsSteps({ ...pods, pool }, limits, event) : undefined;
  }
}

function isSpot(pool: NodePoolSpec): boolean {
  return pool.cloud === 'aws' ? buysSpot(pool) : pool.google.spot;
}

function rebootSteps(pods: LeavingPods): readonly DrainStep[] {
  const { pool, workload } = pods;
  if (pool.reboots?.kind !== 'coordinated') return undrainedSteps(pods);
  if (leavesBeforeReboot(workload)) return [leavingStep(pods, pool.reboots)];
  return workload.kind === 'daemon' ? undrainedSteps(pods) : [drainStep(pods, rebootLimit(pool, pool.reboots))];
}

/** An instance of AWS goes through the hook of its group, whoever ordered it; the cluster autoscaler drains before it orders. */
function awsSteps(
  pods: LeavingPods & { readonly pool: AwsNodePoolSpec },
  { handler, autoscaler }: ClusterLimits,
  event: DrainEvent,
): readonly DrainStep[] {
  const { pool } = pods;
  const { drainer } = pool.aws;
  if (pods.workload.kind === 'daemon') return undrainedSteps(pods);
  if (event === 'scale-in' && pool.scaling.kind === 'cluster-autoscaler') {
    return autoscaler === undefined ? [] : [drainStep(pods, autoscaler)];
  }
  if (drainer === undefined) return undrainedSteps(pods);
  if (drainer === 'eks') return [drainStep(pods, EKS_LIMIT)];
  return [hookLimit(pool), handler].flatMap((limit) => (limit === undefined ? [] : [drainStep(pods, limit)]));
}

/** The autoscaler of GKE drains; that of instance groups does not. */
function googleScaleIn(pods: LeavingPods, pool: GoogleNodePoolSpec): readonly DrainStep[] | undefined {
  switch (pool.scaling.kind) {
    case 'fixed':
      return undefined;
    case 'instance-group':
      return pool.scaling.mode === 'only-scale-out' ? undefined : undrainedSteps(pods);
    case 'cluster-autoscaler':
      return pods.workload.kind === 'daemon' ? [] : [drainStep(pods, gkeScaleInLimit(pool))];
  }
}
