import type { TaintInput } from '../../values/taint';
import type { KernelPlan } from '../kernel/kernel-plan';
import type { ImageFamily } from '../machine/image-family';
import type { Machine } from '../machine/machine';
import type { RebootSchedule } from '../reboots/reboot-schedule';
import type { AwsScaling, GoogleScaling } from '../scaling/scaling-fields';
import type { AwsPoolSettings } from './aws/aws-pool-settings';
import type { FormerForm } from './former-forms';
import type { GooglePoolSettings } from './google/google-pool-settings';
import type { PoolLoad } from './load/load-fields';
import type { PoolPurpose } from './node-pool-input';
import { initialNodes, maxNodes, minNodes, type PoolSize } from './pool-size';

/** The startup taint of a pool's new nodes, resolved. */
export interface StartupTaint extends TaintInput {
  readonly effect: 'NoSchedule';
  readonly removedBy: string;
}

/** Members of node pools on both clouds: the validated, immutable values on which the Terraform and Kubernetes outputs must agree. */
export interface CommonNodePoolSpec {
  readonly name: string;
  /** `<cluster>-<pool>`: base of the physical names. */
  readonly physicalName: string;
  /** Purpose of the pool, which is also a label of its nodes. */
  readonly purpose: PoolPurpose;
  readonly expectsPods: boolean;
  readonly size: PoolSize;
  /** Machine for which nodes and pods are sized: the smallest type of the pool, with its figures. */
  readonly machine: Machine;
  /** Zones in alphabetical order. */
  readonly zones: readonly string[];
  /** Every label of a new node, those of keelson included. */
  readonly labels: Readonly<Record<string, string>>;
  /** Permanent taints, including those that the cloud adds. */
  readonly taints: readonly TaintInput[];
  /** The taints of `taints` that the cloud adds to every node by itself, so that the output must not contain them. */
  readonly implicitTaints: readonly TaintInput[];
  /** Taint of new nodes that a daemon removes once other pods may start. */
  readonly startupTaint: StartupTaint | undefined;
  readonly maxPods: number;
  /** Load at the peak; undefined where none is stated. */
  readonly load: PoolLoad | undefined;
  /** Properties that the input states in a form of an earlier version. */
  readonly formerForms: readonly FormerForm[];
  /** Kernel parameters, and the mechanisms that set them. */
  readonly kernel: KernelPlan;
  /** Sysctls that Kubernetes calls unsafe and that pods of this pool may set, in alphabetical order. */
  readonly allowedUnsafeSysctls: readonly string[];
  /** How nodes get updates of their operating system; undefined where they get none. */
  readonly reboots: RebootSchedule | undefined;
}

/** A node pool on AWS. */
export interface AwsNodePoolSpec extends CommonNodePoolSpec {
  readonly cloud: 'aws';
  readonly scaling: AwsScaling;
  readonly aws: AwsPoolSettings;
  /** Further machine types where several are mixed, in the stated order; none of them is smaller than `machine`. */
  readonly alternatives: readonly Machine[];
}

/** A node pool on Google Cloud. */
export interface GoogleNodePoolSpec extends CommonNodePoolSpec {
  readonly cloud: 'google';
  readonly scaling: GoogleScaling;
  readonly google: GooglePoolSettings;
}

/** A node pool; `cloud` tells the two kinds apart. */
export type NodePoolSpec = AwsNodePoolSpec | GoogleNodePoolSpec;

/** Every taint of a new node: the permanent ones, then the startup taint. */
export function birthTaints({ taints, startupTaint }: CommonNodePoolSpec): readonly TaintInput[] {
  return startupTaint === undefined ? taints : [...taints, startupTaint];
}

/** Taints of a new node that the output must contain: all but those that the cloud adds by itself. */
export function writtenTaints(pool: CommonNodePoolSpec): readonly TaintInput[] {
  return birthTaints(pool).filter((taint) => !pool.implicitTaints.includes(taint));
}

/** Operating system of a pool's nodes. */
export function imageFamilyOf(pool: NodePoolSpec): ImageFamily {
  return pool.cloud === 'aws' ? pool.aws.image.family : pool.google.image.family;
}

/** Fewest nodes of a pool in operation: where nothing scales it, those with which it begins. */
export function fewestNodes(pool: NodePoolSpec): number {
  return pool.scaling.kind === 'fixed' ? initialNodes(pool) : minNodes(pool);
}

/** Most nodes of a pool in operation: where nothing scales it, those with which it begins. */
export function mostNodes(pool: NodePoolSpec): number {
  return pool.scaling.kind === 'fixed' ? initialNodes(pool) : maxNodes(pool);
}
