import { type Allocatable, allocatable } from '../analysis/allocatable';
import type { ClusterSpec } from '../specs/cluster-spec';
import type { NodePoolSpec } from '../specs/node-pool-spec';

/** A pool's nodes as the scheduler sees them. */
export interface PoolFacts {
  readonly name: string;
  readonly spec: NodePoolSpec;
  /** Labels that every node has for certain; the zone is apart, since it differs between nodes. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints that stay; the startup taint goes before ordinary pods come. */
  readonly taints: NodePoolSpec['taints'];
  /** What one node has for pods, before daemons. */
  readonly allocatable: Allocatable;
  /** Nodes at most, in all zones. */
  readonly maxNodes: number;
}

/** Node label with the zone. */
export const ZONE_LABEL = 'topology.kubernetes.io/zone';

/** Label prefixes and keys whose values only the cloud or the node knows: nothing is concluded from them. */
const UNKNOWABLE = [
  'kubernetes.io/hostname',
  'node.kubernetes.io/instance-type',
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

const PLATFORMS = { aws: 'eks', google: 'gke' } as const;

/** The facts of a pool of a cluster. */
export function poolFacts(cluster: ClusterSpec, pool: NodePoolSpec): PoolFacts {
  return {
    name: pool.name,
    spec: pool,
    labels: {
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': pool.machine.architecture,
      'topology.kubernetes.io/region': cluster.region,
      ...pool.labels,
    },
    taints: pool.taints,
    allocatable: allocatable({ ...pool.machine, maxPods: pool.maxPods, platform: PLATFORMS[pool.cloud.provider] }),
    maxNodes: pool.size.maxTotal(pool.zones.length),
  };
}

/** Whether a label's value cannot be known at synthesis, unless the pool itself sets it. */
export function isUnknowable(pool: PoolFacts, key: string): boolean {
  return pool.labels[key] === undefined && [...UNKNOWABLE, ...CLOUD_PREFIXES].some((prefix) => key.startsWith(prefix));
}
