import type { TaintInput } from '../../values/taint';
import type { KernelPlan } from '../kernel/kernel-plan';
import type { Architecture } from '../machine/machine';
import type { RebootSchedule } from '../reboots/reboot-schedule';
import type { PoolPurpose, PoolScaling } from './node-pool-input';
import type { AwsPool, GooglePool, PoolCloud } from './pool-cloud';
import type { PoolSize } from './pool-size';

/** The taint of a node at birth, resolved. */
export interface StartupTaint extends TaintInput {
  readonly effect: 'NoSchedule';
  readonly removedBy: string;
}

/** What {@link NodePoolSpec} is made of; `ClusterSpec.from` fills it in. */
export interface NodePoolFacts<C extends PoolCloud = PoolCloud> {
  readonly name: string;
  readonly clusterPhysicalName: string;
  readonly purpose: PoolPurpose;
  readonly expectsPods: boolean;
  readonly size: PoolSize;
  readonly machine: {
    readonly type: string;
    readonly vcpu: number;
    readonly memoryGib: number;
    readonly architecture: Architecture;
  };
  readonly zones: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintInput[];
  readonly startupTaint: StartupTaint | undefined;
  readonly maxPods: number;
  readonly scaling: PoolScaling;
  readonly kernel: KernelPlan;
  /** Sysctls that Kubernetes calls unsafe and that pods of this pool may set, in alphabetical order. */
  readonly allowedUnsafeSysctls: readonly string[];
  readonly reboots: RebootSchedule | undefined;
  readonly cloud: C;
}

/** A node pool: everything that both trees must agree on, immutable and checked. */
export class NodePoolSpec<C extends PoolCloud = PoolCloud> {
  readonly name: string;
  /** What the pool is for; also a node label. */
  readonly purpose: PoolPurpose;
  readonly expectsPods: boolean;
  readonly size: PoolSize;
  readonly machine: NodePoolFacts['machine'];
  /** Zones in alphabetical order. */
  readonly zones: readonly string[];
  /** Every label that a node of this pool is born with, ours included. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints that stay. */
  readonly taints: readonly TaintInput[];
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
  /** What only its cloud's pools have; `cloud.provider` tells them apart. */
  readonly cloud: C;
  /** `<cluster>-<pool>`: base of the physical names. */
  readonly physicalName: string;

  constructor(facts: NodePoolFacts<C>) {
    this.name = facts.name;
    this.purpose = facts.purpose;
    this.expectsPods = facts.expectsPods;
    this.size = facts.size;
    this.machine = facts.machine;
    this.zones = facts.zones;
    this.labels = facts.labels;
    this.taints = facts.taints;
    this.startupTaint = facts.startupTaint;
    this.maxPods = facts.maxPods;
    this.scaling = facts.scaling;
    this.kernel = facts.kernel;
    this.allowedUnsafeSysctls = facts.allowedUnsafeSysctls;
    this.reboots = facts.reboots;
    this.cloud = facts.cloud;
    this.physicalName = `${facts.clusterPhysicalName}-${facts.name}`;
    Object.freeze(this);
  }

  /** Every taint at birth: those that stay, then the startup taint. */
  get birthTaints(): readonly TaintInput[] {
    return this.startupTaint === undefined ? this.taints : [...this.taints, this.startupTaint];
  }
}

/** A node pool on AWS. */
export type AwsNodePoolSpec = NodePoolSpec<AwsPool>;

/** A node pool on Google Cloud. */
export type GoogleNodePoolSpec = NodePoolSpec<GooglePool>;
