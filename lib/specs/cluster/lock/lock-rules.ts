import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { ClusterInput } from '../cluster-input';
import type { ClusterSpec } from '../cluster-spec';
import { rangesOf } from './lock-cluster';
import { judgeLockedPool } from './lock-pool-rules';
import { LOCK_FILE, type LockedCluster } from './locked-cluster';

/** A cluster, and what the lock says that it was. */
export interface JudgedLock {
  /** Only for what was stated at all. */
  readonly stated: ClusterInput;
  readonly spec: ClusterSpec;
  readonly locked: LockedCluster;
}

/** Refuses what a plan would do to a living cluster without saying so, with the steps that lead there. */
export function judgeLockedCluster(judged: JudgedLock, problems: Problems): void {
  judgeForGood(judged, problems);
  judgePrimaryZone(judged, problems);
  judgePoolNames(judged, problems);
  judged.spec.pools.forEach((pool, index) => {
    const [locked, stated] = [judged.locked.pools[pool.name], judged.stated.pools[index]];
    if (locked === undefined || stated === undefined) return;
    judgeLockedPool({ stated, spec: pool, locked }, problems.at(partSubject('pool', pool, index)));
  });
}

/** Region, datapath and ranges: a cluster has them for good, or another one takes its place. */
function judgeForGood({ spec, locked }: JudgedLock, problems: Problems): void {
  const then = { region: locked.region, datapath: locked.datapath, ...locked.ranges };
  const now: Readonly<Record<string, string>> = { region: spec.region, datapath: spec.datapath, ...rangesOf(spec) };
  for (const [property, value] of Object.entries(then)) {
    const current = now[property];
    // A zone that left the network takes its ranges with it.
    if (current === undefined || current === value) continue;
    const rule = `stay '${value}', which ${LOCK_FILE} says that the cluster was made with`;
    const remedy = 'undo it; for other ones make a second cluster beside this one and move over';
    problems.add(property, rule, current, remedy);
  }
}

/** The one NAT gateway of a network would be destroyed before there is another. */
function judgePrimaryZone({ spec, locked }: JudgedLock, problems: Problems): void {
  if (spec.cloud !== 'aws' || spec.network.nat !== 'single' || locked.primaryZone === undefined) return;
  const { primaryZone } = spec.network;
  if (primaryZone === locked.primaryZone) return;
  const isGone = !spec.network.zones.some(({ zone }) => zone === locked.primaryZone);
  const property = isGone ? 'network.zones' : 'network.primaryZone';
  const rule = `${isGone ? 'hold' : 'stay'} '${locked.primaryZone}', where ${LOCK_FILE} says that the one NAT gateway is`;
  const remedy =
    "take nat 'per-zone' and deploy, change it and write the lock, deploy, then go back to 'single'; pods would have no way out in between";
  problems.add(property, rule, isGone ? spec.network.zones.map(({ zone }) => zone) : primaryZone, remedy);
}

/** A renamed pool is a pool less and a pool more, and both begin at the same moment. */
function judgePoolNames({ spec, locked }: JudgedLock, problems: Problems): void {
  const names = spec.pools.map(({ name }) => name);
  const gone = Object.keys(locked.pools).filter((name) => !names.includes(name));
  const come = names.filter((name) => locked.pools[name] === undefined);
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain pools in one change, for both would begin at the same moment (${LOCK_FILE} knows ${gone.join(', ')})`;
  const remedy =
    'add the new pool beside the old one and write the lock, deploy, wait until its nodes are Ready, drain the old nodes, then remove the old pool';
  problems.add('pools', rule, `${gone.join(', ')} gone, ${come.join(', ')} come`, remedy);
}
