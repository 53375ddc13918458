import type { Problems } from '../../../values/problems';
import type { NodePoolInput } from '../../pool/node-pool-input';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import { lockPool } from './lock-cluster';
import { LOCK_FILE, type LockedPool } from './locked-cluster';

/** A pool, and what the lock says that it was. */
export interface JudgedLockedPool {
  /** Only for what was stated at all. */
  readonly stated: NodePoolInput;
  readonly spec: NodePoolSpec;
  readonly locked: LockedPool;
}

const SECOND_POOL =
  'make a second pool of that kind: add it under a name of its own and write the lock, deploy, wait until its nodes are Ready, drain the nodes of this one, then remove it';

/** Refuses what a plan would do to a living pool without saying so. */
export function judgeLockedPool(judged: JudgedLockedPool, problems: Problems): void {
  const { spec, locked } = judged;
  const now = lockPool(spec);
  if (now.kind !== locked.kind) {
    const property = spec.cloud === 'aws' ? 'aws.management' : 'google.layout';
    const rule = `stay '${locked.kind}', which ${LOCK_FILE} says that the pool was made as: the old nodes would go before the new ones are there`;
    problems.add(property, rule, now.kind, SECOND_POOL);
    return;
  }
  if (now.capacity !== locked.capacity && locked.capacity !== undefined) {
    const rule = `stay '${locked.capacity}', which ${LOCK_FILE} says that the group was made with: the group would keep the instances that the other form chose`;
    problems.add('aws.capacity.kind', rule, now.capacity, SECOND_POOL);
  }
  judgeGroups(judged, now, problems);
  judgeGrownSize(judged, now, problems);
}

/** Groups of a pool that go and others that come do so at the same moment. */
function judgeGroups({ locked }: JudgedLockedPool, now: LockedPool, problems: Problems): void {
  if (locked.scope !== undefined && locked.scope !== now.scope) {
    const rule = `stay '${locked.scope}', which ${LOCK_FILE} says that the groups were made for: the old ones would go before the new ones are there`;
    problems.add('size.scope', rule, now.scope, SECOND_POOL);
    return;
  }
  const [before, after] = [locked.zones ?? now.zones ?? [], now.zones ?? []];
  const gone = before.filter((zone) => !after.includes(zone));
  const come = after.filter((zone) => !before.includes(zone));
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain zones in one change, for nodes would go before others are there (${LOCK_FILE} knows ${before.join(', ')})`;
  const remedy = `add ${come.join(', ')} and write the lock, deploy, wait until the nodes are Ready, drain those of ${gone.join(', ')}, then remove it`;
  problems.add('zones', rule, after, remedy);
}

/**
 * Only the cloud knows how many nodes an autoscaled pool has grown to, and some changes set it back to where it began. A size that
 * the lock knows already was stated for another day.
 */
function judgeGrownSize({ stated, spec, locked }: JudgedLockedPool, now: LockedPool, problems: Problems): void {
  const { initial } = stated.size;
  if (locked.scaling === 'fixed' || (initial !== undefined && initial !== locked.initial)) return;
  const set = initial === undefined ? `'size.min' (${spec.size.min})` : `${initial}, as it did`;
  const again = initial === undefined ? '' : '; where it is the same number again, state one more';
  const remedy = `state the number of nodes that run now, by 'size.scope' ('${spec.size.scope}')${again}`;
  const given = initial === undefined ? 'be given' : 'be given anew';
  if (now.scaling === 'fixed') {
    const rule = `${given} where '${locked.scaling}' ends (${LOCK_FILE}): the pool would be set to ${set} at once`;
    problems.add('size.initial', rule, initial, remedy);
  } else if (now.replacement !== locked.replacement) {
    const rule = `${given} where a change makes a new pool of an autoscaled one (${LOCK_FILE}): it would begin with ${set}, and the old one goes at once`;
    problems.add('size.initial', rule, initial, remedy);
  }
}
