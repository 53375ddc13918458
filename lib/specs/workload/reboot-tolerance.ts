import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import { minNodes } from '../pool/pool-size';
import { type RebootSchedule, rebootsInPlace } from '../reboots/reboot-schedule';
import { leastReplicas } from './replicas/replica-counts';
import { isDaemonKind } from './traffic/proxy-spec';
import { poolNamesOf, type WorkloadSpec } from './workload-spec';

/** How many nodes of a pool may be down at once, and which workload or property limits the number. */
export interface NodeTolerance {
  /** Most nodes that may be down at once; 0 where not even one may. */
  readonly nodes: number;
  /** The limiting workload or property, as text for messages. */
  readonly because: string;
}

/** Most pods of a workload on one node, where its pools have their least number of nodes and pods are spread evenly. */
export function podsPerNode(workload: WorkloadSpec): number {
  if (isDaemonKind(workload.kind)) return 1;
  const nodes = workload.pools.reduce((sum, pool) => sum + minNodes(pool), 0);
  return Math.ceil(leastReplicas(workload) / Math.max(1, nodes));
}

/**
 * Pods of a workload that are missing for each node of a pool that is down: all pods of the node where nothing drains it; one pod
 * where a drain moves them one after the other, as their disruption budget allows.
 */
export function podsLostPerNode(workload: WorkloadSpec, reboots: RebootSchedule | undefined): number {
  if (!rebootsInPlace(reboots)) return 0;
  return reboots.kind === 'coordinated' ? 1 : podsPerNode(workload);
}

/**
 * Nodes of a pool that may be down at once: by the `maxUnavailable` of its workloads, and by the number that the schedule states.
 * Where neither limits the number, one node may be down.
 */
export function nodeTolerance(pool: NodePoolSpec, workloads: readonly WorkloadSpec[]): NodeTolerance {
  const byWorkloads = workloadTolerance(pool, workloads);
  const stated = rebootsInPlace(pool.reboots) ? pool.reboots.maxNodesDown : undefined;
  if (stated === undefined) return byWorkloads ?? { nodes: 1, because: 'no workload of the pool allows more' };
  if (byWorkloads !== undefined && byWorkloads.nodes <= stated) return byWorkloads;
  return { nodes: stated, because: "'reboots.maxNodesDown'" };
}

/**
 * Whether pods of a workload that go down with their node count as an outage. Jobs do not, because they start again, and neither do
 * daemons of the platform, because they serve only their own node.
 */
export function isMissed({ kind, namespace }: WorkloadSpec): boolean {
  return kind !== 'job' && !(kind === 'daemon' && namespace === PLATFORM_NAMESPACE);
}

/** The tolerance by the workloads alone; undefined where no workload limits the number. */
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
