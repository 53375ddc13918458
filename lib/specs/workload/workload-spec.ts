import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { WorkloadMembers } from './workload-fields';

/** Placement of a workload and the number of its pods that may be missing, with every default filled in and its pools resolved. */
export interface WorkloadSpec extends Omit<WorkloadMembers, 'pools'> {
  readonly pools: readonly NodePoolSpec[];
}

/** A workload with its pools; a name that no pool has is left out here, and a rule refuses it. */
export function resolveWorkload(input: WorkloadMembers, pools: readonly NodePoolSpec[]): WorkloadSpec {
  return { ...input, pools: input.pools.flatMap((name) => pools.find((pool) => pool.name === name) ?? []) };
}

/** Names of the pools of a workload, as values of the pool label. */
export function poolNamesOf(workload: WorkloadSpec): readonly string[] {
  return workload.pools.map((pool) => pool.name);
}

/**
 * Whether the pods leave a node before kured drains it: daemons of teams do, because they carry traffic and a drain does not move
 * daemons. Daemons of the platform stay.
 */
export function leavesBeforeReboot({ kind, namespace, pools }: WorkloadSpec): boolean {
  const isServing = kind === 'daemon' && namespace !== PLATFORM_NAMESPACE;
  return isServing && pools.some(({ reboots }) => reboots?.kind === 'coordinated');
}
