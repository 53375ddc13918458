import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { lockWarnings } from '../../../../lib/specs/environment/lock/lock-changes';
import { parseLock, renderLock } from '../../../../lib/specs/environment/lock/platform-lock';
import type { AwsGroupInput } from '../../../../lib/specs/group/aws/aws-group-input';
import { awsGroup } from '../../../fixtures/aws-group';
import { AWS, aws, changed, lockOf } from './lock-inputs';

const groups = (...all: readonly AwsGroupInput[]) => aws({ groups: all });
const sized = (scope: 'total' | 'per-zone', ...zones: readonly string[]) =>
  groups(awsGroup({ size: { scope, min: 1, max: 2 }, zones }));
const TRACKED = { kind: 'target-tracking', signals: [{ kind: 'cpu', percent: 50 }] } as const;
const [A, B, C] = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] as const;

test('the lock holds the scope of every group, and the zones that have a group of their own', () => {
  const lock = lockOf(
    groups(awsGroup(), awsGroup({ name: 'zoned', size: { scope: 'per-zone', min: 1, max: 2 }, scaling: TRACKED })),
  );
  expect(lock.environments['paas']?.clusters['main']?.groups).toEqual({
    proxy: { scope: 'total', scaling: 'fixed' },
    zoned: { scope: 'per-zone', zones: [A, B, C], scaling: 'target-tracking', initial: 1 },
  });
  expect(parseLock(renderLock(lock))).toEqual(lock);
});

describe('a group whose scaling is switched off', () => {
  const grown = groups(awsGroup({ size: { scope: 'total', min: 1, max: 9, initial: 2 }, scaling: TRACKED }));
  const fixed = (initial?: number) =>
    groups(awsGroup({ size: { scope: 'total', min: 1, max: 9, ...(initial !== undefined && { initial }) } }));

  test('must state how many machines run by then', () => {
    expect(changed(grown, fixed())).toEqual([
      `${AWS} > group 'proxy': 'size.initial' must be given where 'target-tracking' is switched off (keelson.lock.json): the group would be set to 'size.min' (1) at once, got nothing; state the number of machines that run now, counted by 'size.scope' ('total')`,
    ]);
    expect(changed(grown, fixed(2))).toEqual([
      `${AWS} > group 'proxy': 'size.initial' must be given anew where 'target-tracking' is switched off (keelson.lock.json): the group would be set to 2, its first size at once, got 2; state the number of machines that run now, counted by 'size.scope' ('total'); if that is the same number as before, state one more`,
    ]);
  });

  test('is accepted with another number', () => {
    expect(changed(grown, fixed(7))).toEqual([]);
    expect(changed(fixed(), grown)).toEqual([]);
  });
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
