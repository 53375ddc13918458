import type { PlatformModel } from '../model/platform-model';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import type { PoolPurpose } from '../specs/pool/node-pool-input';

/** Purposes of pools without which no request of any team is served. */
const CRITICAL: readonly PoolPurpose[] = ['traffic', 'system'];

/** Names of the critical pools (purpose `traffic` or `system`) on which the pods of a workload may run. */
export function criticalPoolsOf(workload: WorkloadFacts, { pools }: PlatformModel): readonly string[] {
  if (workload.pod.isPlacedElsewhere) return [];
  return pools
    .filter(({ spec }) => CRITICAL.includes(spec.purpose))
    .filter((pool) => placementRefusals(workload.pod, pool).length === 0)
    .map(({ name }) => name);
}

/** Pools in messages: `pool 'edge'`, `the pools 'edge', 'system'`. */
export function describePools(names: readonly string[]): string {
  return `${names.length === 1 ? 'pool' : 'the pools'} ${names.map((name) => `'${name}'`).join(', ')}`;
}
