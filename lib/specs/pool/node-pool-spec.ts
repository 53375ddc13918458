import type { TaintInput } from '../../values/taint';
import type { KernelPlan } from '../kernel/kernel-plan';
import type { ImageFamily } from '../machine/image-family';
import type { Machine } from '../machine/machine';
import type { RebootSchedule } from '../reboots/reboot-schedule';
import type { AwsPoolSettings } from './aws/aws-pool-settings';
import type { GooglePoolSettings } from './google/google-pool-settings';
import type { PoolPurpose, PoolScaling } from './node-pool-input';
import type { PoolSize } from './pool-size';

/** The taint of a node at birth, resolved. */
export interface StartupTaint extends TaintInput {
  readonly effect: 'NoSchedule';
  readonly removedBy: string;
}

/** What node pools of both clouds have: everything that both trees must agree on, immutable and checked. */
export interface CommonNodePoolSpec {
  readonly name: string;
  /** `<cluster>-<pool>`: base of the physical names. */
  readonly physicalName: string;
  /** What the pool is for; also a node label. */
  readonly purpose: PoolPurpose;
  readonly expectsPods: boolean;
  readonly size: PoolSize;
  /** The machine that pods can count on, with the figures of the table. */
  readonly machine: Machine;
  /** Zones in alphabetical order. */
  readonly zones: readonly string[];
  /** Every label that a node of this pool is born with, ours included. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints that stay, those of the cloud's own included. */
  readonly taints: readonly TaintInput[];
  /** Those of `taints` that the cloud puts on every node by itself, so that nobody writes them. */
  readonly implicitTaints: readonly TaintInput[];
  /** Taint that a daemon removes once the node may take other pods. */
  readonly startupTaint: StartupTaint | undefined;
  readonly maxPods: number;
  readonly scaling: PoolScaling;
  /** Kernel parameters, and who applies them. */
  readonly kernel: KernelPlan;
  /** Sysctls that Kubernetes calls unsafe and that pods of this pool may set, in alphabetical order. */
  readonly allowedUnsafeSysctls: readonly string[];
  /** How its nodes get updates; undefined where nobody updates them. */
  readonly reboots: RebootSchedule | undefined;
}

/** A node pool on AWS. */
export interface AwsNodePoolSpec extends CommonNodePoolSpec {
  readonly cloud: 'aws';
  readonly aws: AwsPoolSettings;
  /** Further machines that a node may be where types are mixed, in their order; none of them is smaller than `machine`. */
  readonly alternatives: readonly Machine[];
}

/** A node pool on Google Cloud. */
export interface GoogleNodePoolSpec extends CommonNodePoolSpec {
  readonly cloud: 'google';
  readonly google: GooglePoolSettings;
}

/** A node pool; `cloud` tells the two kinds apart. */
export type NodePoolSpec = AwsNodePoolSpec | GoogleNodePoolSpec;

/** Every taint of a new node: those that stay, then the startup taint. */
export function birthTaints({ taints, startupTaint }: CommonNodePoolSpec): readonly TaintInput[] {
  return startupTaint === undefined ? taints : [...taints, startupTaint];
}

/** Taints of a new node that its pool has to state: all but those that the cloud adds by itself. */
export function writtenTaints(pool: CommonNodePoolSpec): readonly TaintInput[] {
  return birthTaints(pool).filter((taint) => !pool.implicitTaints.includes(taint));
}

/** Operating system of a pool's nodes. */
export function imageFamilyOf(pool: NodePoolSpec): ImageFamily {
  return pool.cloud === 'aws' ? pool.aws.image.family : pool.google.image.family;
}
