import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';

/** Environment variables of a workload's Java virtual machine, by name; empty without one. */
export function renderJvmEnvironment(_workload: ContainerWorkloadSpec): Readonly<Record<string, string>> {
  return {};
}
