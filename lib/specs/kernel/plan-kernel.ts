import { type BootApplier, imageTraits } from '../machine/image-family';
import { gkeRange, isGkeValue } from '../sysctl/gke-sysctls';
import { statedDefinition } from '../sysctl/stated-sysctl';
import { sysctlDefinition } from '../sysctl/sysctl-catalogue';
import type { SysctlDefinition } from '../sysctl/sysctl-definition';
import { namesDottedInterface } from '../sysctl/sysctl-key';
import { normaliseSysctl } from '../sysctl/sysctl-value';
import { type KernelMembers, kernelFields } from './kernel-fields';
import type { KernelInput, TransparentHugepages } from './kernel-input';
import { EMPTY_KERNEL_PLAN, type KernelPlan, type PlannedSysctl } from './kernel-plan';
import { type MergedSysctl, mergeSysctls } from './sysctl-merge';
import { type ProfiledMachine, profileHugepages } from './sysctl-profiles';

/** The members of a pool and its cluster on which a plan depends, beside the stated parameters. */
export interface KernelSurroundings {
  /** Image family of the nodes; an unknown family sets no parameter at boot. */
  readonly imageFamily: string;
  readonly machine: ProfiledMachine;
  /** Whether kube-proxy runs on the nodes. */
  readonly kubeProxy: boolean;
}

const BOOT_REASONS: Readonly<Record<BootApplier, string>> = {
  gke: 'GKE sets it when it makes a node',
  bottlerocket: 'the settings of the image set it at boot',
  'boot-file': 'a file sets it at boot, before the node joins',
};

/** Prefix of the keys that exist only once a module is loaded, and the name of the module. */
const CONNTRACK_PREFIX = 'net.netfilter.';
const CONNTRACK_MODULE = 'nf_conntrack';

/**
 * Decides which mechanism sets each kernel parameter of a pool: the one that boots the node where it can set the value, the NodeTuner
 * for all others, and both for a value that kube-proxy may overwrite.
 *
 * Invalid keys and values are left out of the plan; the rules report them.
 */
export function planKernel(input: KernelInput | undefined, surroundings: KernelSurroundings): KernelPlan {
  if (input === undefined) return EMPTY_KERNEL_PLAN;
  const wishes = kernelFields.resolve(input);
  const sysctls = mergeSysctls(wishes, surroundings.machine).flatMap((merged) => planSysctl(merged, surroundings));
  const transparentHugepages = hugepages(wishes);
  if (sysctls.length === 0 && transparentHugepages === undefined) return EMPTY_KERNEL_PLAN;
  const needsModule = sysctls.some(
    ({ key, appliers }) => key.startsWith(CONNTRACK_PREFIX) && appliers.includes('boot-file'),
  );
  return { sysctls, transparentHugepages, modules: needsModule ? [CONNTRACK_MODULE] : [] };
}

function hugepages(input: KernelMembers): TransparentHugepages | undefined {
  const profiled = input.profiles.map(profileHugepages);
  return input.transparentHugepages ?? profiled.find((each) => each !== undefined);
}

function planSysctl(merged: MergedSysctl, surroundings: KernelSurroundings): readonly PlannedSysctl[] {
  const { key, source, stated } = merged;
  const definition = stated === undefined ? sysctlDefinition(key) : statedDefinition(key, stated);
  const value = definition === undefined ? undefined : normaliseSysctl(definition.form, merged.value);
  if (definition === undefined || value === undefined) return [];
  const { appliers, reason } = assign({ key, value, definition, isStated: stated !== undefined }, surroundings);
  const edit = appliers.some((applier) => applier !== 'tuner') ? 'rolls-pool' : 'live';
  const because = stated !== undefined && { because: stated.because };
  return [{ key, value, scope: definition.scope, appliers, edit, source, reason, ...because }];
}

interface Sysctl {
  readonly key: string;
  readonly value: string;
  readonly definition: SysctlDefinition;
  /** Whether the pool states the key with its scope, because the key is not in the catalogue. */
  readonly isStated: boolean;
}

type Assignment = Pick<PlannedSysctl, 'appliers' | 'reason'>;

function assign(sysctl: Sysctl, surroundings: KernelSurroundings): Assignment {
  const applier = imageTraits(surroundings.imageFamily)?.bootApplier;
  if (applier === undefined) return { appliers: ['tuner'], reason: 'nothing else sets it on this image' };
  if (applier === 'gke' && !isGkeValue(sysctl.key, sysctl.value)) {
    const range = gkeRange(sysctl.key);
    const reason = range === undefined ? 'GKE has no setting for it' : `GKE takes only ${range} for it`;
    return { appliers: ['tuner'], reason };
  }
  if (applier === 'bottlerocket' && namesDottedInterface(sysctl.key)) {
    return { appliers: ['tuner'], reason: 'the settings of the image cannot name an interface with a dot' };
  }
  const reason = BOOT_REASONS[applier];
  if (sysctl.isStated) return { appliers: [applier, 'tuner'], reason: `${reason}; the tuner reads it back` };
  if (!(surroundings.kubeProxy && sysctl.definition.kubeProxy === true)) return { appliers: [applier], reason };
  return { appliers: [applier, 'tuner'], reason: `${reason}; the tuner keeps it, since kube-proxy writes it later` };
}
