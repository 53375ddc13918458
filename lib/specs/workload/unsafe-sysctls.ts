import { podSysctlClass } from '../sysctl/pod-sysctl-class';
import { sysctlDefinition } from '../sysctl/sysctl-catalogue';
import type { WorkloadInput } from './workload-input';

/** Sysctls of workloads that a minor of Kubernetes calls unsafe, once each and in alphabetical order. */
export function unsafeSysctlsOf(workloads: readonly WorkloadInput[], minor: string): readonly string[] {
  const asked = new Set(workloads.flatMap((workload) => Object.keys(workload.sysctls ?? {})));
  return [...asked].filter((key) => isUnsafe(key, minor)).sort();
}

function isUnsafe(key: string, minor: string): boolean {
  const definition = sysctlDefinition(key);
  return definition !== undefined && podSysctlClass(definition, minor) === 'unsafe';
}
