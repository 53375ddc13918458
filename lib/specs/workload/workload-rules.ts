import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { requireRange, requireUnique } from '../fields/range';
import { PLATFORM_NAMESPACE } from '../labels';
import type { WorkloadInput } from './workload-input';

const MAX_REPLICAS = 5000;
const DEFAULT_REPLICAS = 2;

/** What a workload is judged against. */
export interface WorkloadSurroundings {
  readonly poolNames: readonly string[];
  readonly teamNames: readonly string[];
}

/** Rules of one workload. */
export function judgeWorkload(workload: WorkloadInput, surroundings: WorkloadSurroundings, problems: Problems): void {
  problems.capture('name', () => parseName(workload.name));
  const namespaces = [...surroundings.teamNames, PLATFORM_NAMESPACE];
  const rule = `be the namespace of a team or of the platform: ${namespaces.join(', ')}`;
  problems.require(
    namespaces.includes(workload.namespace),
    'namespace',
    rule,
    workload.namespace,
    'correct it, or add the team',
  );
  judgePools(workload, surroundings.poolNames, problems);
  judgeReplicas(workload, problems);
  const isAgent = workload.kind === 'daemon' && workload.namespace === PLATFORM_NAMESPACE;
  problems.require(
    workload.startsBeforeTuning !== true || isAgent,
    'startsBeforeTuning',
    `be set for daemons in ${PLATFORM_NAMESPACE} only: what serves others has to wait until the node is fit`,
    `${workload.kind} in ${workload.namespace}`,
    'leave it out; the pods come when the startup taint is gone',
  );
}

function judgePools(workload: WorkloadInput, poolNames: readonly string[], problems: Problems): void {
  problems.require(
    workload.pools.length > 0,
    'pools',
    'name at least one pool',
    workload.pools,
    'name the pools that may run it',
  );
  requireUnique(problems, { property: 'pools', values: workload.pools, what: 'pool' });
  for (const name of workload.pools.filter((pool) => !poolNames.includes(pool))) {
    problems.add('pools', `name pools of the cluster: ${poolNames.join(', ')}`, name, 'correct it, or add the pool');
  }
}

function judgeReplicas(workload: WorkloadInput, problems: Problems): void {
  const isDaemon = workload.kind === 'daemon';
  if (isDaemon) {
    const remedy = 'leave it out; a daemon runs once on every node of its pools';
    problems.require(workload.replicas === undefined, 'replicas', 'be absent for a daemon', workload.replicas, remedy);
  }
  const replicas = workload.replicas ?? DEFAULT_REPLICAS;
  if (!isDaemon && !requireRange(problems, { property: 'replicas', value: replicas, min: 1, max: MAX_REPLICAS }))
    return;
  if (workload.maxUnavailable === undefined) return;
  const most = isDaemon ? MAX_REPLICAS : replicas;
  const holds =
    Number.isInteger(workload.maxUnavailable) && workload.maxUnavailable >= 1 && workload.maxUnavailable <= most;
  const rule = isDaemon ? `be a whole number of 1 to ${most}` : `be a whole number of 1 to 'replicas' (${replicas})`;
  problems.require(holds, 'maxUnavailable', rule, workload.maxUnavailable, 'lower it, or raise replicas');
}
