import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { type ProviderDouble, startProviderDouble } from '../../harness/provider-double/start-provider-double';
import { Session } from '../../harness/session';
import { synthesizedVariant } from '../../harness/synthesized';
import { deploysAsPlanned, type JudgedChange } from './expectations';
import { AWS_GROUP_CHANGES, GOOGLE_GROUP_CHANGES } from './group-changes';
import { awsGroupsEnvironment, googleGroupsEnvironment } from './group-environments';
import { JudgedEnvironment } from './judged-environment';
import { withoutProtection } from './pool-edits';

const JUDGE = 'terraform';
const figures = { 'group resources': 0, 'group changes': 0 };
let world: ProviderDouble;

beforeAll(async () => {
  world = await startProviderDouble('groups');
});

afterAll(async () => {
  await world.stop();
  for (const [name, value] of Object.entries(figures)) Session.current().fact(JUDGE, name, value);
});

describe.each<[string, EnvironmentInput, readonly JudgedChange[]]>([
  ['AWS', awsGroupsEnvironment(), AWS_GROUP_CHANGES],
  ['Google Cloud', googleGroupsEnvironment(), GOOGLE_GROUP_CHANGES],
])('groups of machines that are no nodes on %s', (_, input, changes) => {
  let environment: JudgedEnvironment;

  beforeAll(() => {
    environment = new JudgedEnvironment(input.name, world, synthesizedVariant('groups', input));
  });

  test('are valid, apply as planned, and have an empty second plan', async () => {
    const planned = await deploysAsPlanned(environment);
    figures['group resources'] += planned.filter(({ address }) => address.includes('.group-')).length;
  });

  for (const { title, make, expect: judge } of changes) {
    test(title, async () => {
      judge(await make(environment));
      figures['group changes'] += 1;
    });
  }

  test('have an empty plan after their changes, and are removed completely', async () => {
    // A foundation may lose outputs that no group reads any more, and the judge applies no change of outputs alone.
    const unsettled = await environment.unsettledStacks();
    expect(unsettled.filter((name) => name.endsWith('-platform'))).toEqual([]);
    await environment.change(withoutProtection);
    expect(await environment.remove()).toEqual([]);
  });
});
