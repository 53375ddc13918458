import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { appliedStacks } from '../../harness/applied-environments';
import { appliedUserData } from '../../harness/applied-user-data';
import { type ProviderDouble, startProviderDouble } from '../../harness/provider-double/start-provider-double';
import { Session } from '../../harness/session';
import {
  readStackJson,
  referenceInput,
  synthesizedEnvironment,
  synthesizedEnvironments,
} from '../../harness/synthesized';
import { TerraformRun } from '../../harness/terraform-run';
import { CdktfProject, countResources } from './cdktf-project';
import { CHANGES } from './changes';
import {
  BAD_COURSES,
  BROKEN_CHANGES,
  BROKEN_EXPRESSIONS,
  BROKEN_STACKS,
  entryStack,
  groupStack,
  restlessStack,
  soundStack,
} from './corpus';
import { deploysAsPlanned } from './expectations';
import { expressionsIn } from './expressions';
import { JudgedEnvironment, type StackJson } from './judged-environment';
import { AT_PEAK } from './peak';
import { withoutProtection } from './pool-edits';
import { REFUSED_EDITS, SWITCHED_OFF } from './switched-off';
import { userDataFaults } from './user-data-faults';

const JUDGE = 'terraform';
const ENVIRONMENTS = ['streaming', 'paas-staging', 'paas-production', 'two-step'];

const figures = { stacks: 0, resources: 0, plans: 0, expressions: 0, changes: 0, refused: 0 };
let world: ProviderDouble;

beforeAll(async () => {
  world = await startProviderDouble('terraform');
});

afterAll(async () => {
  await world.stop();
  for (const [name, value] of Object.entries(figures)) Session.current().fact(JUDGE, name, value);
});

test('every reference environment is judged', () => {
  expect(synthesizedEnvironments().map(({ name }) => name)).toEqual(ENVIRONMENTS);
});

describe.each(ENVIRONMENTS)('environment %s', (name) => {
  let environment: JudgedEnvironment;

  beforeAll(() => {
    environment = new JudgedEnvironment(name, world);
  });

  afterAll(() => {
    figures.plans += environment.plans;
  });

  test('is valid, applies as planned, and has an empty second plan', async () => {
    const planned = await deploysAsPlanned(environment);
    figures.stacks += environment.stackNames.length;
    figures.resources += planned.length;
  });

  test('has a known value for every expression that its stacks state', async () => {
    const evaluated = await environment.evaluate();
    expect(evaluated.filter(({ shown = '' }) => shown === '' || /\(known after apply\)/.test(shown))).toEqual([]);
    figures.expressions += evaluated.length;
  });

  for (const { title, make, expect: judge } of [CHANGES, SWITCHED_OFF, AT_PEAK].flatMap((each) => each[name] ?? [])) {
    test(title, async () => {
      judge(await make(environment));
      figures.changes += 1;
    });
  }

  for (const { title, edit, message } of REFUSED_EDITS[name] ?? []) {
    test(`${title}, is refused`, async () => {
      expect(await environment.refusal(edit)).toMatch(message);
      figures.refused += 1;
    });
  }

  test('has an empty plan after its changes', async () => {
    expect(await environment.unsettledStacks()).toEqual([]);
  });

  test('cannot be removed while its cluster is protected, and is removed completely afterwards', async () => {
    const [foundation] = environment.stackNames;
    await expect(environment.planRemoval(String(foundation))).rejects.toThrow(/lifecycle.prevent_destroy set/);

    const { planned } = await environment.change(withoutProtection);
    expect(planned.map(({ actions, type }) => `${actions.join('+')} ${type}`)).toEqual([
      expect.stringMatching(/^update (aws_eks_cluster|google_container_cluster)$/),
    ]);
    expect(await environment.remove()).toEqual([]);
  });
});

describe('instance groups', () => {
  test('have an autoscaler each, whose target is the manager of the pool in its zone', async () => {
    const resources = (await appliedStacks()).flatMap((stack) => stack.resources);
    const values = (type: string) => resources.flatMap((each) => (each.type === type ? [each.values] : []));
    const managers = values('google_container_node_pool').flatMap(
      (pool) => pool['instance_group_urls'] as readonly string[],
    );
    const targets = values('google_compute_autoscaler').map(({ zone, target }) => {
      expect(target).toContain(`/zones/${String(zone)}/instanceGroupManagers/`);
      return target;
    });

    expect(targets).toHaveLength(3);
    expect(managers).toEqual(expect.arrayContaining(targets));
  });
});

describe('user data', () => {
  test('of every AWS pool contains endpoint and certificate, and no unresolved reference', async () => {
    const stacks = await appliedStacks();
    const userData = await appliedUserData();
    const faults = userData.flatMap(({ environment, pool, text }) => {
      const clusters = stacks.filter((each) => each.environment === environment).flatMap(({ resources }) => resources);
      const values = clusters.find(({ type }) => type === 'aws_eks_cluster')?.values as {
        endpoint: string;
        certificate_authority: readonly { data: string }[];
      };
      const needed = pool === undefined ? [] : [values.endpoint, String(values.certificate_authority[0]?.data)];
      return userDataFaults(text, needed).map((fault) => `${environment} ${pool}: ${fault}`);
    });

    expect(faults).toEqual([]);
    expect(userData.flatMap(({ environment, pool }) => (pool === undefined ? [] : `${environment} ${pool}`))).toEqual(
      ENVIRONMENTS.flatMap((name) => {
        const input = referenceInput(name);
        const pools = input.cloud === 'aws' ? input.clusters.flatMap((cluster) => cluster.pools) : [];
        return pools.map((pool) => `${name} ${pool.name}`).sort();
      }),
    );
  });

  test.each([
    ['a reference without braces', 'api=$aws_eks_cluster.c.endpoint'],
    ['a token that was never resolved', 'api=${TfToken[TOKEN.7]}'],
    ['an escape that stayed', "curl -w '%%{http_code}'"],
    ['a template that nobody rendered', '%{ if x }'],
    ['an endpoint that is missing', ''],
  ])('with %s is refused', (_what, text) => {
    expect(userDataFaults(text, text === '' ? ['https://api'] : [])).toHaveLength(1);
    figures.refused += 1;
  });
});

describe('cdktf', () => {
  test('deploys both stacks of an environment in order, and reports no difference afterwards', async () => {
    const own = await startProviderDouble('cdktf');
    try {
      const project = new CdktfProject('paas-staging', own);
      const deployed = await project.run('deploy', 'paas-staging-*', '--auto-approve', '--skip-provider-lock');
      expect(deployed).toMatchObject({ status: 0 });
      const { stacks } = synthesizedEnvironment('paas-staging');
      expect(stacks.map(({ name }) => project.deployedResources(name))).toEqual(stacks.map(countResources));
      const types = own.operations('aws').map(({ type }) => type);
      expect(types.lastIndexOf('aws_eks_cluster')).toBeLessThan(types.indexOf('aws_launch_template'));

      const compared = await project.run('diff', 'paas-staging-main-platform', '--skip-provider-lock');
      expect(compared).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('No changes. Your infrastructure matches the configuration'),
      });
    } finally {
      await own.stop();
    }
  });
});

describe('corpus', () => {
  const shared = () =>
    new TerraformRun(join(Session.current().subfolder('terraform'), 'corpus'), 'shared', world.environment);

  test('the sound stack, from which the broken ones differ in one thing, is accepted', async () => {
    const run = shared();
    place(run, soundStack('sound'));
    await run.init();

    expect(await run.validate()).toEqual([]);
    expect(await run.plan()).toHaveLength(3);
  });

  test('expressions are found inside each other, beside each other, and not where they are escaped', () => {
    const text = '${join("", ["}", "a${b.c}", {d = "e"}.d])} $${f} ${self.id}';
    expect(expressionsIn({ resource: { t: { one: { text } } }, data: { t: { two: { text: '${self.id}' } } } })).toEqual(
      ['join("", ["}", "a${b.c}", {d = "e"}.d])', 't.one.id', 'data.t.two.id'],
    );
    expect(() => expressionsIn({ output: { one: { value: '${a' } } })).toThrow(
      /an expression without its end in '\$\{a'/,
    );
  });

  test('expressions that a stack could not state are refused by the console, and those between them have values', async () => {
    const run = await applied(soundStack('console'), 'console');
    const [own = ''] = expressionsIn(
      readStackJson({ name: 'broken', path: join(run.folder, 'broken.json'), dependencies: [] }),
    );
    const evaluated = await run.evaluate(BROKEN_EXPRESSIONS.flatMap(([expression]) => [own, expression]));

    expect(evaluated.filter(({ refusal }) => refusal === undefined)).toEqual(
      BROKEN_EXPRESSIONS.map(() => ({ expression: own, shown: expect.stringMatching(/^"?.+"?$/) })),
    );
    const refusals = evaluated.flatMap(({ refusal }) => refusal ?? []);
    expect(refusals).toEqual(BROKEN_EXPRESSIONS.map(([, message]) => expect.stringMatching(message)));
    figures.refused += refusals.length;
  });

  test.each(BROKEN_STACKS)('$what is refused', async ({ stack, message }) => {
    const run = shared();
    place(run, stack);

    await expect(refusalOf(run)).resolves.toMatch(message);
    figures.refused += 1;
  });

  test.each(BROKEN_CHANGES)('$what is refused', async ({ stack, next, message }) => {
    const run = await applied(stack, message.source.replace(/\W/g, ''));
    place(run, next);
    await run.plan();

    await expect(run.apply()).rejects.toThrow(message);
    figures.refused += 1;
  });

  test.each(BAD_COURSES)('$what is refused', ({ outcome, judge }) => {
    expect(() => judge(outcome)).toThrow();
    figures.refused += 1;
  });

  test('leaving an argument out, as version 0.1.0 did, does not remove its value where the provider keeps the value', async () => {
    const run = await applied(entryStack({ kubernetes_groups: ['shop-team'] }), 'entry');
    place(run, entryStack({}));
    expect(await run.plan()).toEqual([]);

    place(run, entryStack({ kubernetes_groups: [] }));
    expect(await run.plan()).toEqual([
      expect.objectContaining({ actions: ['update'], after: expect.objectContaining({ kubernetes_groups: [] }) }),
    ]);
  });

  test('a block that the provider keeps stays beside the block that excludes it', async () => {
    const policy = { launch_template: { launch_template_specification: { launch_template_id: 'lt-1', version: '1' } } };
    const run = await applied(groupStack({ launch_template: { id: 'lt-1', version: '1' } }), 'kinds');
    place(run, groupStack({ mixed_instances_policy: policy }));
    expect(await run.plan()).toEqual([
      expect.objectContaining({
        actions: ['update'],
        after: expect.objectContaining({
          launch_template: [expect.objectContaining({ id: 'lt-1' })],
          mixed_instances_policy: [expect.anything()],
        }),
      }),
    ]);
  });

  test('a stack that never becomes stable is found by its second plan', async () => {
    const run = await applied(restlessStack(), 'restless');

    expect(await run.isUpToDate()).toBe(false);
    figures.refused += 1;
  });

  test('two environments of one name, whose stacks would overwrite each other, are refused', () => {
    const input = referenceInput('streaming');

    expect(() => EnvironmentSet.from([input, input])).toThrow(/environments.*'streaming'/s);
    figures.refused += 1;
  });

  async function applied(stack: StackJson, name: string): Promise<TerraformRun> {
    const run = new TerraformRun(join(Session.current().subfolder('terraform'), 'corpus'), name, world.environment);
    place(run, stack);
    await run.init();
    await run.plan();
    await run.apply();
    return run;
  }
});

function place(run: TerraformRun, stack: StackJson): void {
  mkdirSync(run.folder, { recursive: true });
  const path = join(run.folder, 'broken.json');
  writeFileSync(path, JSON.stringify(stack));
  run.place({ name: 'broken', path, dependencies: [] });
}

/** Message of `validate`, or else of `plan`; empty when both accept the stack. */
async function refusalOf(run: TerraformRun): Promise<string> {
  const said = await run.validate();
  if (said.length > 0) return said.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n');
  return run.plan().then(
    () => 'accepted',
    (error: unknown) => String(error),
  );
}
