import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import { PLATFORM_NAMESPACE } from '../labels';
import type { WorkloadMembers } from './workload-fields';
import type { WorkloadInput } from './workload-input';

/** What a workload is judged against. */
export interface WorkloadSurroundings {
  readonly poolNames: readonly string[];
  readonly teamNames: readonly string[];
}

/** A workload as its fields read it, and as somebody wrote it. */
export interface JudgedWorkload {
  readonly input: WorkloadMembers;
  /** Only for what was stated at all. */
  readonly stated: WorkloadInput;
}

/** Rules of one workload. */
export function judgeWorkload(judged: JudgedWorkload, surroundings: WorkloadSurroundings, problems: Problems): void {
  const workload = judged.input;
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
  judgeReplicas(judged, problems);
  problems.require(
    !workload.hostNetwork || workload.namespace === PLATFORM_NAMESPACE,
    'hostNetwork',
    `be set in ${PLATFORM_NAMESPACE} only: the Pod Security level of a team's namespace refuses such pods`,
    workload.namespace,
    `leave it out, or move the workload to ${PLATFORM_NAMESPACE}`,
  );
  const isAgent = workload.kind === 'daemon' && workload.namespace === PLATFORM_NAMESPACE;
  problems.require(
    !workload.startsBeforeTuning || isAgent,
    'startsBeforeTuning',
    `be set for daemons in ${PLATFORM_NAMESPACE} only: what serves others has to wait until the node is fit`,
    `${workload.kind} in ${workload.namespace}`,
    'leave it out; the pods come when the startup taint is gone',
  );
}

function judgePools(workload: WorkloadMembers, poolNames: readonly string[], problems: Problems): void {
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

function judgeReplicas({ input, stated }: JudgedWorkload, problems: Problems): void {
  const { kind, replicas, maxUnavailable } = input;
  if (kind === 'daemon') {
    const remedy = 'leave it out; a daemon runs once on every node of its pools';
    problems.require(stated.replicas === undefined, 'replicas', 'be absent for a daemon', stated.replicas, remedy);
    return;
  }
  if (stated.maxUnavailable === undefined) return;
  const rule = `be a whole number of 1 to 'replicas' (${replicas})`;
  problems.require(maxUnavailable <= replicas, 'maxUnavailable', rule, maxUnavailable, 'lower it, or raise replicas');
}
