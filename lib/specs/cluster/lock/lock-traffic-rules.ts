import { counted } from '../../../values/counted';
import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import type { ClusterSpec } from '../cluster-spec';
import { lockPool } from './lock-cluster';
import { LOCK_FILE, type LockedCluster } from './locked-cluster';

const THREE_DEPLOYS =
  "take three deploys, and write the lock with each: add a second pool; name both pools in the traffic daemon's 'pools', apply the manifests and wait until the balancer finds the new nodes healthy, then name the new pool alone; remove this pool";

/**
 * Refuses changes that take the nodes behind a balancer away before others serve. The plan of such a change succeeds: the balancer's groups
 * and the machines are in two stacks, and neither waits until new nodes answer the health check.
 */
export function judgeLockedTraffic(spec: ClusterSpec, locked: LockedCluster, problems: Problems): void {
  const before = Object.entries(locked.pools).filter(([, pool]) => pool.behind !== undefined);
  if (before.length === 0) return;
  const now = poolsBehind(spec);
  judgeRemoved(spec, { locked, problems });
  const gone = before.filter(([name]) => !now.some((pool) => pool.name === name)).map(([name]) => name);
  const come = now.filter((pool) => ownMember(locked.pools, pool.name)?.behind === undefined).map(({ name }) => name);
  const isSwapped = gone.length > 0 && come.length > 0;
  const rule = `not lose and gain pools behind a balancer in one change, because it would forget the old nodes before the new ones are healthy (${LOCK_FILE} has ${before.map(([name]) => name).join(', ')})`;
  const remedy = 'add the new pools first, write the lock and deploy; take the old ones out when the new ones serve';
  if (isSwapped) problems.add('workloads', rule, `${gone.join(', ')} out, ${come.join(', ')} in`, remedy);
  spec.pools.forEach((pool, index) => {
    const entry = ownMember(locked.pools, pool.name);
    if (entry?.behind === undefined || entry.replacement === lockPool(pool).replacement) return;
    const own = problems.at(partSubject('pool', pool, index));
    const why = `not be replaced while it serves ingress '${entry.behind}' (${LOCK_FILE}): its nodes would all leave the balancer at once`;
    own.add('google', why, 'another replacement', THREE_DEPLOYS);
  });
}

/** Pools of a cluster whose nodes a balancer sends requests to. */
export function poolsBehind({ traffic }: Pick<ClusterSpec, 'traffic'>): readonly NodePoolSpec[] {
  return traffic.flatMap(({ daemon }) => daemon.pools);
}

/** A removed pool is destroyed by the stack of the platform, which is deployed before the stack of the balancer. */
function judgeRemoved(
  { pools }: ClusterSpec,
  { locked, problems }: { readonly locked: LockedCluster; readonly problems: Problems },
): void {
  const names = pools.map(({ name }) => name);
  const removed = Object.entries(locked.pools).filter(([name, { behind }]) => behind && !names.includes(name));
  if (removed.length === 0) return;
  const rule = `keep ${counted(removed.length, 'pool')} behind a balancer until the balancer has let go (${LOCK_FILE} has '${removed.map(([name]) => name).join("', '")}' behind '${removed[0]?.[1].behind}')`;
  const remedy =
    "take the pool out of the traffic daemon's 'pools' first, write the lock and deploy, then remove the pool";
  problems.add('pools', rule, `${removed.map(([name]) => name).join(', ')} removed`, remedy);
}
