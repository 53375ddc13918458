import { counted } from '../../../values/counted';
import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import type { ClusterSpec } from '../cluster-spec';
import { lockBehind, lockPool } from './lock-cluster';
import { LOCK_FILE, type LockedCluster, type LockedPool } from './locked-cluster';

/** A cluster with its entry in the lock, and the pools that were behind a balancer by their names. */
interface JudgedTraffic {
  readonly spec: ClusterSpec;
  readonly locked: LockedCluster;
  readonly before: readonly (readonly [string, LockedPool])[];
}

const THREE_DEPLOYS =
  "take three deploys, and write the lock with each: add a second pool; name both pools in the traffic daemon's 'pools', apply the manifests and wait until the balancer finds the new nodes healthy, then name the new pool alone; remove this pool";

const SECOND_DAEMON =
  'make a second traffic daemon with these ports, on a pool of its own, and add it as a backend; take the former one out when the new one serves';

const SECOND_DAEMON_ON_POOL =
  'make the daemon of the new name on a pool of its own, and add it as a backend; take the former one out when the new one serves';

const SECOND_INGRESS =
  'undo the change; a balancer has one health check, so that another port of health needs a second ingress with a traffic daemon of its own';

/**
 * Refuses changes that take the nodes behind a balancer away before others serve. The plan of such a change succeeds: the balancer's groups
 * and the machines are in two stacks, and neither waits until new nodes answer the health check.
 */
export function judgeLockedTraffic(spec: ClusterSpec, locked: LockedCluster, problems: Problems): void {
  const before = Object.entries(locked.pools).filter(([, pool]) => pool.behind !== undefined);
  if (before.length === 0) return;
  const judged = { spec, locked, before };
  judgeRemoved(judged, problems);
  judgeSwapped(judged, problems);
  spec.pools.forEach((pool, index) => {
    const entry = ownMember(locked.pools, pool.name);
    if (entry?.behind === undefined) return;
    judgeReplaced(pool, entry, problems.at(partSubject('pool', pool, index)));
    judgeZones(pool, entry, problems.at(partSubject('pool', pool, index)));
    if (judgeDaemon(pool, { entry, spec }, problems)) judgePorts(pool, { entry, spec }, problems);
  });
}

/** A removed pool is destroyed by the stack of the platform, which is deployed before the stack of the balancer. */
function judgeRemoved({ spec, before }: JudgedTraffic, problems: Problems): void {
  const names = spec.pools.map(({ name }) => name);
  const removed = before.filter(([name]) => !names.includes(name));
  if (removed.length === 0) return;
  const gone = removed.map(([name]) => name);
  const rule = `keep ${counted(removed.length, 'pool')} behind a balancer until the balancer has let go (${LOCK_FILE} has '${gone.join("', '")}' behind '${removed[0]?.[1].behind}')`;
  const remedy =
    "take the pool out of the traffic daemon's 'pools' first, write the lock and deploy, then remove the pool";
  problems.add('pools', rule, `${gone.join(', ')} removed`, remedy);
}

/** The balancer gets its list of groups in one change, and does not wait until the added ones are healthy. */
function judgeSwapped({ spec, locked, before }: JudgedTraffic, problems: Problems): void {
  const now = spec.traffic.flatMap(({ daemon }) => daemon.pools.map(({ name }) => name));
  const gone = before.map(([name]) => name).filter((name) => !now.includes(name));
  const come = now.filter((name) => ownMember(locked.pools, name)?.behind === undefined);
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain pools behind a balancer in one change, because it would forget the old nodes before the new ones are healthy (${LOCK_FILE} has ${before.map(([name]) => name).join(', ')})`;
  const remedy = 'add the new pools first, write the lock and deploy; take the old ones out when the new ones serve';
  problems.add('workloads', rule, `${gone.join(', ')} out, ${come.join(', ')} in`, remedy);
}

function judgeReplaced(pool: NodePoolSpec, { behind, replacement }: LockedPool, problems: Problems): void {
  if (replacement === lockPool(pool).replacement) return;
  const rule = `not be replaced while it serves ingress '${behind}' (${LOCK_FILE}): its nodes would all leave the balancer at once`;
  problems.add('google', rule, 'another replacement', THREE_DEPLOYS);
}

/** The nodes of a removed zone are destroyed by the stack of the platform, which is deployed before the stack of the balancer. */
function judgeZones({ zones }: NodePoolSpec, { behind, zones: before = [] }: LockedPool, problems: Problems): void {
  const gone = before.filter((zone) => !zones.includes(zone));
  const rule = `keep the zones ${before.join(', ')} while it serves ingress '${behind}' (${LOCK_FILE}): the nodes of a zone would go before the balancer lets go of them`;
  const remedy =
    'make a second pool with the zones that stay, and replace this one by it in three deploys, as a pool that is replaced';
  problems.require(gone.length === 0, 'zones', rule, zones, remedy);
}

/** Pods of a daemon of another name cannot start on nodes whose ports the former one has, and nobody ends the former one. */
function judgeDaemon(pool: NodePoolSpec, { entry, spec }: LockedAt, problems: Problems): boolean {
  const now = lockBehind(pool, spec);
  const isSame = now.daemon === undefined || entry.daemon === undefined || now.daemon === entry.daemon;
  const own = problems.at(`workload '${now.daemon}'`);
  const moves = now.behind !== undefined && now.behind !== entry.behind;
  const stay = `stay behind ingress '${entry.behind}' on pool '${pool.name}' (${LOCK_FILE}), because the ports of its groups would be deleted and made at the same time`;
  if (!own.require(!moves, 'ingress', stay, now.behind, SECOND_DAEMON_ON_POOL)) return false;
  const rule = `stay '${entry.daemon}', the traffic daemon on pool '${pool.name}' (${LOCK_FILE}), because the former one keeps the ports of the nodes until somebody deletes it, and all proxies would be missing then`;
  return own.require(isSame, 'name', rule, now.daemon, SECOND_DAEMON_ON_POOL);
}

interface LockedAt {
  readonly entry: LockedPool;
  readonly spec: ClusterSpec;
}

/** The balancer asks another port at once, and the proxies answer there only when all of their pods have been replaced. */
function judgePorts(pool: NodePoolSpec, { entry, spec }: LockedAt, problems: Problems): void {
  const now = lockBehind(pool, spec);
  if (now.behind !== entry.behind || now.ports === undefined || String(now.ports) === String(entry.ports)) return;
  const served = spec.traffic.find(({ daemon }) => daemon.pools.includes(pool));
  const own = problems.at(`workload '${served?.daemon.name}'`);
  const rule = `stay ${entry.ports?.join(' and ')} (requests and health) while ingress '${entry.behind}' uses them (${LOCK_FILE}), because the balancer would ask the new ports before the proxies listen there`;
  const isHealth = now.ports[1] !== entry.ports?.[1];
  own.add('hostPorts', rule, now.ports.join(' and '), isHealth ? SECOND_INGRESS : SECOND_DAEMON);
}
