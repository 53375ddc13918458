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
  judgeGrownSize(judged, now, problems);
}

/** Only the cloud knows how many nodes an autoscaled pool has grown to, and some changes set it back to where it began. */
function judgeGrownSize({ stated, spec, locked }: JudgedLockedPool, now: LockedPool, problems: Problems): void {
  if (locked.scaling === 'fixed' || stated.size.initial !== undefined) return;
  const { min } = spec.size;
  const remedy = `state the number of nodes that run now, by 'size.scope' ('${spec.size.scope}')`;
  if (now.scaling === 'fixed') {
    const rule = `be given where '${locked.scaling}' ends (${LOCK_FILE}): the pool would be set to 'size.min' (${min}) at once`;
    problems.add('size.initial', rule, undefined, remedy);
  } else if (now.replacement !== locked.replacement) {
    const rule = `be given where a change makes a new pool of an autoscaled one (${LOCK_FILE}): it would begin with 'size.min' (${min}), and the old one goes at once`;
    problems.add('size.initial', rule, undefined, remedy);
  }
}
