import { mostWithin, scheduledPods } from '../../../analysis/rollout-pods';
import { counted } from '../../../values/counted';
import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import type { Datapath } from '../../machine/datapath';
import { PLATFORM_DAEMONS } from '../../machine/platform-daemons';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import { poolAllocatable } from '../../pool/pool-allocatable';
import { maxNodes } from '../../pool/pool-size';
import type { Tier } from '../../tier';
import type { PodNeeds } from '../pod-needs';
import type { TeamSpec } from '../team-spec';
import { isService, type WorkloadSpec } from '../workload-spec';
import { judgeDiskRoom } from './disk-room-rules';
import { judgeQuota } from './quota-room-rules';
import { MAX_REPLICAS } from './replicas-fields';
import { type PeakOfService, peakOf, peakPods } from './service-peak';

/** Facts of a cluster that decide how much room its workloads have. */
export interface RoomSurroundings {
  readonly environment: { readonly tier: Tier };
  readonly datapath: Datapath;
  readonly teams: readonly TeamSpec[];
}

/**
 * Refuses a service that alone can never have all of its pods: more than the nodes of its pools take, or more than its team's quota
 * allows. Sums over several workloads are the business of checks, which also see hand-written manifests.
 *
 * @param workload whose quantities and pools are valid.
 */
export function judgeRoom(workload: WorkloadSpec, surroundings: RoomSurroundings, problems: Problems): void {
  if (!isService(workload)) return;
  const peak = peakOf(workload, surroundings.environment.tier);
  judgeNodes(peak, surroundings.datapath, problems);
  judgeDiskRoom(workload, problems);
  const team = surroundings.teams.find(({ name }) => name === workload.namespace);
  if (team !== undefined) judgeQuota(peak, team, problems);
}

function judgeNodes(
  { workload, property, pods, least, needs }: PeakOfService,
  datapath: Datapath,
  problems: Problems,
): void {
  const rooms = workload.pools.map((pool) => roomOf(pool, needs, datapath));
  const room = rooms.reduce((sum, { nodes, each }) => sum + nodes * each, 0);
  const most = mostWithin(room, (serving) => scheduledPods(peakPods(serving)), MAX_REPLICAS);
  const terms = rooms.map(({ name, nodes, each, by }) => {
    return `${counted(nodes, 'node')} of '${name}' x ${counted(each, 'pod')} (by ${by})`;
  });
  const wanted = `${pods.serving} + ${pods.surge} that a rollout adds = ${scheduledPods(pods)}`;
  problems.require(
    scheduledPods(pods) <= room,
    property,
    `fit the nodes of its pools: ${terms.join(' + ')} = ${counted(room, 'pod')}, and ${wanted} are wanted`,
    pods.serving,
    remedyOf(room === 0, most >= least ? most : undefined),
  );
}

/** Lowering a number to what its range or its rule refuses would be no remedy. */
function remedyOf(isTooLarge: boolean, most: number | undefined): string {
  if (isTooLarge) return 'request less, or choose larger machines';
  const lower = most === undefined ? '' : `lower it to ${most}, or `;
  return `${lower}raise 'size.max' of its pools`;
}

interface PoolRoom {
  readonly name: string;
  readonly nodes: number;
  /** Pods that one node takes. */
  readonly each: number;
  /** The resource that limits the number. */
  readonly by: string;
}

/** Pods that fit on one node beside the cloud's own daemons; daemons of the manifests, which a check adds, leave room for fewer. */
function roomOf(pool: NodePoolSpec, needs: PodNeeds, datapath: Datapath): PoolRoom {
  const daemons = ownMember(PLATFORM_DAEMONS, datapath) ?? [];
  const free = poolAllocatable(pool);
  const cpuMillis = free.cpuMillis - daemons.reduce((sum, each) => sum + each.cpuMillis, 0);
  const memoryBytes = free.memoryBytes - daemons.reduce((sum, each) => sum + each.memoryMib, 0) * 2 ** 20;
  const limits = [
    { by: 'CPU', pods: needs.cpuMillis === 0 ? Number.POSITIVE_INFINITY : cpuMillis / needs.cpuMillis },
    { by: 'memory', pods: needs.memoryBytes === 0 ? Number.POSITIVE_INFINITY : memoryBytes / needs.memoryBytes },
    { by: 'maxPods', pods: free.pods - daemons.length },
  ];
  const { by, pods } = limits.reduce((least, each) => (each.pods < least.pods ? each : least));
  return { name: pool.name, nodes: maxNodes(pool), each: Math.max(0, Math.floor(pods)), by };
}
