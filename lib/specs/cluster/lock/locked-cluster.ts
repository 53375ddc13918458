import { list, mapOf, members } from '../../fields/compound-fields';
import { optional } from '../../fields/field';
import { oneOf, text, whole } from '../../fields/leaf-fields';
import type { Datapath } from '../../machine/datapath';
import {
  type AwsGroupScaling,
  type GoogleGroupScaling,
  MAX_NODES,
  type PoolScaling,
} from '../../scaling/scaling-fields';

/** Name of the lock file, which holds the properties that must not change unnoticed. */
export const LOCK_FILE = 'keelson.lock.json';

/** The properties of a node pool that must not change unnoticed. */
export interface LockedPool {
  /** Management of an AWS pool's group, or layout of a Google pool; another kind is another resource. */
  readonly kind: 'self-managed' | 'managed-node-group' | 'regional' | 'zonal';
  /**
   * How instances of a self-managed AWS pool are bought. The two forms exclude each other, and neither can be switched off in place.
   * @default - absent for other pools, which change it by a new group
   */
  readonly capacity?: 'on-demand' | 'mixed';
  /**
   * Scope of the sizes of an AWS pool: with `per-zone` the pool has a group for each zone, with `total` one group for all zones.
   * @default - absent on Google Cloud, where the pool stays the same
   */
  readonly scope?: 'per-zone' | 'total';
  /**
   * Zones that have a group or a node pool of their own.
   * @default - absent where one resource spans all zones
   */
  readonly zones?: readonly string[];
  /** Kind of scaling: who changes the number of nodes. */
  readonly scaling: PoolScaling['kind'];
  /**
   * Number of nodes, counted by the scope of the sizes, with which the pool began. The same number in a later input does not state how
   * many nodes run by then.
   * @default - absent for a pool of fixed size
   */
  readonly initial?: number;
  /**
   * Key of the startup taint, with which new nodes begin.
   * @default - absent for a pool without a startup taint
   */
  readonly startupTaint?: string;
  /**
   * The properties whose change replaces the pool: as a short hash on Google Cloud; purchase option, types and zones of a managed node
   * group.
   * @default - absent for a self-managed group, which changes in place
   */
  readonly replacement?: string;
  /**
   * The values that GKE changes by a roll of all nodes, one roll for each, by their names.
   * @default - absent on AWS, where one refresh covers all changes
   */
  readonly rolls?: Readonly<Record<string, string>>;
  /**
   * Name of the ingress whose balancer sends requests to the pool's nodes.
   * @default - absent for a pool behind no balancer
   */
  readonly behind?: string;
  /**
   * Namespace and name of the traffic daemon on the pool.
   * @default - absent for a pool behind no balancer
   */
  readonly daemon?: string;
  /**
   * Ports of the nodes that the balancer asks: of requests, then of health.
   * @default - absent for a pool behind no balancer
   */
  readonly ports?: readonly number[];
}

/** The properties of a group of machines that must not change unnoticed. */
export interface LockedGroup {
  /** Scope of the sizes: on AWS there is an Auto Scaling group for each zone with `per-zone`, and one for all zones with `total`. */
  readonly scope: 'per-zone' | 'total';
  /**
   * Zones that have an Auto Scaling group of their own on AWS; all zones of the instance group on Google Cloud.
   * @default - absent where one Auto Scaling group spans all zones
   */
  readonly zones?: readonly string[];
  /** Kind of scaling: who changes the number of machines. */
  readonly scaling: AwsGroupScaling['kind'] | GoogleGroupScaling['kind'];
  /**
   * Number of machines, counted by the scope of the sizes, with which the group began.
   * @default - absent for a group of fixed size
   */
  readonly initial?: number;
}

/** The properties of a cluster that must not change unnoticed. */
export interface LockedCluster {
  /** Names of the cluster's stacks, by which its Terraform states are found. */
  readonly stacks: readonly string[];
  /** Region of control plane and nodes. */
  readonly region: string;
  /** Minor of the control plane: `1.34`. */
  readonly kubernetesVersion: string;
  /** Datapath: what carries the traffic of pods. */
  readonly datapath: Datapath;
  /** Network of the cluster: `own`, or the name of an existing network. */
  readonly network: string;
  /** Address ranges by the property that states them; in an existing network only the cluster's own ranges. */
  readonly ranges: Readonly<Record<string, string>>;
  /**
   * Key that encrypts Secrets: `own`, or its ARN. EKS never changes the key of a cluster, and without the key its Secrets are lost.
   * @default - absent on Google Cloud
   */
  readonly secretsKey?: string;
  /**
   * How many NAT gateways a network has that the stack makes.
   * @default - absent on Google Cloud, and in an existing network
   */
  readonly nat?: 'per-zone' | 'single';
  /**
   * Zone of the resources that the network has only once.
   * @default - absent on Google Cloud
   */
  readonly primaryZone?: string;
  /** Entries of the node pools by name. */
  readonly pools: Readonly<Record<string, LockedPool>>;
  /**
   * Entries of the groups of other machines by name.
   * @default - absent for a cluster without groups
   */
  readonly groups?: Readonly<Record<string, LockedGroup>>;
}

/** Fields of a cluster's entry in the lock. */
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
  groups: optional(
    mapOf(
      members<LockedGroup>()({
        scope: oneOf('per-zone', 'total'),
        zones: optional(list(text)),
        scaling: oneOf('fixed', 'target-tracking', 'instance-group'),
        initial: optional(whole({ min: 0, max: MAX_NODES })),
      }),
    ),
  ),
  pools: mapOf(
    members<LockedPool>()({
      kind: oneOf('self-managed', 'managed-node-group', 'regional', 'zonal'),
      capacity: optional(oneOf('on-demand', 'mixed')),
      scope: optional(oneOf('per-zone', 'total')),
      zones: optional(list(text)),
      scaling: oneOf('fixed', 'cluster-autoscaler', 'instance-group', 'target-tracking'),
      initial: optional(whole({ min: 0, max: MAX_NODES })),
      startupTaint: optional(text),
      replacement: optional(text),
      rolls: optional(mapOf(text)),
      behind: optional(text),
      daemon: optional(text),
      ports: optional(list(whole({ min: 1, max: 65_535 }))),
    }),
  ),
});
