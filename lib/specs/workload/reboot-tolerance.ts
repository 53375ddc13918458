import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import { minNodes } from '../pool/pool-size';
import { type RebootSchedule, rebootsInPlace } from '../reboots/reboot-schedule';
import { poolNamesOf, type WorkloadSpec } from './workload-spec';

/** How many nodes of a pool may be down at once, and whose need it is. */
export interface NodeTolerance {
  /** 0 where not even one may. */
  readonly nodes: number;
  /** Why, for people. */
  readonly because: string;
}

/** Pods of a workload on one node at most, when its pools have as few nodes as they may and pods are spread. */
export function podsPerNode(workload: WorkloadSpec): number {
  if (workload.kind === 'daemon') return 1;
  const nodes = workload.pools.reduce((sum, pool) => sum + minNodes(pool), 0);
  return Math.ceil(workload.replicas / Math.max(1, nodes));
}

/**
 * Pods of a workload that are missing for each node of a pool that is down: all of the node's where nothing drains; one where a
 * drain moves them one after the other, as their disruption budget allows.
 */
export function podsLostPerNode(workload: WorkloadSpec, reboots: RebootSchedule | undefined): number {
  if (!rebootsInPlace(reboots)) return 0;
  return reboots.kind === 'coordinated' ? 1 : podsPerNode(workload);
}

/**
 * Nodes of a pool that its workloads let go at once: by their `maxUnavailable`, and by the number that the schedule states.
 * A pool whose workloads nobody misses tolerates one.
 */
export function nodeTolerance(pool: NodePoolSpec, workloads: readonly WorkloadSpec[]): NodeTolerance {
  const byWorkloads = workloadTolerance(pool, workloads);
  const stated = rebootsInPlace(pool.reboots) ? pool.reboots.maxNodesDown : undefined;
  if (stated === undefined) return byWorkloads ?? { nodes: 1, because: 'no workload of the pool says more' };
  if (byWorkloads !== undefined && byWorkloads.nodes <= stated) return byWorkloads;
  return { nodes: stated, because: "'reboots.maxNodesDown'" };
}

/**
 * Whether anybody misses pods of a workload that are gone with their node: jobs begin anew, and agents of the platform serve
 * their own node alone.
 */
export function isMissed({ kind, namespace }: WorkloadSpec): boolean {
  return kind !== 'job' && !(kind === 'daemon' && namespace === PLATFORM_NAMESPACE);
}

/** What the workloads alone say; undefined where none does. */
export function workloadTolerance(pool: NodePoolSpec, workloads: readonly WorkloadSpec[]): NodeTolerance | undefined {
  const tolerances = workloads
    .filter((workload) => isMissed(workload) && poolNamesOf(workload).includes(pool.name))
    .map((workload) => toleranceOf(workload, pool));
  return tolerances.reduce<NodeTolerance | undefined>(
    (least, each) => (least === undefined || each.nodes < least.nodes ? each : least),
    undefined,
  );
}

function toleranceOf(workload: WorkloadSpec, pool: NodePoolSpec): NodeTolerance {
  const lost = Math.max(1, podsLostPerNode(workload, pool.reboots));
  const nodes = Math.floor(workload.maxUnavailable / lost);
  const pods = lost === 1 ? '1 pod' : `${lost} pods`;
  return { nodes, because: `workload '${workload.name}': ${workload.maxUnavailable} may be missing, ${pods} per node` };
}
