import type { KernelSurroundings } from './plan-kernel';
import { type MergedSysctl, POOL_SOURCE } from './sysctl-merge';

/** Values of a pool that hold on their own, for rules between them. */
export interface JudgedKernel {
  /** By key; those with problems of their own are left out. */
  readonly values: ReadonlyMap<string, MergedSysctl>;
  /** Image and machine of the nodes. */
  readonly surroundings: KernelSurroundings;
}

/** What values are called in messages: the first that the pool states itself, or the list of profiles where it states none. */
export function sysctlProperty(values: readonly (MergedSysctl | undefined)[]): string {
  const own = values.find((value) => value?.source === POOL_SOURCE);
  return own === undefined ? 'kernel.profiles' : `kernel.sysctls.${own.key}`;
}
