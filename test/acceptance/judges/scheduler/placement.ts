import { nodeTunerName } from '../../../../lib/kubernetes/node-tuner/node-tuner-names';
import {
  coordinatedPools,
  rebootCoordinatorName,
} from '../../../../lib/kubernetes/reboot-coordinator/reboot-coordinator-names';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { needsTuner } from '../../../../lib/specs/kernel/kernel-plan';
import { PLATFORM_NAMESPACE } from '../../../../lib/specs/labels';
import type { NodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import { leastReplicas } from '../../../../lib/specs/workload/replicas/replica-counts';
import { isDaemonKind } from '../../../../lib/specs/workload/traffic/proxy-spec';
import { workloadFields } from '../../../../lib/specs/workload/workload-fields';
import { poolNamesOf, resolveWorkload, type WorkloadSpec } from '../../../../lib/specs/workload/workload-spec';
import { ADDON_NAME, PLATFORM_PODS_NAMESPACE } from '../../harness/platform-pods';
import type { SimulatedNode } from '../../harness/simulated-nodes';
import type { ObservedPod } from './pod-facts';

/** State of a cluster after the scheduler has placed its pods. */
export interface Observation {
  readonly cluster: ClusterSpec;
  readonly nodes: readonly SimulatedNode[];
  readonly pods: readonly ObservedPod[];
}

/** Differences between the places of pods and the specs; empty when all pods are where the specs say. */
export function placementProblems(observation: Observation): readonly string[] {
  const { cluster, pods } = observation;
  const ours = pods.filter((pod) => isOurs(cluster, pod));
  const poolOf = new Map(observation.nodes.map((node) => [node.name, node.pool]));
  return [
    ...ours.flatMap((pod) => podProblems(cluster, pod, poolOf)),
    ...expectedWorkloads(cluster).flatMap((workload) => countProblems(workload, observation)),
    ...poolProblems(observation, poolOf),
  ];
}

/**
 * Number of pods of a workload in its fullest zone minus the number in its emptiest zone.
 *
 * @param nodes all nodes of the cluster.
 */
export function zoneSkew(workload: WorkloadSpec, { nodes, pods }: Observation): number {
  const zoneOf = new Map(nodes.map((node) => [node.name, node.zone]));
  const zones = new Map(workload.pools.flatMap((pool) => pool.zones).map((zone) => [zone, 0]));
  for (const pod of pods.filter((each) => isOf(workload, each))) {
    const zone = zoneOf.get(pod.node ?? '');
    if (zone !== undefined) zones.set(zone, (zones.get(zone) ?? 0) + 1);
  }
  return Math.max(...zones.values()) - Math.min(...zones.values());
}

/** The declared workloads, and those of keelson's own: the tuner and the coordinator of each pool that needs one, and the controllers. */
function expectedWorkloads(cluster: ClusterSpec): readonly WorkloadSpec[] {
  const tuned = cluster.pools.filter(({ kernel }) => needsTuner(kernel));
  const coordinated = coordinatedPools(cluster).map(({ pool }) => pool);
  return [
    ...cluster.workloads,
    ...tuned.map((pool) => daemonOf(pool, nodeTunerName(pool))),
    ...coordinated.map((pool) => daemonOf(pool, rebootCoordinatorName(pool))),
    ...controllersOf(cluster),
  ];
}

/** The cluster autoscaler where keelson installs one, on the pools for the system that it does not scale; the termination handler likewise. */
function controllersOf(cluster: ClusterSpec): readonly WorkloadSpec[] {
  const { clusterAutoscaler, terminationHandler } = cluster.controllers;
  const system = cluster.pools.filter(({ purpose }) => purpose === 'system');
  const unscaled = system.filter(({ scaling }) => scaling.kind !== 'cluster-autoscaler');
  return [
    ...(typeof clusterAutoscaler === 'object' ? [twoPodsOf('cluster-autoscaler', unscaled)] : []),
    ...(typeof terminationHandler === 'object' ? [twoPodsOf('termination-handler', system)] : []),
  ];
}

function twoPodsOf(name: string, homes: readonly NodePoolSpec[]): WorkloadSpec {
  const pools = homes.map((pool) => pool.name);
  const input = { name, namespace: PLATFORM_NAMESPACE, kind: 'deployment', pools, replicas: 2 } as const;
  return resolveWorkload(workloadFields.resolve(input), homes);
}

function daemonOf(pool: NodePoolSpec, name: string): WorkloadSpec {
  return resolveWorkload(
    workloadFields.resolve({ name, namespace: PLATFORM_NAMESPACE, kind: 'daemon', pools: [pool.name] }),
    [pool],
  );
}

/** Whether a pod belongs to a workload. */
export function isOf(workload: WorkloadSpec, pod: ObservedPod): boolean {
  return pod.namespace === workload.namespace && pod.workload === workload.name;
}

function isOurs({ teams, workloads }: ClusterSpec, pod: ObservedPod): boolean {
  // A traffic daemon has a namespace of its own, which no team has.
  const declared = [...teams.map(({ name }) => name), ...workloads.map(({ namespace }) => namespace)];
  return pod.namespace === PLATFORM_NAMESPACE || declared.includes(pod.namespace);
}

function podProblems(cluster: ClusterSpec, pod: ObservedPod, poolOf: ReadonlyMap<string, string>): string[] {
  const subject = `pod of '${pod.namespace}/${pod.workload ?? pod.name}'`;
  const workload = expectedWorkloads(cluster).find((each) => isOf(each, pod));
  if (workload === undefined) return [`${subject} belongs to no declared workload`];
  if (pod.node === undefined)
    return [`${subject} is pending: ${pod.unschedulable ?? 'the scheduler has not said why'}`];
  const pool = poolOf.get(pod.node);
  if (pool !== undefined && poolNamesOf(workload).includes(pool)) return [];
  return [`${subject} is on pool '${pool ?? 'unknown'}', declared is ${poolNamesOf(workload).join(', ')}`];
}

function countProblems(workload: WorkloadSpec, { nodes, pods }: Observation): string[] {
  if (workload.kind === 'job') return [];
  const wanted = isDaemonKind(workload.kind)
    ? nodes.filter((node) => poolNamesOf(workload).includes(node.pool)).length
    : leastReplicas(workload);
  const ready = pods.filter((pod) => isOf(workload, pod) && pod.isReady).length;
  return ready === wanted ? [] : [`workload '${workload.namespace}/${workload.name}' has ${ready} of ${wanted} pods`];
}

function poolProblems({ cluster, pods }: Observation, poolOf: ReadonlyMap<string, string>): string[] {
  // The pods of a declared daemon use their pool; those of the tuner and of the coordinator are on every pool.
  const servesByDaemon = (name: string) =>
    pods.some(
      (pod) => poolOf.get(pod.node ?? '') === name && cluster.workloads.some((workload) => isOf(workload, pod)),
    );
  return cluster.pools.flatMap((pool) => {
    const onPool = pods.filter((pod) => poolOf.get(pod.node ?? '') === pool.name && !pod.isDaemon);
    const ours = onPool.filter((pod) => isOurs(cluster, pod));
    if (!pool.expectsPods) {
      return ours.map(
        (pod) => `pool '${pool.name}' is declared empty and has a pod of '${pod.namespace}/${pod.workload}'`,
      );
    }
    const used = ours.length > 0 || (pool.purpose === 'system' ? onPool.some(isAddon) : servesByDaemon(pool.name));
    return used ? [] : [`pool '${pool.name}' expects pods and has none`];
  });
}

function isAddon(pod: ObservedPod): boolean {
  return pod.namespace === PLATFORM_PODS_NAMESPACE && pod.name.startsWith(ADDON_NAME) && pod.isReady;
}
