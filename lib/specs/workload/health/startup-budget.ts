import type { ContainerWorkloadSpec } from '../workload-spec';

/** Seconds that a workload's process may take to start; undefined without health. */
export function startupBudgetSeconds({ health }: ContainerWorkloadSpec): number | undefined {
  return health.kind === 'none' ? undefined : health.startupSeconds;
}
