import { groupBy } from '../../model/group-by';
import type { PlatformModel, PoolModel } from '../../model/platform-model';
import type { Resources } from '../../model/pod-requests';
import { rolloutOf } from '../../model/rollout-pods';
import { placementRefusals } from '../../model/scheduling';
import { sizeRefusals } from '../../model/sizing';
import { LASTING_KINDS, type WorkloadFacts } from '../../model/workload-facts';
import { renderGib } from '../../values/quantity';
import { type Breach, type Check, describeObject } from '../check';
import { describePools } from '../critical-pools';

/**
 * At the peak, when every autoscaler is at its maximum and every pool at its largest size, pods that have no room stay pending, and an
 * autoscaler of nodes cannot help. For each set of pools that is open to some workload, the check adds up the workloads that can run
 * nowhere else and the surge of the largest rollout among them, and compares the sum with all nodes of the set together. Nothing is
 * assumed about how pods are spread: pods that the check finds too many have no room whatever the scheduler does, and pods that it
 * accepts may still not fit.
 */
export const poolsTooSmallAtPeak: Check = {
  id: 'pools-too-small-at-peak',
  severity: 'warning',
  title: 'at their largest sizes the pools have room for all pods at their most',
  source: 'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/',
  run: (model) => {
    const placed = model.workloads.flatMap((workload) => place(workload, model) ?? []);
    const groups = [...groupBy(placed, ({ pools }) => pools.map(({ name }) => name).join(' ')).values()];
    const fitting: (readonly Placed[])[] = [];
    // Small sets come first. A group that does not fit is reported once, and is left out of the sums of larger sets.
    return [...groups]
      .sort((left, right) => poolsOf(left).length - poolsOf(right).length)
      .flatMap((group) => {
        const alone = group.flatMap(judgeAlone);
        const breaches = alone.length > 0 ? alone : judgeTogether(poolsOf(group), [...fitting, group]);
        if (breaches.length === 0) fitting.push(group);
        return breaches;
      });
  },
};

/** Pools of a group, whose members all have the same. */
function poolsOf([first]: readonly Placed[]): readonly PoolModel[] {
  return first?.pools ?? [];
}

/** A workload with the pools on whose nodes one of its pods may run and fits. */
interface Placed {
  readonly workload: WorkloadFacts;
  readonly most: number;
  /** Pods that a rollout starts before an old one has been told to end. */
  readonly surge: number;
  readonly pools: readonly PoolModel[];
}

function place(workload: WorkloadFacts, model: PlatformModel): Placed | undefined {
  const { kind, mostReplicas: most, pod } = workload;
  // Pods of jobs can wait, and daemons are subtracted from each node.
  if (most === undefined || most === 0 || pod.isPlacedElsewhere || !LASTING_KINDS.includes(kind)) return undefined;
  const pools = model.pools.filter((pool) => {
    return placementRefusals(pod, pool).length === 0 && sizeRefusals(workload, pool).length === 0;
  });
  // The check workload-fits-no-pool reports pods that fit nowhere.
  return pools.length === 0 ? undefined : { workload, most, surge: rolloutOf(workload, most).surge, pools };
}

/** CPU, memory and number of pods that a node of a pool has beside its daemons. */
interface Room extends Resources {
  readonly pods: number;
}

function roomOf({ allocatable, platformDaemons, daemons, daemonRequests }: PoolModel): Room {
  return {
    cpuMillis: Math.max(0, allocatable.cpuMillis - platformDaemons.requests.cpuMillis - daemonRequests.cpuMillis),
    memoryBytes: Math.max(
      0,
      allocatable.memoryBytes - platformDaemons.requests.memoryBytes - daemonRequests.memoryBytes,
    ),
    pods: Math.max(0, allocatable.pods - platformDaemons.count - daemons.length),
  };
}

/** Whole pods of one workload, if it had its pools for itself. */
function judgeAlone({ workload, most, surge, pools }: Placed): Breach[] {
  const { cpuMillis, memoryBytes } = workload.pod.requests;
  const perNode = pools.map((pool) => {
    const room = roomOf(pool);
    return Math.min(room.pods, timesIn(room.cpuMillis, cpuMillis), timesIn(room.memoryBytes, memoryBytes));
  });
  const fitting = pools.reduce((sum, { maxNodes }, index) => sum + maxNodes * (perNode[index] ?? 0), 0);
  if (most + surge <= fitting) return [];
  const nodes = pools.map(({ name, maxNodes }, index) => `${maxNodes} nodes of '${name}' x ${perNode[index]}`);
  const asked = surge === 0 ? `${most} pods` : `${most} pods and ${surge} more while it is rolled out`;
  const message = `it has up to ${asked}, but even alone there is room for ${fitting} on its pools (${nodes.join(' + ')}), so the others stay pending; raise 'size.max' of the pool, or lower the number or the requests`;
  return [{ subject: describeObject(workload.object), message, object: workload.object }];
}

/** Number of times that an amount fits into another; an amount of 0 fits without end. */
function timesIn(room: number, amount: number): number {
  return amount === 0 ? Number.POSITIVE_INFINITY : Math.floor(room / amount);
}

/** Something that nodes have and pods take. */
interface Measure {
  readonly what: string;
  readonly each: (of: Room) => number;
  readonly render: (amount: number) => string;
}

const MEASURES: readonly Measure[] = [
  { what: 'of CPU', each: ({ cpuMillis }) => cpuMillis, render: (millis) => `${millis}m` },
  { what: 'of memory', each: ({ memoryBytes }) => memoryBytes, render: renderGib },
  { what: 'pods', each: ({ pods }) => pods, render: String },
];

/** All workloads that can run on no pool outside of a set. */
function judgeTogether(pools: readonly PoolModel[], groups: readonly (readonly Placed[])[]): Breach[] {
  const names = new Set(pools.map(({ name }) => name));
  const members = groups.filter((group) => poolsOf(group).every(({ name }) => names.has(name))).flat();
  return MEASURES.flatMap(({ what, each, render }) => {
    const room = pools.reduce((sum, pool) => sum + pool.maxNodes * each(roomOf(pool)), 0);
    const one = ({ workload }: Placed) => each({ ...workload.pod.requests, pods: 1 });
    const asked = members.reduce((sum, member) => sum + member.most * one(member), 0);
    const rollout = members.reduce((most, member) => Math.max(most, member.surge * one(member)), 0);
    if (asked + rollout <= room) return [];
    const largest = members.reduce((most, each) => (each.most * one(each) > most.most * one(most) ? each : most));
    const { object } = largest.workload;
    const nodes = pools.reduce((sum, { maxNodes }) => sum + maxNodes, 0);
    const more = rollout === 0 ? '' : `, and the largest rollout for ${render(rollout)} more`;
    const message = `the ${members.length} workloads that run nowhere else ask for ${render(asked)} ${what} at their most${more}, but ${nodes} nodes have ${render(room)} beside their daemons, so pods stay pending; raise 'size.max', or lower the numbers or the requests, first of ${describeObject(object)}, which is the largest; if they never peak together, state that in its annotation 'keelson.dev/ignore-pools-too-small-at-peak'`;
    return [{ subject: describePools([...names]), message, object }];
  });
}
