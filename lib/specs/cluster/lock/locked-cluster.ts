import { list, mapOf, members } from '../../fields/compound-fields';
import { optional } from '../../fields/field';
import { oneOf, text, whole } from '../../fields/leaf-fields';
import type { Datapath } from '../../machine/datapath';
import { MAX_NODES } from '../../pool/node-pool-fields';
import type { PoolScaling } from '../../pool/node-pool-input';

/** Name of the file that says what must not change in silence. */
export const LOCK_FILE = 'keelson.lock.json';

/** What must not change in silence of a node pool. */
export interface LockedPool {
  /** Who owns the group of an AWS pool, or how a Google pool is cut: another one is another resource. */
  readonly kind: 'self-managed' | 'managed-node-group' | 'regional' | 'zonal';
  /**
   * How instances of a self-managed AWS pool are bought: the two forms exclude each other and have no off state.
   * @default - none: other pools change it by a new group
   */
  readonly capacity?: 'on-demand' | 'mixed';
  /**
   * Scope of the sizes of an AWS pool: with `per-zone` it has a group for each zone, with `total` one for all.
   * @default - none on Google Cloud, where the pool stays the same
   */
  readonly scope?: 'per-zone' | 'total';
  /**
   * Zones that have a group or a node pool of their own.
   * @default - none where one resource spans all zones
   */
  readonly zones?: readonly string[];
  /** Who changes the number of nodes. */
  readonly scaling: PoolScaling;
  /**
   * Number of nodes, by the scope of the sizes, that the pool began with: the same number in a later input says nothing of how many
   * run by then.
   * @default - none of a pool of fixed size
   */
  readonly initial?: number;
  /**
   * What only a new pool can have: a short hash on Google Cloud; types, way of buying and zones of a managed node group.
   * @default - none of a self-managed group, which changes in place
   */
  readonly replacement?: string;
  /**
   * What GKE changes by a roll of its own, by what it is.
   * @default - none on AWS, where one refresh takes all
   */
  readonly rolls?: Readonly<Record<string, string>>;
}

/** What must not change in silence of a cluster. */
export interface LockedCluster {
  /** Names of its stacks: where its states are. */
  readonly stacks: readonly string[];
  /** Region of control plane and nodes. */
  readonly region: string;
  /** Minor of the control plane: `1.34`. */
  readonly kubernetesVersion: string;
  /** What carries pod traffic. */
  readonly datapath: Datapath;
  /** The network that it is in: `own`, or the name of an existing one. */
  readonly network: string;
  /** Address ranges by the property that states them; of an existing network only what is the cluster's own. */
  readonly ranges: Readonly<Record<string, string>>;
  /**
   * Key that encrypts Secrets: `own`, or its ARN. EKS never changes it, and what it encrypted is lost with it.
   * @default - none on Google Cloud
   */
  readonly secretsKey?: string;
  /**
   * How many NAT gateways a network of ours has.
   * @default - none on Google Cloud, and in an existing network
   */
  readonly nat?: 'per-zone' | 'single';
  /**
   * Zone of what the network has only once.
   * @default - none on Google Cloud
   */
  readonly primaryZone?: string;
  /** By name. */
  readonly pools: Readonly<Record<string, LockedPool>>;
}

/** Fields of what the lock holds of a cluster. */
export const lockedClusterFields = members<LockedCluster>()({
  stacks: list(text),
  region: text,
  kubernetesVersion: text,
  datapath: oneOf('aws-vpc-cni', 'gke-dataplane-v2', 'gke-calico'),
  network: text,
  ranges: mapOf(text),
  secretsKey: optional(text),
  nat: optional(oneOf('per-zone', 'single')),
  primaryZone: optional(text),
  pools: mapOf(
    members<LockedPool>()({
      kind: oneOf('self-managed', 'managed-node-group', 'regional', 'zonal'),
      capacity: optional(oneOf('on-demand', 'mixed')),
      scope: optional(oneOf('per-zone', 'total')),
      zones: optional(list(text)),
      scaling: oneOf('fixed', 'cluster-autoscaler'),
      initial: optional(whole({ min: 0, max: MAX_NODES })),
      replacement: optional(text),
      rolls: optional(mapOf(text)),
    }),
  ),
});
