import { ownMember } from '../../values/own-member';
import type { StatedSysctl } from '../sysctl/stated-sysctl';
import type { KernelMembers } from './kernel-fields';
import type { SysctlProfileName } from './kernel-input';
import { type ProfiledMachine, profileSysctls } from './sysctl-profiles';

/** A value with its source, before any rule accepted it. */
export interface MergedSysctl {
  readonly key: string;
  readonly value: string;
  /** Name of the profile, or {@link POOL_SOURCE}. */
  readonly source: string;
  /**
   * Scope, reason and range that the pool states for a key outside of the catalogue.
   * @default - the facts of the catalogue
   */
  readonly stated?: StatedSysctl;
}

/** Source of a value that the pool states in `kernel.sysctls`. */
export const POOL_SOURCE = 'pool';

/** Different values of profiles for a key that the pool does not state. */
export interface ProfileConflict {
  readonly key: string;
  /** The values of at least two profiles, in the order of the profiles. */
  readonly values: readonly MergedSysctl[];
}

/** One value for each key, in alphabetical order: the pool's own, otherwise that of the first profile with a value. */
export function mergeSysctls(input: KernelMembers, machine: ProfiledMachine): readonly MergedSysctl[] {
  const merged = new Map<string, MergedSysctl>();
  for (const sysctl of [...ownSysctls(input), ...profiled(input.profiles, machine)]) {
    if (!merged.has(sysctl.key)) merged.set(sysctl.key, sysctl);
  }
  return [...merged.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
}

/** Keys for which profiles have different values, in alphabetical order. */
export function profileConflicts(input: KernelMembers, machine: ProfiledMachine): readonly ProfileConflict[] {
  const all = profiled(input.profiles, machine).filter(({ key }) => ownMember(input.sysctls, key) === undefined);
  const keys = [...new Set(all.map(({ key }) => key))].sort();
  return keys.flatMap((key) => {
    const values = all.filter((sysctl) => sysctl.key === key);
    return new Set(values.map(({ value }) => value)).size > 1 ? [{ key, values }] : [];
  });
}

function ownSysctls(input: KernelMembers): readonly MergedSysctl[] {
  return Object.entries(input.sysctls).map(([key, own]) => {
    if (typeof own === 'string') return { key, value: own, source: POOL_SOURCE };
    const { value, ...stated } = own;
    return { key, value, source: POOL_SOURCE, stated };
  });
}

function profiled(profiles: readonly SysctlProfileName[], machine: ProfiledMachine): readonly MergedSysctl[] {
  return profiles.flatMap((source) =>
    Object.entries(profileSysctls(source, machine)).map(([key, value]) => ({ key, value, source })),
  );
}
