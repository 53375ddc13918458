import { allocatable } from '../../../lib/analysis/allocatable';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { NodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { birthTaints } from '../../../lib/specs/pool/node-pool-spec';
import { initialNodes, maxNodes } from '../../../lib/specs/pool/pool-size';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';

/** A node to create, together with its pool, because a judge must not ask the node itself where it belongs. */
export interface SimulatedNode {
  readonly name: string;
  readonly pool: string;
  readonly zone: string;
  readonly manifest: KubernetesObject;
}

/** Nodes per pool over all its zones. */
export type NodeCounts = Readonly<Record<string, number>>;

/** Number of nodes of each pool at creation. */
export function initialCounts(cluster: ClusterSpec): NodeCounts {
  return countBy(cluster, (pool) => initialNodes(pool));
}

/** Pools at their largest size. */
export function maximumCounts(cluster: ClusterSpec): NodeCounts {
  return countBy(cluster, (pool) => maxNodes(pool));
}

/**
 * Pools at their largest size, scaled to a total number of nodes; system pools keep their size, because it does not follow the
 * load.
 */
export function scaledCounts(cluster: ClusterSpec, total: number): NodeCounts {
  const counts = maximumCounts(cluster);
  const scaled = cluster.pools.filter((pool) => pool.purpose !== 'system').map((pool) => pool.name);
  const sum = (names: readonly string[]) => names.reduce((all, name) => all + (counts[name] ?? 0), 0);
  const kept = sum(Object.keys(counts)) - sum(scaled);
  const factor = (total - kept) / sum(scaled);
  const entries = scaled.map((name): [string, number] => [name, Math.floor((counts[name] ?? 0) * factor)]);
  const rounded = entries.reduce((all, [, count]) => all + count, kept);
  const [first] = entries;
  if (first !== undefined) first[1] += total - rounded;
  return { ...counts, ...Object.fromEntries(entries) };
}

/** The nodes of a cluster when they register: with the labels and taints of their pools, spread over the zones, not Ready yet. */
export function simulatedNodes(cluster: ClusterSpec, counts: NodeCounts): readonly SimulatedNode[] {
  return cluster.pools.flatMap((pool) =>
    Array.from({ length: counts[pool.name] ?? 0 }, (_, index) => simulateNode(cluster, pool, index)),
  );
}

function countBy(cluster: ClusterSpec, count: (pool: NodePoolSpec) => number): NodeCounts {
  return Object.fromEntries(cluster.pools.map((pool) => [pool.name, count(pool)]));
}

function simulateNode(cluster: ClusterSpec, pool: NodePoolSpec, index: number): SimulatedNode {
  const zone = pool.zones[index % pool.zones.length] ?? cluster.region;
  const name = `${pool.name}-${String(index).padStart(4, '0')}`;
  const manifest = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { ...kubeletLabels(cluster, pool, { name, zone }), ...pool.labels } },
    spec: { taints: birthTaints(pool).map((taint) => ({ ...taint })) },
    status: { ...resources(pool), nodeInfo: nodeInfo(cluster, pool) },
  };
  return { name, pool: pool.name, zone, manifest };
}

/** Labels that kubelet and cloud controller set, including the older names, which both still set in 1.37. */
function kubeletLabels(
  cluster: ClusterSpec,
  pool: NodePoolSpec,
  { name, zone }: { readonly name: string; readonly zone: string },
): Readonly<Record<string, string>> {
  return {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': pool.machine.architecture,
    'beta.kubernetes.io/arch': pool.machine.architecture,
    'node.kubernetes.io/instance-type': pool.machine.type,
    'beta.kubernetes.io/instance-type': pool.machine.type,
    'topology.kubernetes.io/region': cluster.region,
    'failure-domain.beta.kubernetes.io/region': cluster.region,
    'topology.kubernetes.io/zone': zone,
    'failure-domain.beta.kubernetes.io/zone': zone,
  };
}

function resources(pool: NodePoolSpec): Readonly<Record<'capacity' | 'allocatable', Readonly<Record<string, string>>>> {
  const { vcpu, memoryGib } = pool.machine;
  const platform = pool.cloud === 'aws' ? 'eks' : 'gke';
  const free = allocatable({ vcpu, memoryGib, maxPods: pool.maxPods, platform });
  return {
    capacity: {
      cpu: String(vcpu),
      memory: `${Math.round(memoryGib * 2 ** 20)}Ki`,
      pods: String(pool.maxPods),
      'ephemeral-storage': `${diskGib(pool)}Gi`,
    },
    allocatable: {
      cpu: `${free.cpuMillis}m`,
      memory: String(free.memoryBytes),
      pods: String(free.pods),
      'ephemeral-storage': `${Math.floor(diskGib(pool) / 2)}Gi`,
    },
  };
}

/** Image, kubelet and eviction threshold leave at least half of the disk, which pods that request scratch space need. */
function diskGib(pool: NodePoolSpec): number {
  return pool.cloud === 'aws' ? pool.aws.rootDisk.sizeGib : pool.google.disk.sizeGib;
}

/** All members must be present, because kwok does not change existing ones. */
function nodeInfo(cluster: ClusterSpec, pool: NodePoolSpec): Readonly<Record<string, string>> {
  return {
    architecture: pool.machine.architecture,
    operatingSystem: 'linux',
    kubeletVersion: `v${cluster.kubernetesVersion}.0`,
    kubeProxyVersion: '',
    containerRuntimeVersion: 'containerd://2.1.0',
    kernelVersion: '6.12.0',
    osImage: 'simulated',
    machineID: '',
    systemUUID: '',
    bootID: '',
  };
}
