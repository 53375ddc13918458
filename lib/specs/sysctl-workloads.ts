import { sysctlDefinition } from './data/sysctl-catalogue';
import { podSysctlClass } from './sysctl-carriers';
import type { WorkloadInput } from './workload-input';

/** Sysctls that pods of a pool ask for and that its kubelets must allow by name, in alphabetical order. */
export function unsafeSysctlsOf(
  poolName: string,
  workloads: readonly WorkloadInput[],
  minor: string,
): readonly string[] {
  const asked = workloads
    .filter((workload) => workload.sysctls !== undefined && workload.pools.includes(poolName))
    .flatMap((workload) => Object.keys(workload.sysctls ?? {}));
  return [...new Set(asked)].filter((key) => isUnsafe(key, minor)).sort();
}

function isUnsafe(key: string, minor: string): boolean {
  const definition = sysctlDefinition(key);
  return definition !== undefined && podSysctlClass(definition, minor) === 'unsafe';
}
