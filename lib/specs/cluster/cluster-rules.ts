import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import { requireUnique } from '../fields/range';
import { needsTuner } from '../kernel/kernel-plan';
import { judgeNodeTuner } from '../kernel/node-tuner-rules';
import { NODE_TUNER, PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import { judgeTeam } from '../workload/team-rules';
import type { WorkloadInput } from '../workload/workload-input';
import { judgeWorkload } from '../workload/workload-rules';
import { judgeWorkloadSysctls } from '../workload/workload-sysctl-rules';
import type { ClusterSpec } from './cluster-spec';
import type { CommonClusterInput } from './common-cluster-input';

const MAX_CLUSTER_NAME = 20;

/** Rules of a cluster that both clouds share, its teams and workloads included. */
export function judgeCluster(input: CommonClusterInput, spec: ClusterSpec, problems: Problems): void {
  problems.capture('name', () => parseName(input.name, MAX_CLUSTER_NAME));
  const poolNames = spec.pools.map((pool) => pool.name);
  const teamNames = spec.teams.map((team) => team.name);
  problems.require(poolNames.length > 0, 'pools', 'name at least one pool', [], 'add a pool; nothing could run');
  requireUnique(problems, { property: 'pools', values: poolNames, what: 'pool' });
  requireUnique(problems, { property: 'teams', values: teamNames, what: 'team' });
  const workloadNames = input.workloads.map((workload) => `${workload.namespace}/${workload.name}`);
  requireUnique(problems, { property: 'workloads', values: workloadNames, what: 'workload of a namespace' });
  spec.teams.forEach((team, index) => {
    judgeTeam(team, problems.at(partSubject('team', team, index)));
  });
  input.workloads.forEach((workload, index) => {
    const own = problems.at(partSubject('workload', workload, index));
    judgeWorkload(workload, { poolNames, teamNames }, own);
    judgeTunerName(workload, own);
    judgeWorkloadSysctls(workload, input.runningVersion ?? input.kubernetesVersion, own);
  });
  for (const pool of spec.pools) judgeRemover(pool, input, problems.at(`pool '${pool.name}'`));
  judgeNodeTuner(input.nodeTuner, spec.datapath, problems);
}

/** Pods of a workload that is called like the tuner would tolerate the startup taints that the tuner removes. */
function judgeTunerName(workload: WorkloadInput, problems: Problems): void {
  const isTaken =
    workload.name === NODE_TUNER ||
    (workload.namespace === PLATFORM_NAMESPACE && workload.name.startsWith(`${NODE_TUNER}-`));
  const rule = `not be called like the platform's own daemon, '${NODE_TUNER}'`;
  problems.require(!isTaken, 'name', rule, workload.name, 'rename it');
}

/** A taint that nobody removes keeps every pod away for good, and a new node looks broken. */
function judgeRemover(pool: NodePoolSpec, input: CommonClusterInput, problems: Problems): void {
  const remover = pool.startupTaint?.removedBy;
  if (remover === undefined) return;
  if (remover === NODE_TUNER) {
    const rule = 'name a daemon that runs on this pool: its kernel parameters need no tuner';
    const remedy = "leave 'startupTaint' out, or name a daemon workload; without a remover no pod would ever land";
    problems.require(needsTuner(pool.kernel), 'startupTaint.removedBy', rule, remover, remedy);
    return;
  }
  const named = input.workloads.filter((workload) => workload.name === remover);
  const holds = named.some((workload) => workload.kind === 'daemon' && workload.pools.includes(pool.name));
  const rule = 'name a daemon workload of the cluster that runs on this pool';
  const remedy = 'add the pool to that workload, or correct the name; without a remover no pod would ever land';
  problems.require(holds, 'startupTaint.removedBy', rule, remover, remedy);
}
