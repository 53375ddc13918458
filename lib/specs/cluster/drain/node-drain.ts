import { ConfigError } from '../../../values/config-error';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import { fewestNodes } from '../../pool/node-pool-spec';
import { poolAllocatable } from '../../pool/pool-allocatable';
import { startupSecondsOf } from '../../workload/health/startup-budget';
import { mostReplicas } from '../../workload/replicas/replica-counts';
import { serviceNeeds } from '../../workload/replicas/service-needs';
import { DEFAULT_GRACE_SECONDS } from '../../workload/shutdown/shutdown-spec';
import { isDaemonKind } from '../../workload/traffic/proxy-spec';
import { isService, leavesBeforeReboot, poolNamesOf, type WorkloadSpec } from '../../workload/workload-spec';

/** Seconds until a pod that replaces an evicted one is placed and has its images, where a node has room for it. */
export const PLACEMENT_SECONDS = 30;

/**
 * Seconds after which a drain asks again where a budget has refused, and looks again for a pod that ends.
 *
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/drain/drain.go
 */
export const DRAIN_POLL_SECONDS = 5;

/** Seconds from the label of a coordinated reboot until the controller has told daemons to end. */
export const LABEL_LAG_SECONDS = 10;

/** Seconds that the pods of a workload take to leave a node that is drained. */
export interface EvictionTime {
  /** Seconds for which evictions wait until the disruption budget allows the last one. */
  readonly budgetSeconds: number;
  /** Grace of the pod that goes last. */
  readonly graceSeconds: number;
}

/** Longest times in seconds that the workloads of a pool need when one of its nodes goes. */
export interface NodeDrain {
  /** Until a drain has moved every pod; the pods of keelson and of the cloud need no more than Kubernetes' default grace. */
  readonly evictedSeconds: number;
  /** Longest grace of the pods that a drain moves. */
  readonly podGraceSeconds: number;
  /** Longest grace of daemons, which a drain leaves on their node; 0 where no workload of the pool is a daemon. */
  readonly daemonGraceSeconds: number;
  /** Until the daemons that leave before a coordinated reboot are gone; 0 where there are none. */
  readonly leavingSeconds: number;
}

/** Grace of a workload's pods in seconds. */
export function graceSecondsOf({ shutdown }: Pick<WorkloadSpec, 'shutdown'>): number {
  return shutdown.graceSeconds ?? DEFAULT_GRACE_SECONDS;
}

/**
 * Seconds that the pods of a workload take to leave one node of a pool. Where more pods are on a node than the budget lets go at once, the
 * next ones wait until the replacements of the first ones are ready, for which the other nodes are taken to have room.
 */
export function evictionTime(workload: WorkloadSpec, pool: NodePoolSpec): EvictionTime {
  const rounds =
    workload.kind === 'job' ? 1 : Math.ceil(podsOnNode(workload, pool) / Math.max(1, workload.maxUnavailable));
  return {
    budgetSeconds: Math.max(0, rounds - 1) * (PLACEMENT_SECONDS + startupSecondsOf(workload) + DRAIN_POLL_SECONDS),
    graceSeconds: graceSecondsOf(workload),
  };
}

/**
 * Pods on one node where the workload has most of them and its pools have the fewest nodes: spread evenly, but no more than fit, because only
 * pods that find no room make a pool grow.
 */
function podsOnNode(workload: WorkloadSpec, pool: NodePoolSpec): number {
  const nodes = workload.pools.reduce((sum, each) => sum + fewestNodes(each), 0);
  const spread = isDaemonKind(workload.kind) ? 1 : Math.ceil(mostReplicas(workload) / Math.max(1, nodes));
  return spread <= 1 ? spread : Math.min(spread, podsThatFit(workload, pool));
}

/** Pods that fit on an empty node, at least one; no limit where nothing is known of their requests, or where a rule refuses them. */
function podsThatFit(workload: WorkloadSpec, pool: NodePoolSpec): number {
  if (!isService(workload)) return Number.POSITIVE_INFINITY;
  try {
    const needs = serviceNeeds(workload);
    const free = poolAllocatable(pool);
    const each = Math.min(free.cpuMillis / needs.cpuMillis, free.memoryBytes / needs.memoryBytes, free.pods);
    return Number.isNaN(each) ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(each));
  } catch (error) {
    if (error instanceof ConfigError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** Times that the workloads of a pool need when one of its nodes goes. */
export function nodeDrain(pool: NodePoolSpec, workloads: readonly WorkloadSpec[]): NodeDrain {
  const own = workloads.filter((workload) => poolNamesOf(workload).includes(pool.name));
  const daemons = own.filter(({ kind }) => isDaemonKind(kind));
  const others = own.filter(({ kind }) => !isDaemonKind(kind));
  const leaving = daemons.filter(leavesBeforeReboot).map(graceSecondsOf);
  return {
    evictedSeconds: Math.max(
      DEFAULT_GRACE_SECONDS,
      ...others
        .map((each) => evictionTime(each, pool))
        .map(({ budgetSeconds, graceSeconds }) => budgetSeconds + graceSeconds),
    ),
    podGraceSeconds: Math.max(DEFAULT_GRACE_SECONDS, ...others.map(graceSecondsOf)),
    daemonGraceSeconds: Math.max(0, ...daemons.map(graceSecondsOf)),
    leavingSeconds: leaving.length === 0 ? 0 : Math.max(...leaving) + LABEL_LAG_SECONDS,
  };
}
