import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import { PLATFORM_NAMESPACE } from '../labels';
import type { WorkloadMembers } from './workload-fields';
import type { WorkloadInput } from './workload-input';

/** Names of the cluster that a workload may refer to. */
export interface WorkloadSurroundings {
  readonly poolNames: readonly string[];
  readonly teamNames: readonly string[];
}

/** A workload as its fields read it, and as the user wrote it. */
export interface JudgedWorkload {
  readonly input: WorkloadMembers;
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
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
    'correct the namespace, or add the team',
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
    `be true for daemons in ${PLATFORM_NAMESPACE} only: other pods have to wait until the node is tuned`,
    `${workload.kind} in ${workload.namespace}`,
    'leave it out; the pods start when the startup taint is removed',
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
    problems.add(
      'pools',
      `name pools of the cluster: ${poolNames.join(', ')}`,
      name,
      'correct the name, or add the pool',
    );
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
  problems.require(maxUnavailable <= replicas, 'maxUnavailable', rule, maxUnavailable, "lower it, or raise 'replicas'");
}
