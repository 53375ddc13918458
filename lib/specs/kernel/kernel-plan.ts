import type { BootApplier } from '../machine/image-family';
import type { SysctlScope } from '../sysctl/sysctl-definition';
import type { TransparentHugepages } from './kernel-input';

/**
 * A mechanism that sets a value on a node: GKE's own list, Bottlerocket's settings, a sysctl.d file that is read at boot, or the
 * NodeTuner daemon, which also restores a value that something else overwrites.
 */
export type SysctlApplier = BootApplier | 'tuner';

/** A kernel parameter of a pool: its value, and the mechanisms that set it. */
export interface PlannedSysctl {
  /** Name of the parameter: `net.netfilter.nf_conntrack_max`. */
  readonly key: string;
  /** The value as the kernel writes it back; numbers of a list are separated by one space. */
  readonly value: string;
  readonly scope: SysctlScope;
  /** The mechanisms that set the value, at least one, in the order in which they run on a node. */
  readonly appliers: readonly SysctlApplier[];
  /** Consequence of a changed value: `rolls-pool` replaces the nodes, `live` changes the value on running nodes. */
  readonly edit: 'rolls-pool' | 'live';
  /** Source of the value: a profile's name, or `pool`. */
  readonly source: string;
  /** Why these mechanisms set the value, for people. */
  readonly reason: string;
  /**
   * Stated reason why the pool needs a key that is not in the catalogue.
   * @default - the key is in the catalogue
   */
  readonly because?: string;
}

/** Kernel parameters of a pool with the mechanisms that set them; stacks and charts render the plan. */
export interface KernelPlan {
  /** Parameters in alphabetical order of their keys. */
  readonly sysctls: readonly PlannedSysctl[];
  /** When the kernel backs memory with huge pages; undefined keeps the setting of the image. */
  readonly transparentHugepages: TransparentHugepages | undefined;
  /** Kernel modules that must be loaded before the keys exist. */
  readonly modules: readonly string[];
}

/** The plan of a pool without kernel parameters. */
export const EMPTY_KERNEL_PLAN: KernelPlan = Object.freeze({
  sysctls: Object.freeze([]),
  transparentHugepages: undefined,
  modules: Object.freeze([]),
});

/** The parameters of a plan that one mechanism sets. */
export function sysctlsAppliedBy(plan: KernelPlan, applier: SysctlApplier): readonly PlannedSysctl[] {
  return plan.sysctls.filter(({ appliers }) => appliers.includes(applier));
}

/** Whether the NodeTuner must run on the nodes of a pool. */
export function needsTuner(plan: KernelPlan): boolean {
  return sysctlsAppliedBy(plan, 'tuner').length > 0;
}
