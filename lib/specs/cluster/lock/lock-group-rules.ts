import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { AwsGroupSpec } from '../../group/aws/aws-group-spec';
import type { ClusterSpec } from '../cluster-spec';
import { lockGroup } from './lock-cluster';
import { LOCK_FILE, type LockedCluster, type LockedGroup } from './locked-cluster';

const SECOND_GROUP =
  'add a second group beside this one and write the lock, deploy, move the traffic to its machines, then remove this group';

/** Refuses changes of deployed groups that destroy machines before the new ones serve, and names the steps that avoid it. */
export function judgeLockedGroups(spec: ClusterSpec, { groups: locked = {} }: LockedCluster, problems: Problems): void {
  const groups = spec.cloud === 'aws' ? spec.groups : [];
  judgeNames(groups, locked, problems);
  groups.forEach((group, index) => {
    const before = ownMember(locked, group.name);
    if (before !== undefined) judgeParts(group, before, problems.at(partSubject('group', group, index)));
  });
}

/** Terraform sees a renamed group as one removed and one added group. */
function judgeNames(
  groups: readonly AwsGroupSpec[],
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

function judgeParts(group: AwsGroupSpec, locked: LockedGroup, problems: Problems): void {
  const now = lockGroup(group);
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
