import type { BootApplier } from '../machine/image-family';
import type { SysctlScope } from '../sysctl/sysctl-definition';
import type { TransparentHugepages } from './kernel-input';

/**
 * What may set a value on a node: GKE's own list, Bottlerocket's settings, a sysctl.d file read at boot, or the NodeTuner
 * daemon, which also keeps it.
 */
export type SysctlApplier = BootApplier | 'tuner';

/** A kernel parameter of a pool: one value, and who applies it. */
export interface PlannedSysctl {
  /** `net.netfilter.nf_conntrack_max`. */
  readonly key: string;
  /** Numbers of a list are separated by one space. */
  readonly value: string;
  readonly scope: SysctlScope;
  /** At least one, the one that is first in time first. */
  readonly appliers: readonly SysctlApplier[];
  /** What an edit of the value does: new nodes, or a new value on those that run. */
  readonly edit: 'rolls-pool' | 'live';
  /** Where the value comes from: a profile's name, or `pool`. */
  readonly source: string;
  /** Why these appliers, for people. */
  readonly reason: string;
  /**
   * Why the pool needs a key that the catalogue does not know.
   * @default - the catalogue knows the key
   */
  readonly because?: string;
}

/** Who sets which kernel parameter of a pool; stacks and charts render it. */
export interface KernelPlan {
  /** By key, in alphabetical order. */
  readonly sysctls: readonly PlannedSysctl[];
  /** When memory is backed by huge pages; undefined leaves it to the image. */
  readonly transparentHugepages: TransparentHugepages | undefined;
  /** Kernel modules that must be loaded before the keys exist. */
  readonly modules: readonly string[];
}

/** The plan of a pool that leaves the kernel alone. */
export const EMPTY_KERNEL_PLAN: KernelPlan = Object.freeze({
  sysctls: Object.freeze([]),
  transparentHugepages: undefined,
  modules: Object.freeze([]),
});

/** The parameters of a plan that one of its appliers sets. */
export function sysctlsAppliedBy(plan: KernelPlan, applier: SysctlApplier): readonly PlannedSysctl[] {
  return plan.sysctls.filter(({ appliers }) => appliers.includes(applier));
}

/** Whether a plan needs a NodeTuner on the pool's nodes. */
export function needsTuner(plan: KernelPlan): boolean {
  return sysctlsAppliedBy(plan, 'tuner').length > 0;
}
