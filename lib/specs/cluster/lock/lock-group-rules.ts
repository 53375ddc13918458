import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { ClusterInput } from '../cluster-input';
import type { ClusterSpec, GroupSpec } from '../cluster-spec';
import { lockGroup } from './lock-cluster';
import { LOCK_FILE, type LockedCluster, type LockedGroup } from './locked-cluster';

const SECOND_GROUP =
  'add a second group beside this one and write the lock, deploy, move the traffic to its machines, then remove this group';

/** The groups of a cluster, and their entries in the lock. */
export interface JudgedLockedGroups {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: ClusterInput;
  readonly spec: ClusterSpec;
  readonly locked: LockedCluster;
}

/** Refuses changes of deployed groups that destroy machines before the new ones serve, and names the steps that avoid it. */
export function judgeLockedGroups({ stated, spec, locked: cluster }: JudgedLockedGroups, problems: Problems): void {
  const locked = cluster.groups ?? {};
  const { groups } = spec;
  const written = stated.groups ?? [];
  judgeNames(groups, locked, problems);
  groups.forEach((group, index) => {
    const before = ownMember(locked, group.name);
    if (before === undefined) return;
    const own = problems.at(partSubject('group', group, index));
    if (spec.cloud === 'aws') judgeParts(group, before, own);
    else judgePlaces(group, before, own);
    judgeGrownSize(group, { locked: before, initial: written[index]?.size.initial }, own);
  });
}

/** Terraform sees a renamed group as one removed and one added group. */
function judgeNames(
  groups: readonly GroupSpec[],
  locked: Readonly<Record<string, LockedGroup>>,
  problems: Problems,
): void {
  const names = groups.map(({ name }) => name);
  const gone = Object.keys(locked).filter((name) => !names.includes(name));
  const come = names.filter((name) => !Object.hasOwn(locked, name));
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain groups in one change, because the old machines would be destroyed before the new ones serve (${LOCK_FILE} has ${gone.join(', ')})`;
  const remedy =
    'add the new group beside the old one and write the lock, deploy, move the traffic to its machines, then remove the old group';
  problems.add('groups', rule, `${gone.join(', ')} removed, ${come.join(', ')} added`, remedy);
}

/** An Auto Scaling group of another scope or of another zone is another group. */
function judgeParts(group: GroupSpec, locked: LockedGroup, problems: Problems): void {
  const now = lockGroup(group, 'aws');
  if (now.scope !== locked.scope) {
    const rule = `stay '${locked.scope}', as ${LOCK_FILE} has it: the old machines would be destroyed before the new ones serve`;
    problems.add('size.scope', rule, now.scope, SECOND_GROUP);
    return;
  }
  const [before, after] = [locked.zones ?? [], now.zones ?? []];
  const gone = before.filter((zone) => !after.includes(zone));
  const come = after.filter((zone) => !before.includes(zone));
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain zones in one change, because the old machines would be destroyed before the new ones serve (${LOCK_FILE} has ${before.join(', ')})`;
  const remedy = `add ${come.join(', ')} and write the lock, deploy, then remove ${gone.join(', ')}`;
  problems.add('zones', rule, after, remedy);
}

/** A regional instance group cannot change its zones: Terraform would make another one and destroy the old one while the new machines boot. */
function judgePlaces({ zones }: GroupSpec, locked: LockedGroup, problems: Problems): void {
  const before = locked.zones ?? [];
  if (before.join() === zones.join()) return;
  const rule = `stay ${before.join(', ')}, as ${LOCK_FILE} has them: the old machines would be destroyed before the new ones serve`;
  problems.add('zones', rule, zones, `state these zones; for others ${SECOND_GROUP}`);
}

/**
 * A group whose scaling is switched off is set to its first size at once, and only the cloud knows how many machines it has grown to. An
 * `initial` that the lock has already was stated for an earlier change and does not count.
 */
function judgeGrownSize(
  { size, scaling }: GroupSpec,
  { locked, initial }: { readonly locked: LockedGroup; readonly initial: number | undefined },
  problems: Problems,
): void {
  if (locked.scaling === 'fixed' || scaling.kind !== 'fixed') return;
  if (initial !== undefined && initial !== locked.initial) return;
  const [given, set, again] =
    initial === undefined
      ? ['be given', `'size.min' (${size.min})`, '']
      : ['be given anew', `${initial}, its first size`, '; if that is the same number as before, state one more'];
  const rule = `${given} where '${locked.scaling}' is switched off (${LOCK_FILE}): the group would be set to ${set} at once`;
  const remedy = `state the number of machines that run now, counted by 'size.scope' ('${size.scope}')${again}`;
  problems.add('size.initial', rule, initial, remedy);
}
