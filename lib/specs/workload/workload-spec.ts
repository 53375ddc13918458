import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { WorkloadMembers } from './workload-fields';

/** Where a workload runs and what it tolerates, with every default filled in and its pools resolved. */
export interface WorkloadSpec extends Omit<WorkloadMembers, 'pools'> {
  readonly pools: readonly NodePoolSpec[];
}

/** A workload with its pools; names that are no pool's are left out, and rules refuse them. */
export function resolveWorkload(input: WorkloadMembers, pools: readonly NodePoolSpec[]): WorkloadSpec {
  return { ...input, pools: input.pools.flatMap((name) => pools.find((pool) => pool.name === name) ?? []) };
}

/** Names of the pools of a workload, as values of the pool label. */
export function poolNamesOf(workload: WorkloadSpec): readonly string[] {
  return workload.pools.map((pool) => pool.name);
}

/**
 * Whether the pods leave a node that kured is about to drain: daemons of teams, which carry traffic and which a drain leaves
 * where they are. Those of the platform stay.
 */
export function leavesBeforeReboot({ kind, namespace, pools }: WorkloadSpec): boolean {
  const isServing = kind === 'daemon' && namespace !== PLATFORM_NAMESPACE;
  return isServing && pools.some(({ reboots }) => reboots?.kind === 'coordinated');
}
