import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { lockWarnings } from '../../../../lib/specs/environment/lock/lock-changes';
import { parseLock, renderLock } from '../../../../lib/specs/environment/lock/platform-lock';
import type { AwsGroupInput } from '../../../../lib/specs/group/aws/aws-group-input';
import { awsGroup } from '../../../fixtures/aws-group';
import { AWS, aws, changed, lockOf } from './lock-inputs';

const groups = (...all: readonly AwsGroupInput[]) => aws({ groups: all });
const sized = (scope: 'total' | 'per-zone', ...zones: readonly string[]) =>
  groups(awsGroup({ size: { scope, min: 1, max: 2 }, zones }));
const [A, B, C] = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] as const;

test('the lock holds the scope of every group, and the zones that have a group of their own', () => {
  const lock = lockOf(groups(awsGroup(), awsGroup({ name: 'zoned', size: { scope: 'per-zone', min: 1, max: 2 } })));
  expect(lock.environments['paas']?.clusters['main']?.groups).toEqual({
    proxy: { scope: 'total' },
    zoned: { scope: 'per-zone', zones: [A, B, C] },
  });
  expect(parseLock(renderLock(lock))).toEqual(lock);
});

test('the lock of a cluster without groups has no member for them', () => {
  expect(renderLock(lockOf(aws({})))).not.toContain('groups');
});

test.each([
  ['an added group', groups(), groups(awsGroup())],
  ['a removed group', groups(awsGroup()), groups()],
  ['an added zone', sized('per-zone', A, B), sized('per-zone', A, B, C)],
  ['other zones of a group that spans them', sized('total', A, B), sized('total', B, C)],
])('the lock accepts %s', (_, before, after) => {
  expect(changed(before, after)).toEqual([]);
});

test('the lock refuses a renamed group', () => {
  expect(changed(groups(awsGroup()), groups(awsGroup({ name: 'better' })))).toEqual([
    `${AWS}: 'groups' must not lose and gain groups in one change, because the old machines would be destroyed before the new ones serve (keelson.lock.json has proxy), got 'proxy removed, better added'; add the new group beside the old one and write the lock, deploy, move the traffic to its machines, then remove the old group`,
  ]);
});

test('the lock refuses another scope', () => {
  expect(changed(sized('total', A, B), sized('per-zone', A, B))).toEqual([
    `${AWS} > group 'proxy': 'size.scope' must stay 'total', as keelson.lock.json has it: the old machines would be destroyed before the new ones serve, got 'per-zone'; add a second group beside this one and write the lock, deploy, move the traffic to its machines, then remove this group`,
  ]);
});

test('the lock refuses zones that go while others come', () => {
  expect(changed(sized('per-zone', A, B), sized('per-zone', B, C))).toEqual([
    `${AWS} > group 'proxy': 'zones' must not lose and gain zones in one change, because the old machines would be destroyed before the new ones serve (keelson.lock.json has eu-central-1a, eu-central-1b), got ["eu-central-1b","eu-central-1c"]; add eu-central-1c and write the lock, deploy, then remove eu-central-1a`,
  ]);
});

test('groups that the lock lacks, and groups that have gone, are said', () => {
  const lacks = (before: ReturnType<typeof groups>, after: ReturnType<typeof groups>) => {
    const { environments } = EnvironmentSet.from([after]);
    return lockWarnings(lockOf(before), { known: ['paas'], chosen: environments });
  };
  expect(lacks(groups(), groups(awsGroup()))).toEqual([
    "paas: keelson.lock.json lacks group 'proxy' of 'main'; 'keelson synth --write-lock' writes it",
  ]);
  expect(lacks(groups(awsGroup()), groups())).toEqual([
    "paas: keelson.lock.json lacks the removal of group 'proxy' of 'main'; 'keelson synth --write-lock' writes it",
  ]);
});
