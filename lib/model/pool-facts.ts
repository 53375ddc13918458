import type { Allocatable } from '../analysis/allocatable';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import { PLATFORM_DAEMONS } from '../specs/machine/platform-daemons';
import type { NodePoolSpec } from '../specs/pool/node-pool-spec';
import { poolAllocatable } from '../specs/pool/pool-allocatable';
import { maxNodes } from '../specs/pool/pool-size';
import { ownMember } from '../values/own-member';
import { addResources, NO_RESOURCES, type Resources } from './pod-requests';

/** A pool's nodes as the scheduler sees them. */
export interface PoolFacts {
  readonly name: string;
  readonly spec: NodePoolSpec;
  /** Labels that every node of the pool has; without the zone, which differs between nodes. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints that stay on nodes; without the startup taint, which is removed before ordinary pods start. */
  readonly taints: NodePoolSpec['taints'];
  /** Resources of one node for pods, daemons included. */
  readonly allocatable: Allocatable;
  /** The cloud's own daemons on one node, which are not in keelson's manifests: their number, and their requests together. */
  readonly platformDaemons: { readonly count: number; readonly requests: Resources };
  /** Most nodes of the pool in all zones together. */
  readonly maxNodes: number;
}

/** Node labels that hold the zone: the current name, then the deprecated one. */
export const ZONE_LABELS: readonly string[] = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];

/** Keys and prefixes of labels, and the field `metadata.name`, whose values only the cloud or the node knows: they count as met. */
const UNKNOWABLE = [
  'metadata.name',
  'kubernetes.io/hostname',
  'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/instance-type',
  'topology.k8s.aws/',
  'topology.gke.io/',
];
const CLOUD_PREFIXES = [
  'eks.amazonaws.com/',
  'k8s.amazonaws.com/',
  'cloud.google.com/',
  'iam.gke.io/',
  'networking.gke.io/',
];

/** The facts of a pool of a cluster. */
export function poolFacts(cluster: ClusterSpec, pool: NodePoolSpec): PoolFacts {
  return {
    name: pool.name,
    spec: pool,
    labels: { ...nodeLabels(cluster, pool), ...pool.labels },
    taints: pool.taints,
    allocatable: poolAllocatable(pool),
    platformDaemons: platformDaemons(cluster),
    maxNodes: maxNodes(pool),
  };
}

/** Labels that the kubelet and the cloud controller set, under the current and the deprecated name; Kubernetes 1.37 still sets both. */
function nodeLabels(cluster: ClusterSpec, pool: NodePoolSpec): Readonly<Record<string, string>> {
  return {
    'kubernetes.io/os': 'linux',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': pool.machine.architecture,
    'beta.kubernetes.io/arch': pool.machine.architecture,
    'topology.kubernetes.io/region': cluster.region,
    'failure-domain.beta.kubernetes.io/region': cluster.region,
  };
}

function platformDaemons(cluster: ClusterSpec): PoolFacts['platformDaemons'] {
  const daemons = PLATFORM_DAEMONS[cluster.datapath];
  const requests = daemons
    .map(({ cpuMillis, memoryMib }) => ({ cpuMillis, memoryBytes: memoryMib * 2 ** 20 }))
    .reduce(addResources, NO_RESOURCES);
  return { count: daemons.length, requests };
}

/** Whether the value of a label is unknown at synthesis; the value of a label that the pool itself sets is known. */
export function isUnknowable(pool: PoolFacts, key: string): boolean {
  return (
    ownMember(pool.labels, key) === undefined &&
    [...UNKNOWABLE, ...CLOUD_PREFIXES].some((prefix) => key.startsWith(prefix))
  );
}
