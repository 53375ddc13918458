import { podSysctlClass } from '../sysctl/pod-sysctl-class';
import { sysctlDefinition } from '../sysctl/sysctl-catalogue';
import type { WorkloadMembers } from './workload-fields';

/** Unsafe sysctls of the workloads of a pool, in alphabetical order; otherwise its kubelets would refuse their pods. */
export function unsafeSysctlsOf(
  poolName: string,
  workloads: readonly WorkloadMembers[],
  minor: string,
): readonly string[] {
  const asking = workloads.filter((workload) => workload.pools.includes(poolName));
  const asked = new Set(asking.flatMap((workload) => Object.keys(workload.sysctls)));
  return [...asked].filter((key) => isUnsafe(key, minor)).sort();
}

function isUnsafe(key: string, minor: string): boolean {
  const definition = sysctlDefinition(key);
  return definition !== undefined && podSysctlClass(definition, minor) === 'unsafe';
}
