import type { TaintInput } from '../../values/taint';
import type { KernelInput } from '../kernel/kernel-input';
import type { MachineInput } from '../machine/machine';
import type { RebootScheduleInput } from '../reboots/reboot-input';
import type { AwsPoolInput } from './aws/aws-pool-input';
import type { GooglePoolInput } from './google/google-pool-input';

/** What a pool is for. `traffic` carries load-balanced daemons, `system` the managed add-ons. */
export type PoolPurpose = 'system' | 'workloads' | 'traffic' | 'batch';

/** Who changes the number of nodes after the first deployment. */
export type PoolScaling = 'fixed' | 'cluster-autoscaler';

/** Smallest and largest number of nodes, and what they count. */
export interface PoolSizeInput {
  /**
   * `per-zone`: min, max and initial count the nodes of each zone; `total`: those of the whole pool.
   * Changing it is refused by the lock on AWS, where the groups are others; a Google pool changes its limits in place.
   */
  readonly scope: 'per-zone' | 'total';
  /** Nodes at least, 0 to 1000 and not more than `max`. Changing it changes the pool in place. */
  readonly min: number;
  /** Nodes at most, 1 to 1000. Changing it changes the pool in place. */
  readonly max: number;
  /**
   * Nodes at creation, and for good where scaling is `fixed`; `min` to `max`, 0 to 1000.
   * @default - the value of `min`
   */
  readonly initial?: number;
}

/** A taint that every node is born with and that a daemon removes once the node may take other pods. */
export interface StartupTaintInput {
  /**
   * Taint key. Changing it rolls the pool on AWS; Google Cloud changes running nodes in place.
   * @default - `startup-taint.cluster-autoscaler.kubernetes.io/<cluster>-<pool>` where the cluster autoscaler scales the pool, else `keelson.dev/startup`
   */
  readonly key?: string;
  /**
   * `node-tuner`, or the name of a daemon workload of this cluster; without a remover no pod would ever land.
   * Changing it rolls the pods of the NodeTuner where it gains or loses the task.
   */
  readonly removedBy: string;
}

/** The part of a node pool that both clouds share. */
export interface CommonNodePoolInput {
  /**
   * DNS label of at most 20 characters, unique in the cluster. Part of physical names.
   * Changing it is refused by the lock: add a second pool and remove this one.
   */
  readonly name: string;
  /**
   * What the pool is for; a node label, and rules depend on it.
   * Changing it rolls the pool on AWS; Google Cloud changes running nodes in place.
   */
  readonly purpose: PoolPurpose;
  /**
   * False for a pool that stays empty for now, so that nobody is told that no workload uses it.
   * Changing it changes nothing that is deployed.
   * @default true
   */
  readonly expectsPods?: boolean;
  /** How many nodes, and what the numbers count. */
  readonly size: PoolSizeInput;
  /** The machine that pods can count on; where several types are mixed, the smallest of them. */
  readonly machine: MachineInput;
  /**
   * Zones of the nodes, a subset of the network's. Changing it replaces managed node groups; other pools gain or lose nodes in place.
   * @default - all zones of the network
   */
  readonly zones?: readonly string[];
  /**
   * Kubernetes labels beyond `keelson.dev/pool` and `keelson.dev/purpose`, which every node has.
   * Changing it rolls the pool on AWS; Google Cloud changes running nodes in place.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints, effects in Kubernetes spelling. Changing it rolls the pool on AWS; Google Cloud changes running nodes in place.
   * @default - none
   */
  readonly taints?: readonly TaintInput[];
  /**
   * Taint at birth.
   * @default - none
   */
  readonly startupTaint?: StartupTaintInput;
  /**
   * Pods per node at most, 8 to 256 on Google, 4 to 250 on AWS; on AWS more than the machine has addresses for are refused.
   * Changing it replaces a Google pool and rolls an AWS one.
   * @default - 110, or as many as every machine type of an AWS pool has addresses for, where one has fewer
   */
  readonly maxPods?: number;
  /**
   * Kernel parameters. Changing them rolls the pool where it boots with them, and else the pods of the NodeTuner.
   * @default - those of the image
   */
  readonly kernel?: KernelInput;
  /**
   * How nodes get updates of their operating system, and when they go down for them. A change rolls
   * the pool where user data carries it, and else the pods of kured.
   * @default - never: nodes run their image until somebody changes it
   */
  readonly reboots?: RebootScheduleInput;
  /**
   * Changing it rolls the pool on AWS where it has a startup taint, whose default key follows it; else it is made in place.
   * @default 'fixed'
   */
  readonly scaling?: PoolScaling;
}

/** A node pool on AWS. */
export interface AwsNodePoolInput extends CommonNodePoolInput {
  /** Image, disk, capacity and rollout. */
  readonly aws: AwsPoolInput;
}

/** A node pool on Google Cloud. */
export interface GoogleNodePoolInput extends CommonNodePoolInput {
  /** Image, disk, layout and upgrades. */
  readonly google: GooglePoolInput;
}

/** A node pool on either cloud. */
export type NodePoolInput = AwsNodePoolInput | GoogleNodePoolInput;
