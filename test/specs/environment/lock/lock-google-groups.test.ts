import { parseLock, renderLock } from '../../../../lib/specs/environment/lock/platform-lock';
import type { GoogleGroupInput } from '../../../../lib/specs/group/google/google-group-input';
import { googleCluster } from '../../../fixtures/google-environment';
import { googleGroup, groupLoop } from '../../../fixtures/google-group';
import { changed, GOOGLE, google, lockOf } from './lock-inputs';

const groups = (...all: readonly GoogleGroupInput[]) => google({ groups: all });
const zoned = (...zones: readonly string[]) => groups(googleGroup({ zones }));
const SCALED = groupLoop({ schedules: [] });
const [A, B, C] = ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'] as const;
const SECOND_GROUP =
  'add a second group beside this one and write the lock, deploy, move the traffic to its machines, then remove this group';

test('the lock holds the zones of every group, because no instance group can change them', () => {
  const size = { scope: 'total', min: 1, max: 2 } as const;
  const lock = lockOf(groups(googleGroup(), googleGroup({ name: 'total', size, zones: [B, A], scaling: SCALED })));
  expect(lock.environments['streaming']?.clusters['main']?.groups).toEqual({
    proxy: { scope: 'per-zone', zones: [A, B, C], scaling: 'fixed' },
    total: { scope: 'total', zones: [A, B], scaling: 'instance-group', initial: 1 },
  });
  expect(parseLock(renderLock(lock))).toEqual(lock);
});

test.each([
  ['an added group', groups(), groups(googleGroup())],
  ['a removed group', groups(googleGroup()), groups()],
  ['the same zones in another order', zoned(A, B), zoned(B, A)],
  [
    'another scope, which only counts in another way',
    groups(googleGroup()),
    groups(googleGroup({ size: { scope: 'total', min: 3, max: 6 } })),
  ],
  ['a loop that is switched on', groups(googleGroup()), groups(googleGroup({ scaling: SCALED }))],
])('the lock accepts %s', (_, before, after) => {
  expect(changed(before, after)).toEqual([]);
});

test('the lock refuses a renamed group', () => {
  expect(changed(groups(googleGroup()), groups(googleGroup({ name: 'better' })))).toEqual([
    `${GOOGLE}: 'groups' must not lose and gain groups in one change, because the old machines would be destroyed before the new ones serve (keelson.lock.json has proxy), got 'proxy removed, better added'; add the new group beside the old one and write the lock, deploy, move the traffic to its machines, then remove the old group`,
  ]);
});

describe('the lock refuses other zones', () => {
  const refusal = (before: string, after: readonly string[]) => [
    `${GOOGLE} > group 'proxy': 'zones' must stay ${before}, as keelson.lock.json has them: the old machines would be destroyed before the new ones serve, got ${JSON.stringify(after)}; state these zones; for others ${SECOND_GROUP}`,
  ];

  test.each([
    ['added', [A, B], [A, B, C]],
    ['removed', [A, B], [A]],
    ['exchanged', [A, B], [B, C]],
  ])('that are %s', (_, before, after) => {
    expect(changed(zoned(...before), zoned(...after))).toEqual(refusal(before.join(', '), after));
  });

  test('that the network gains, unless the group states its own', () => {
    const { network } = googleCluster();
    const two = google({ network: { ...network, zones: [A, B] }, groups: [googleGroup()] });
    expect(changed(two, groups(googleGroup()))).toEqual(refusal(`${A}, ${B}`, [A, B, C]));
    expect(changed(two, zoned(A, B))).toEqual([]);
  });
});

describe('a group whose autoscaler is switched off', () => {
  const grown = groups(googleGroup({ size: { scope: 'per-zone', min: 1, max: 9, initial: 2 }, scaling: SCALED }));
  const fixed = (initial?: number) =>
    groups(googleGroup({ size: { scope: 'per-zone', min: 1, max: 9, ...(initial !== undefined && { initial }) } }));

  test('must state how many machines run by then', () => {
    expect(changed(grown, fixed())).toEqual([
      `${GOOGLE} > group 'proxy': 'size.initial' must be given where 'instance-group' is switched off (keelson.lock.json): the group would be set to 'size.min' (1) at once, got nothing; state the number of machines that run now, counted by 'size.scope' ('per-zone')`,
    ]);
    expect(changed(grown, fixed(2))).toHaveLength(1);
  });

  test('is accepted with another number', () => {
    expect(changed(grown, fixed(7))).toEqual([]);
  });
});
