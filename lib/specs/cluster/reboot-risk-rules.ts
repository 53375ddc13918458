import { WEEK_MINUTES } from '../../values/minutes';
import type { Problems } from '../../values/problems';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import { leastWindowMinutes, rebootRisk, renderChance } from '../pool/reboots/reboot-risk';
import {
  type InPlaceRebootSchedule,
  type RandomReboots,
  rebootsInPlace,
  type StaggeredReboots,
} from '../reboots/reboot-schedule';
import { drawsSlots } from '../reboots/reboot-slots';
import { lockSequenceSeconds } from '../reboots/resolve-reboots';
import { renderWeekWindow, type WeekWindow, windowBegins } from '../time/week-window';
import { isMissed, nodeTolerance, podsLostPerNode, workloadTolerance } from '../workload/reboot-tolerance';
import type { WorkloadSpec } from '../workload/workload-spec';
import type { ClusterSpec } from './cluster-spec';

/** Rules of how many nodes are down at once: within each pool that has a schedule, and over all pools of a workload. */
export function judgeRebootRisks(cluster: ClusterSpec, problems: Problems): void {
  if (cluster.pools.every(({ reboots }) => reboots === undefined)) return;
  for (const pool of cluster.pools) {
    if (rebootsInPlace(pool.reboots))
      judgePool({ pool, reboots: pool.reboots, cluster }, problems.at(`pool '${pool.name}'`));
  }
  judgeMaintained(cluster, problems);
  for (const workload of cluster.workloads) judgeSum(workload, problems.at(`workload '${workload.name}'`));
}

/** GKE replaces nodes in the one maintenance window of the cluster, so that a pool with a schedule needs that window to be stated. */
function judgeMaintained(cluster: ClusterSpec, problems: Problems): void {
  if (cluster.cloud !== 'google' || cluster.controlPlane.maintenance !== undefined) return;
  const replaced = cluster.pools.filter(({ reboots }) => reboots !== undefined).map(({ name }) => name);
  if (replaced.length === 0) return;
  const rule = `be stated where pools replace their nodes (${replaced.join(', ')})`;
  const remedy = 'state the window; without one GKE replaces nodes at any time';
  problems.add('controlPlane.maintenance', rule, undefined, remedy);
}

interface RebootingPool {
  readonly pool: NodePoolSpec;
  readonly reboots: InPlaceRebootSchedule;
  readonly cluster: ClusterSpec;
}

function judgePool({ pool, reboots, cluster }: RebootingPool, problems: Problems): void {
  const said = workloadTolerance(pool, cluster.workloads);
  const stated = reboots.maxNodesDown;
  if (stated !== undefined && said !== undefined && stated > said.nodes) {
    const rule = `be at most ${said.nodes}, which the workloads of the pool tolerate (${said.because})`;
    problems.add('reboots.maxNodesDown', rule, stated, "lower it, or raise the workload's 'maxUnavailable'");
    return;
  }
  const { nodes: tolerated, because } = nodeTolerance(pool, cluster.workloads);
  if (tolerated === 0) {
    const remedy =
      "raise the workload's 'maxUnavailable', spread its pods over more nodes, or use 'coordinated', which drains nodes";
    problems.add(
      'reboots.kind',
      'be a kind under which the workloads of the pool allow at least one node to be down',
      because,
      remedy,
    );
    return;
  }
  if (!drawsSlots(reboots)) {
    const remedy = "lower it, or raise 'maxUnavailable' of the workload";
    const rule = `be at most ${tolerated} (${because})`;
    problems.require(reboots.concurrency <= tolerated, 'reboots.concurrency', rule, reboots.concurrency, remedy);
    return;
  }
  const risk = rebootRisk(pool, reboots);
  const least = leastWindowMinutes(pool, reboots, tolerated);
  const wider = least === undefined ? '' : `use windows of at least ${least} minutes, `;
  const chance = `${renderChance(risk.overlapProbability)} for any overlap`;
  problems.require(
    risk.p99Down <= tolerated,
    'reboots.window',
    `keep the 99th percentile of nodes down at once at ${tolerated} or less (${because})`,
    `${risk.p99Down} of ${risk.nodes} nodes for ${reboots.rebootMinutes} min each, ${chance}, ${renderWeekWindow(reboots.window)}`,
    `${wider}${otherwise(reboots, pool)}`,
  );
}

function otherwise(reboots: RandomReboots | StaggeredReboots, pool: NodePoolSpec): string {
  const byUpdate = reboots.kind === 'random' && reboots.armedBy === 'unattended-upgrades';
  const days = reboots.window.days.length < 7 ? 'more days, ' : '';
  const timer = byUpdate ? "'armedBy' of 'timer', which spreads nodes over the days, " : days;
  const staggered = reboots.kind === 'random' && pool.zones.length > 1 ? "'staggered', " : '';
  return `${timer}${staggered}or 'coordinated', which holds a lock`;
}

/** Schedules of different pools do not wait for each other, so the pods that a workload loses in several pools at once add up. */
function judgeSum(workload: WorkloadSpec, problems: Problems): void {
  if (!isMissed(workload) || workload.pools.length < 2) return;
  const losses = workload.pools.flatMap((pool) => lossOf(workload, pool));
  // The most windows are open at a moment at which one of them begins, so only these moments are judged.
  const moments = losses.flatMap((loss) => windowBegins(loss.window).map((begin) => openAt(begin, loss, losses)));
  const worst = moments.find((open) => open.length > 1 && sumOf(open) > workload.maxUnavailable);
  if (worst === undefined) return;
  const parts = worst.map(({ pool, pods }) => `${pool} ${pods}`).join(' + ');
  const rule = `lose at most 'maxUnavailable' (${workload.maxUnavailable}) pods to the reboots of its pools, which do not wait for each other`;
  const remedy = "give the pools windows on different days, or raise 'maxUnavailable'";
  problems.add('pools', rule, `${parts} = ${sumOf(worst)}`, remedy);
}

interface Loss {
  readonly pool: string;
  readonly pods: number;
  readonly window: WeekWindow;
  /** Minutes from the begin of a window until its last node is back. */
  readonly minutes: number;
}

function lossOf(workload: WorkloadSpec, pool: NodePoolSpec): readonly Loss[] {
  const { reboots } = pool;
  if (!rebootsInPlace(reboots)) return [];
  const { window } = reboots;
  const pods = rebootRisk(pool, reboots).p99Down * podsLostPerNode(workload, reboots);
  // A node that took the lock in the last minute of a window drains and reboots after the window.
  const late = drawsSlots(reboots) ? 0 : Math.ceil(lockSequenceSeconds(reboots) / 60);
  return [{ pool: pool.name, pods, window, minutes: window.lengthMinutes + late }];
}

function sumOf(losses: readonly Loss[]): number {
  return losses.reduce((total, { pods }) => total + pods, 0);
}

/** Losses that may be going on when one of them begins; a window in another time zone counts as open, because its offset may change. */
function openAt(begin: number, { window }: Loss, losses: readonly Loss[]): readonly Loss[] {
  return losses.filter(
    (other) =>
      other.window.timeZone !== window.timeZone ||
      windowBegins(other.window).some((from) => (begin - from + WEEK_MINUTES) % WEEK_MINUTES < other.minutes),
  );
}
