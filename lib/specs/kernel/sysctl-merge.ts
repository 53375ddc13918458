import { ownMember } from '../../values/own-member';
import type { KernelMembers } from './kernel-fields';
import type { SysctlProfileName } from './kernel-input';
import { type ProfiledMachine, profileSysctls } from './sysctl-profiles';

/** A value before anybody judged it, and where it comes from. */
export interface MergedSysctl {
  readonly key: string;
  readonly value: string;
  /** A profile's name, or {@link POOL_SOURCE}. */
  readonly source: string;
}

/** Source of a value that the pool itself states. */
export const POOL_SOURCE = 'pool';

/** What two profiles say of one key, where the pool does not decide. */
export interface ProfileConflict {
  readonly key: string;
  /** At least two, in the order of the profiles. */
  readonly values: readonly MergedSysctl[];
}

/** One value for each key: the pool's own, else that of the first profile which has one; by key, in alphabetical order. */
export function mergeSysctls(input: KernelMembers, machine: ProfiledMachine): readonly MergedSysctl[] {
  const merged = new Map<string, MergedSysctl>();
  for (const sysctl of [...ownSysctls(input), ...profiled(input.profiles, machine)]) {
    if (!merged.has(sysctl.key)) merged.set(sysctl.key, sysctl);
  }
  return [...merged.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
}

/** Keys on which profiles disagree, in alphabetical order. */
export function profileConflicts(input: KernelMembers, machine: ProfiledMachine): readonly ProfileConflict[] {
  const all = profiled(input.profiles, machine).filter(({ key }) => ownMember(input.sysctls, key) === undefined);
  const keys = [...new Set(all.map(({ key }) => key))].sort();
  return keys.flatMap((key) => {
    const values = all.filter((sysctl) => sysctl.key === key);
    return new Set(values.map(({ value }) => value)).size > 1 ? [{ key, values }] : [];
  });
}

function ownSysctls(input: KernelMembers): readonly MergedSysctl[] {
  return Object.entries(input.sysctls).map(([key, value]) => ({ key, value, source: POOL_SOURCE }));
}

function profiled(profiles: readonly SysctlProfileName[], machine: ProfiledMachine): readonly MergedSysctl[] {
  return profiles.flatMap((source) =>
    Object.entries(profileSysctls(source, machine)).map(([key, value]) => ({ key, value, source })),
  );
}
