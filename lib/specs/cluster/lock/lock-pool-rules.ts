import type { Problems } from '../../../values/problems';
import type { NodePoolInput } from '../../pool/node-pool-input';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import { lockPool } from './lock-cluster';
import { LOCK_FILE, type LockedPool } from './locked-cluster';

/** A pool, and its entry in the lock. */
export interface JudgedLockedPool {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: NodePoolInput;
  readonly spec: NodePoolSpec;
  readonly locked: LockedPool;
}

const SECOND_POOL =
  'make a second pool of that kind: add it under a name of its own and write the lock, deploy, wait until its nodes are Ready, drain the nodes of this one, then remove it';

/** Refuses changes of a deployed pool that lose nodes although the plan does not say so, and names the steps that avoid the loss. */
export function judgeLockedPool(judged: JudgedLockedPool, problems: Problems): void {
  const { spec, locked } = judged;
  const now = lockPool(spec);
  if (now.kind !== locked.kind) {
    const property = spec.cloud === 'aws' ? 'aws.management' : 'google.layout';
    const rule = `stay '${locked.kind}', as ${LOCK_FILE} has it: the old nodes would be destroyed before the new ones are Ready`;
    problems.add(property, rule, now.kind, SECOND_POOL);
    return;
  }
  if (now.capacity !== locked.capacity && locked.capacity !== undefined) {
    const rule = `stay '${locked.capacity}', as ${LOCK_FILE} has it: the group would keep the instances that the other form started`;
    problems.add('aws.capacity.kind', rule, now.capacity, SECOND_POOL);
  }
  judgeGroups(judged, now, problems);
  judgeGrownSize(judged, now, problems);
  judgeStartupKey(judged, now, problems);
}

const TWO_STEPS =
  "take two steps: remove 'startupTaint' and write the lock, deploy, wait until every node is a new one, then apply the manifests; afterwards state the taint with the change, write the lock, apply the manifests, then deploy";

/**
 * The daemon removes the key of the pool's spec only, and the two outputs are applied one after the other, so that nodes which begin with
 * the other key would never open.
 */
function judgeStartupKey({ stated, locked }: JudgedLockedPool, now: LockedPool, problems: Problems): void {
  const [before, after] = [locked.startupTaint, now.startupTaint];
  if (before === undefined || after === undefined || before === after) return;
  // The default key depends on who scales the pool.
  const property = stated.startupTaint?.key === undefined ? 'scaling' : 'startupTaint.key';
  const rule = `leave the key of the startup taint at '${before}', as ${LOCK_FILE} has it: a node that begins with one key never opens while the daemon removes another one`;
  problems.add(property, rule, after, TWO_STEPS);
}

/** Terraform destroys removed groups of a pool while it makes the added ones, so that no new node is Ready when the old ones go. */
function judgeGroups({ locked }: JudgedLockedPool, now: LockedPool, problems: Problems): void {
  if (locked.scope !== undefined && locked.scope !== now.scope) {
    const rule = `stay '${locked.scope}', as ${LOCK_FILE} has it: the old groups would be destroyed before the new ones have nodes`;
    problems.add('size.scope', rule, now.scope, SECOND_POOL);
    return;
  }
  const [before, after] = [locked.zones ?? now.zones ?? [], now.zones ?? []];
  const gone = before.filter((zone) => !after.includes(zone));
  const come = after.filter((zone) => !before.includes(zone));
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain zones in one change, because the old nodes would be destroyed before the new ones are Ready (${LOCK_FILE} has ${before.join(', ')})`;
  const remedy = `add ${come.join(', ')} and write the lock, deploy, wait until the nodes are Ready, drain the nodes of ${gone.join(', ')}, then remove the old zones`;
  problems.add('zones', rule, after, remedy);
}

/**
 * Some changes set an autoscaled pool back to its first size, and only the cloud knows how many nodes it has grown to. The user has
 * to state that number; a `size.initial` that the lock has already was stated for an earlier change and does not count.
 */
function judgeGrownSize({ stated, spec, locked }: JudgedLockedPool, now: LockedPool, problems: Problems): void {
  const { initial } = stated.size;
  if (locked.scaling === 'fixed' || (initial !== undefined && initial !== locked.initial)) return;
  const set = initial === undefined ? `'size.min' (${spec.size.min})` : `${initial}, its first size`;
  const again = initial === undefined ? '' : '; if that is the same number as before, state one more';
  const remedy = `state the number of nodes that run now, counted by 'size.scope' ('${spec.size.scope}')${again}`;
  const given = initial === undefined ? 'be given' : 'be given anew';
  if (now.scaling === 'fixed') {
    const rule = `${given} where '${locked.scaling}' is switched off (${LOCK_FILE}): the pool would be set to ${set} at once`;
    problems.add('size.initial', rule, initial, remedy);
  } else if (now.replacement !== locked.replacement) {
    const rule = `${given} where a change replaces an autoscaled pool (${LOCK_FILE}): the new pool would begin with ${set}, and the old one be destroyed at once`;
    problems.add('size.initial', rule, initial, remedy);
  }
}
