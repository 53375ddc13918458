import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import { requireUnique } from '../fields/unique';
import { judgeNodeTuner } from '../kernel/node-tuner-rules';
import { NODE_TUNER, PLATFORM_NAMESPACE } from '../labels';
import { judgeMonitoring } from '../observability/monitoring-rules';
import { judgeTeam } from '../workload/team-rules';
import { judgeTrafficNeighbours } from '../workload/traffic/traffic-neighbour-rules';
import { statesService, type WorkloadMembers } from '../workload/workload-fields';
import { judgeWorkload } from '../workload/workload-rules';
import { judgeWorkloadSysctls } from '../workload/workload-sysctl-rules';
import { judgeClusterName, judgeGroupNames } from './cluster-name-rules';
import type { ClusterSpec } from './cluster-spec';
import type { JudgedCluster } from './judged-cluster';
import { judgeLoops } from './scaling-loop-rules';
import { judgeRemovers } from './startup-taint-rules';

/** Rules of a cluster that both clouds share, its teams and workloads included. */
export function judgeCluster(judged: JudgedCluster, problems: Problems): void {
  const isSound = judged.isSound(problems);
  if (isSound) judgeNames(judged, problems);
  judgeTeams(judged, problems);
  judgeWorkloads(judged, problems);
  judgeRemovers(judged, problems);
  judgeLoops(judged, problems);
  if (!isSound) return;
  judgeNodeTuner(judged.spec.nodeTuner, judged.spec.datapath, problems);
  judgeMonitoring({ ...judged.spec, googleScope: googleScopeOf(judged.spec) }, problems);
}

/** Labels that Google's managed Prometheus writes on every series of a cluster, with their values. */
function googleScopeOf(cluster: ClusterSpec): Readonly<Record<string, string>> {
  if (cluster.cloud === 'aws') return {};
  return { project_id: cluster.projectId, location: cluster.region, cluster: cluster.physicalName };
}

function judgeNames({ input, spec }: JudgedCluster, problems: Problems): void {
  judgeClusterName(spec, problems);
  const poolNames = spec.pools.map((pool) => pool.name);
  problems.require(
    poolNames.length > 0,
    'pools',
    'hold at least one pool',
    [],
    'add a pool; without one no pod could run',
  );
  requireUnique(problems, { property: 'pools', values: poolNames, what: 'pool' });
  judgeGroupNames(spec, problems);
  requireUnique(problems, { property: 'teams', values: spec.teams.map((team) => team.name), what: 'team' });
  const workloadNames = input.workloads.map((workload) => `${workload.namespace}/${workload.name}`);
  requireUnique(problems, { property: 'workloads', values: workloadNames, what: 'workload of a namespace' });
  judgeChartNames(input.workloads, problems);
}

/** Charts are named after a namespace and a workload, so that a dash in either could make two names one. */
function judgeChartNames(workloads: readonly WorkloadMembers[], problems: Problems): void {
  const paths = new Map<string, string>();
  for (const workload of workloads) {
    const path = `${workload.namespace}/${workload.name}`;
    for (const chart of chartsOf(workload)) {
      const other = paths.get(chart) ?? path;
      const rule = `have services whose charts have different names; both would be '${chart}'`;
      problems.require(other === path, 'workloads', rule, `${other} and ${path}`, 'rename one of them');
      paths.set(chart, path);
    }
  }
}

/** Charts of a workload whose names could be those of another one. */
function chartsOf(workload: WorkloadMembers): readonly string[] {
  const { namespace, name, kind, replicas, metrics } = workload;
  if (kind === 'traffic-daemon') return [`80-traffic-${namespace}-${name}-metrics`];
  if (!statesService(workload)) return [];
  const own = `60-${namespace}-${name}`;
  const isHandedOver = typeof replicas === 'object' && replicas.handover;
  return [
    own,
    ...(isHandedOver ? [`${own}-handover`] : []),
    ...(metrics === undefined ? [] : [`80-${namespace}-${name}-metrics`]),
  ];
}

function judgeTeams({ input, spec, isSound }: JudgedCluster, problems: Problems): void {
  const sound = input.workloads.filter((each, index) => isSound(problems.at(partSubject('workload', each, index))));
  spec.teams.forEach((team, index) => {
    const own = problems.at(partSubject('team', team, index));
    if (isSound(own)) judgeTeam(team, sound, own);
  });
}

function judgeWorkloads({ stated, input, spec, isSound }: JudgedCluster, problems: Problems): void {
  const surroundings = {
    cloud: spec.cloud,
    tier: spec.environment.tier,
    kubernetesVersion: spec.runningVersion ?? spec.kubernetesVersion,
    poolNames: spec.pools.map((pool) => pool.name),
    teams: spec.teams,
    hasMetricsAdapter: spec.controllers.metricsAdapter !== undefined,
  };
  const hasPools = spec.pools.every((pool, index) => isSound(problems.at(partSubject('pool', pool, index))));
  const sound: WorkloadMembers[] = [];
  input.workloads.forEach((workload, index) => {
    const own = problems.at(partSubject('workload', workload, index));
    const written = stated.workloads[index];
    if (written === undefined || !isSound(own)) return;
    const resolved = hasPools ? spec.workloads[index] : undefined;
    judgeWorkload({ input: workload, stated: written, spec: resolved, surroundings }, own);
    judgeTunerName(workload, own);
    judgeTrafficNeighbours(workload, sound, own);
    sound.push(workload);
    judgeWorkloadSysctls(workload, surroundings.kubernetesVersion, own);
  });
}

/** A workload with the tuner's name would tolerate the startup taints that the tuner removes, and start on nodes that are not tuned. */
function judgeTunerName(workload: WorkloadMembers, problems: Problems): void {
  const isTaken =
    workload.name === NODE_TUNER ||
    (workload.namespace === PLATFORM_NAMESPACE && workload.name.startsWith(`${NODE_TUNER}-`));
  const rule = `not be the name of the platform's own daemon, '${NODE_TUNER}'`;
  problems.require(!isTaken, 'name', rule, workload.name, 'rename the workload');
}
