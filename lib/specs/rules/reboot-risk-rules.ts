import type { Problems } from '../../values/problems';
import type { ClusterSpec } from '../cluster-spec';
import type { NodePoolSpec } from '../node-pool-spec';
import { WEEKDAYS } from '../reboot-input';
import { describeWindow, leastWindowMinutes, rebootRisk } from '../reboot-risk';
import { type InPlaceRebootSchedule, type RebootWindow, rebootsInPlace } from '../reboot-schedule';
import { drawsSlots, rebootSlots } from '../reboot-slots';
import { nodeTolerance, podsLostPerNode, workloadTolerance } from '../reboot-tolerance';
import type { WorkloadSpec } from '../workload-spec';

/** Rules of what is down at once: within each pool, and over the pools of a workload. */
export function judgeRebootRisks(cluster: ClusterSpec, problems: Problems): void {
  for (const pool of cluster.pools) {
    if (rebootsInPlace(pool.reboots))
      judgePool(pool, pool.reboots, { cluster, problems: problems.at(`pool '${pool.name}'`) });
  }
  judgeMaintained(cluster, problems);
  for (const workload of cluster.workloads) judgeSum(workload, problems.at(`workload '${workload.name}'`));
}

/** GKE knows one window for a cluster, so its pools cannot have their own. */
function judgeMaintained({ pools, platform }: ClusterSpec, problems: Problems): void {
  if (platform.provider !== 'google' || platform.controlPlane.maintenance !== undefined) return;
  const replaced = pools.filter(({ reboots }) => reboots !== undefined).map(({ name }) => name);
  if (replaced.length === 0) return;
  const rule = `be stated where pools replace their nodes (${replaced.join(', ')})`;
  const remedy = 'state the window; without one GKE upgrades whenever it chooses';
  problems.add('controlPlane.maintenance', rule, undefined, remedy);
}

interface Around {
  readonly cluster: ClusterSpec;
  readonly problems: Problems;
}

function judgePool(pool: NodePoolSpec, reboots: InPlaceRebootSchedule, { cluster, problems }: Around): void {
  const said = workloadTolerance(pool, cluster.workloads);
  const stated = reboots.maxNodesDown;
  if (stated !== undefined && said !== undefined && stated > said.nodes) {
    const rule = `be at most ${said.nodes}, which the workloads of the pool tolerate (${said.because})`;
    problems.add('reboots.maxNodesDown', rule, stated, "lower it, or raise the workload's 'maxUnavailable'");
    return;
  }
  const { nodes: tolerated, because } = nodeTolerance(pool, cluster.workloads);
  if (tolerated === 0) {
    const remedy = "raise its 'maxUnavailable', spread it over more nodes, or use 'coordinated', which drains";
    problems.add('reboots.kind', 'be such that one node at least may be down', because, remedy);
    return;
  }
  if (!drawsSlots(reboots)) {
    const remedy = "lower it, or raise 'maxUnavailable'";
    const rule = `be at most ${tolerated} (${because})`;
    problems.require(reboots.concurrency <= tolerated, 'reboots.concurrency', rule, reboots.concurrency, remedy);
    return;
  }
  // A window without room is refused elsewhere.
  if (rebootSlots(reboots, pool.zones).starts < 1) return;
  const risk = rebootRisk(pool, reboots);
  const least = leastWindowMinutes(pool, reboots, tolerated);
  const wider = least === undefined ? '' : `use windows of at least ${least} minutes, `;
  const chance = `${(risk.overlapProbability * 100).toPrecision(3)} % for any overlap`;
  problems.require(
    risk.p99Down <= tolerated,
    'reboots.window',
    `keep the 99th percentile of nodes down at once at ${tolerated} or less (${because})`,
    `${risk.p99Down} of ${risk.nodes} nodes for ${reboots.rebootMinutes} min each, ${chance}, ${describeWindow(reboots.window)}`,
    `${wider}${otherwise(reboots, pool)}`,
  );
}

function otherwise(reboots: InPlaceRebootSchedule, pool: NodePoolSpec): string {
  const staggered = reboots.kind === 'random' && pool.zones.length > 1 ? "'staggered', " : '';
  return `more days, ${staggered}or 'coordinated', which holds a lock`;
}

/** Schedules of different pools know nothing of each other, so what they take at once adds up. */
function judgeSum(workload: WorkloadSpec, problems: Problems): void {
  if (workload.kind === 'job' || workload.pools.length < 2) return;
  const losses = workload.pools.flatMap((pool) => lossOf(workload, pool));
  for (const loss of losses) {
    const meeting = losses.filter((other) => windowsMeet(loss.window, other.window));
    const sum = meeting.reduce((total, { pods }) => total + pods, 0);
    if (meeting.length < 2 || sum <= workload.maxUnavailable) continue;
    const parts = meeting.map(({ pool, pods }) => `${pool} ${pods}`).join(' + ');
    const rule = `lose at most 'maxUnavailable' (${workload.maxUnavailable}) pods to the reboots of its pools, which do not wait for each other`;
    problems.add(
      'pools',
      rule,
      `${parts} = ${sum}`,
      "give the pools windows on different days, or raise 'maxUnavailable'",
    );
    return;
  }
}

interface Loss {
  readonly pool: string;
  readonly pods: number;
  readonly window: RebootWindow;
}

function lossOf(workload: WorkloadSpec, pool: NodePoolSpec): readonly Loss[] {
  const { reboots } = pool;
  if (!rebootsInPlace(reboots)) return [];
  if (drawsSlots(reboots) && rebootSlots(reboots, pool.zones).starts < 1) return [];
  const pods = rebootRisk(pool, reboots).p99Down * podsLostPerNode(workload, reboots);
  return [{ pool: pool.name, pods, window: reboots.window }];
}

const WEEK = 7 * 1440;

/** Whether two windows have a moment in common; of different time zones that is taken for granted. */
function windowsMeet(left: RebootWindow, right: RebootWindow): boolean {
  if (left.timeZone !== right.timeZone) return true;
  return begins(left).some((from) =>
    begins(right).some((other) => {
      const after = (other - from + WEEK) % WEEK;
      return after < left.lengthMinutes || WEEK - after < right.lengthMinutes;
    }),
  );
}

function begins(window: RebootWindow): readonly number[] {
  return window.days.map((day) => WEEKDAYS.indexOf(day) * 1440 + window.startMinute);
}
