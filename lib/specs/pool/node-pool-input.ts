import type { TaintInput } from '../../values/taint';
import type { KernelInput } from '../kernel/kernel-input';
import type { MachineInput } from '../machine/machine';
import type { RebootScheduleInput } from '../reboots/reboot-input';
import type { AwsScalingInput, FormerScalingInput, GoogleScalingInput } from '../scaling/scaling-input';
import type { AwsPoolInput } from './aws/aws-pool-input';
import type { GooglePoolInput } from './google/google-pool-input';
import type { PoolLoadInput } from './load/load-input';

/** Purpose of a pool: `traffic` is for load-balanced daemons, `system` for the managed add-ons. */
export type PoolPurpose = 'system' | 'workloads' | 'traffic' | 'batch';

/** Smallest and largest number of nodes, of each zone or of the whole pool. */
export interface PoolSizeInput {
  /**
   * `per-zone`: min, max and initial are numbers for each zone; `total`: numbers for the whole pool.
   * Changing it is refused by the lock on AWS, because it would replace the pool's groups; a Google pool changes its limits in place.
   */
  readonly scope: 'per-zone' | 'total';
  /**
   * Least number of nodes, 0 to 1000 and not more than `max`. Changing it changes the pool in place. With `controllers.terminationHandler`
   * the two pods of the handler may roll too where the pool is scaled, because the time of their drains counts its fewest nodes.
   */
  readonly min: number;
  /** Most nodes, 1 to 1000. Changing it changes the pool in place. */
  readonly max: number;
  /**
   * Number of nodes at creation, and the permanent number where scaling is `fixed`; `min` to `max`, 0 to 1000. With
   * `controllers.terminationHandler` another number may roll the two pods of the handler: the time of their drains counts the nodes of a
   * fixed pool, and they run only on pools that begin with nodes.
   * @default - the value of `min`
   */
  readonly initial?: number;
}

/** A taint that every new node has until a daemon removes it, so that other pods start only on a prepared node. */
export interface StartupTaintInput {
  /**
   * Key of the taint. Changing it is refused by the lock, because nodes that began with the old key would never open.
   * @default - `startup-taint.cluster-autoscaler.kubernetes.io/<cluster>-<pool>` where the cluster autoscaler scales the pool, otherwise `keelson.dev/startup`
   */
  readonly key?: string;
  /**
   * The daemon that removes the taint: `node-tuner`, or the name of a daemon workload of this cluster. Without such a daemon no other pod
   * would ever start on the pool. Changing it rolls the pods of the NodeTuner where the NodeTuner gains or loses the task.
   */
  readonly removedBy: string;
}

/** Members of a node pool that both clouds share. */
export interface CommonNodePoolInput {
  /**
   * DNS label, unique in the cluster, of at most 44 characters; 36 on a managed node group, 33 on GKE and 31 there in the layout
   * `zonal`, because the name is part of physical names whose length the clouds limit.
   * Changing it is refused by the lock: add a second pool and remove this one.
   */
  readonly name: string;
  /**
   * Purpose of the pool, which is also a label of its nodes; some rules depend on it.
   * Changing it rolls the pool on AWS; Google Cloud changes running nodes in place.
   */
  readonly purpose: PoolPurpose;
  /**
   * False for a pool that stays empty for now; otherwise a check warns about a pool that no workload uses.
   * Changing it changes nothing that is deployed.
   * @default true
   */
  readonly expectsPods?: boolean;
  /** Number of nodes, of each zone or of the whole pool. */
  readonly size: PoolSizeInput;
  /** Machine type of the nodes; where several types are mixed, the smallest of them, for which nodes and pods are sized. */
  readonly machine: MachineInput;
  /**
   * Zones of the nodes, a subset of the network's. Changing it replaces managed node groups; other pools gain or lose nodes in place.
   * @default - all zones of the network
   */
  readonly zones?: readonly string[];
  /**
   * Kubernetes labels of the nodes, beside `keelson.dev/pool` and `keelson.dev/purpose`, which every node has.
   * Changing it rolls the pool on AWS; Google Cloud changes running nodes in place.
   * @default - no further labels
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Permanent taints, with effects in the spelling of Kubernetes. Changing it rolls the pool on AWS; Google Cloud changes running nodes in
   * place.
   * @default - no taints
   */
  readonly taints?: readonly TaintInput[];
  /**
   * Taint of new nodes that a daemon removes.
   * @default - no startup taint
   */
  readonly startupTaint?: StartupTaintInput;
  /**
   * Most pods of a node, 8 to 256 on Google, 4 to 250 on AWS; on AWS more pods than the machine has addresses for are refused,
   * and on both clouds a number that leaves no pod beside the cloud's daemons: 4 on EKS, 8 on GKE with Dataplane V2, 9 with Calico.
   * Changing it replaces a Google pool and rolls an AWS one.
   * @default - 110, or on AWS the number for which every machine type of the pool has addresses, if that is less
   */
  readonly maxPods?: number;
  /**
   * Load of the pool at its peak; kernel parameters and sizes that are too small for it are refused, with the calculation in the message.
   * Changing it changes nothing that is deployed.
   * @default - no load
   */
  readonly load?: PoolLoadInput;
  /**
   * Kernel parameters. Changing one rolls the pool where nodes set it at boot, and otherwise the pods of the NodeTuner.
   * @default - those of the image
   */
  readonly kernel?: KernelInput;
  /**
   * How nodes get updates of their operating system, and when they reboot for them. A change rolls the pool where it is part of the user
   * data, and otherwise the pods of kured.
   * @default - no updates: nodes run their image until the image is changed
   */
  readonly reboots?: RebootScheduleInput;
}

/** A node pool on AWS. */
export interface AwsNodePoolInput extends CommonNodePoolInput {
  /** Image, disk, capacity and rollout. */
  readonly aws: AwsPoolInput;
  /**
   * How the number of nodes changes; the words alone are the form of version 0.1. Changing the kind is refused by the lock where
   * the pool has a startup taint and the taint's default key would change with it; otherwise the change is made in place.
   * @default - fixed
   */
  readonly scaling?: AwsScalingInput | FormerScalingInput;
}

/** A node pool on Google Cloud. */
export interface GoogleNodePoolInput extends CommonNodePoolInput {
  /** Image, disk, layout and upgrades. */
  readonly google: GooglePoolInput;
  /**
   * How the number of nodes changes; the words alone are the form of version 0.1. Changing the kind is refused by the lock where
   * the pool has a startup taint and the taint's default key would change with it; otherwise the change is made in place.
   * @default - fixed
   */
  readonly scaling?: GoogleScalingInput | FormerScalingInput;
}

/** A node pool on either cloud. */
export type NodePoolInput = AwsNodePoolInput | GoogleNodePoolInput;
