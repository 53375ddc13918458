import { list, mapOf, members } from '../../fields/compound-fields';
import { optional } from '../../fields/field';
import { oneOf, text } from '../../fields/leaf-fields';
import type { Datapath } from '../../machine/datapath';
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
  /** Who changes the number of nodes. */
  readonly scaling: PoolScaling;
  /**
   * Short hash of what only a new Google pool can have.
   * @default - none on AWS
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
  /** What carries pod traffic. */
  readonly datapath: Datapath;
  /** Address ranges by the property that states them. */
  readonly ranges: Readonly<Record<string, string>>;
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
  datapath: oneOf('aws-vpc-cni', 'gke-dataplane-v2', 'gke-calico'),
  ranges: mapOf(text),
  primaryZone: optional(text),
  pools: mapOf(
    members<LockedPool>()({
      kind: oneOf('self-managed', 'managed-node-group', 'regional', 'zonal'),
      capacity: optional(oneOf('on-demand', 'mixed')),
      scaling: oneOf('fixed', 'cluster-autoscaler'),
      replacement: optional(text),
      rolls: optional(mapOf(text)),
    }),
  ),
});
