import type { TransparentHugepages } from './kernel-input';

/** Where the kernel keeps a value: once per machine, per network namespace, or per IPC namespace. */
export type SysctlScope = 'node' | 'network-namespace' | 'ipc-namespace';

/**
 * What may set a value on a node: GKE's own list, Bottlerocket's settings, a sysctl.d file read at boot, or the NodeTuner
 * daemon, which also keeps it.
 */
export type SysctlCarrier = 'gke' | 'bottlerocket' | 'boot-file' | 'tuner';

/** A kernel parameter of a pool: one value, and who applies it. */
export interface PlannedSysctl {
  /** `net.netfilter.nf_conntrack_max`. */
  readonly key: string;
  /** Numbers of a list are separated by one space. */
  readonly value: string;
  readonly scope: SysctlScope;
  /** At least one, the one that is first in time first. */
  readonly appliers: readonly SysctlCarrier[];
  /** What an edit of the value does: new nodes, or a new value on those that run. */
  readonly edit: 'rolls-pool' | 'live';
  /** Where the value comes from: a profile's name, or `pool`. */
  readonly source: string;
  /** Why these appliers, for people. */
  readonly reason: string;
}

/** What a plan is made of. */
export interface KernelPlanFacts {
  readonly sysctls: readonly PlannedSysctl[];
  readonly transparentHugepages: TransparentHugepages | undefined;
  /** Kernel modules that must be loaded before the keys exist. */
  readonly modules: readonly string[];
}

/** Which carrier sets which kernel parameter of a pool; stacks and charts render it. */
export class KernelPlan {
  /** By key, in alphabetical order. */
  readonly sysctls: readonly PlannedSysctl[];
  /** When memory is backed by huge pages; undefined leaves it to the image. */
  readonly transparentHugepages: TransparentHugepages | undefined;
  /** Kernel modules that must be loaded before the keys exist. */
  readonly modules: readonly string[];

  constructor(facts: KernelPlanFacts) {
    this.sysctls = facts.sysctls;
    this.transparentHugepages = facts.transparentHugepages;
    this.modules = facts.modules;
    Object.freeze(this);
  }

  /** The keys that a carrier applies. */
  appliedBy(carrier: SysctlCarrier): readonly PlannedSysctl[] {
    return this.sysctls.filter((sysctl) => sysctl.appliers.includes(carrier));
  }

  /** Whether a NodeTuner runs on the pool. */
  get needsTuner(): boolean {
    return this.appliedBy('tuner').length > 0;
  }
}

/** The plan of a pool that leaves the kernel alone. */
export const EMPTY_KERNEL_PLAN = new KernelPlan({ sysctls: [], transparentHugepages: undefined, modules: [] });
