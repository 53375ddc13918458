import type { KernelSurroundings } from './plan-kernel';
import { type MergedSysctl, POOL_SOURCE } from './sysctl-merge';

/** Values of a pool that are valid each by itself, for the rules that compare several values. */
export interface JudgedKernel {
  /** Values by key; a key whose value has a problem already is left out. */
  readonly values: ReadonlyMap<string, MergedSysctl>;
  /** Image and machine of the nodes. */
  readonly surroundings: KernelSurroundings;
}

/** Path of values in the input: that of the first value which the pool states, or the list of profiles where it states none of them. */
export function sysctlProperty(values: readonly (MergedSysctl | undefined)[]): string {
  const own = values.find((value) => value?.source === POOL_SOURCE);
  return own === undefined ? 'kernel.profiles' : `kernel.sysctls.${own.key}`;
}
