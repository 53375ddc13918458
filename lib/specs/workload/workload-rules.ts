import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import { PLATFORM_NAMESPACE } from '../labels';
import { judgeContainer } from './container/container-rules';
import { judgeDaemonPools } from './daemon-pool-rules';
import { judgeHealth } from './health/health-rules';
import { judgeHosts } from './hosts/host-rules';
import type { JudgedWorkload } from './judged-workload';
import { judgeJvm } from './jvm/jvm-rules';
import { judgePodYaml } from './pod-yaml/pod-yaml-rules';
import { judgeReplicas } from './replicas/replicas-rules';
import { judgeShutdown } from './shutdown/shutdown-rules';
import { judgeTrafficAbsence, judgeTrafficDaemon } from './traffic/traffic-daemon-rules';
import type { WorkloadMembers } from './workload-fields';

/** Rules of one workload. */
export function judgeWorkload(judged: JudgedWorkload, problems: Problems): void {
  judgePlace(judged, problems);
  judgeDaemonPools(judged, problems);
  if (judged.input.kind === 'traffic-daemon') {
    judgeTrafficDaemon(judged, problems);
    return;
  }
  judgeAgents(judged, problems);
  judgeTrafficAbsence(judged, problems);
  judgeReplicas(judged, problems);
  judgeContainer(judged, problems);
  judgeHealth(judged, problems);
  judgeShutdown(judged, problems);
  judgeJvm(judged, problems);
  judgePodYaml(judged, problems);
  judgeHosts(judged, problems);
}

function judgePlace({ input: workload, surroundings }: JudgedWorkload, problems: Problems): void {
  problems.capture('name', () => parseName(workload.name));
  judgePools(workload, surroundings.poolNames, problems);
}

/** Rules of a workload in the namespace of a team or of the platform; traffic daemons have namespaces of their own. */
function judgeAgents({ input: workload, surroundings }: JudgedWorkload, problems: Problems): void {
  const namespaces = [...surroundings.teams.map((team) => team.name), PLATFORM_NAMESPACE];
  const rule = `be the namespace of a team or of the platform: ${namespaces.join(', ')}`;
  problems.require(
    namespaces.includes(workload.namespace),
    'namespace',
    rule,
    workload.namespace,
    'correct the namespace, or add the team',
  );
  problems.require(
    !workload.hostNetwork || workload.namespace === PLATFORM_NAMESPACE,
    'hostNetwork',
    `be set in ${PLATFORM_NAMESPACE} only: the Pod Security level of a team's namespace refuses such pods`,
    workload.namespace,
    `leave it out; a proxy of traffic is a workload of the kind 'traffic-daemon', and an agent of the platform runs in ${PLATFORM_NAMESPACE}`,
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
