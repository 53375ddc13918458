import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from '../../../../apps/platform';
import { type ProviderDouble, startProviderDouble } from '../../harness/provider-double/start-provider-double';
import { Session } from '../../harness/session';
import { type SynthesizedStack, synthesizedEnvironment } from '../../harness/synthesized';
import { type AppliedStep, type PlannedChange, TerraformRun } from '../../harness/terraform-run';
import { EXPECTED_UPGRADES } from './upgrade-from-0.1.0';

const RELEASED = join(__dirname, 'release-0.1.0');

/** Layers of 0.1.0 in the order of deployment; stacks after them are new, and their states begin empty. */
const RELEASED_LAYERS = ['foundation', 'platform'];

/** In 0.1.0 the stacks of an environment with one cluster had only the environment's name. */
function releasedStacks(environment: string): readonly SynthesizedStack[] {
  const names = RELEASED_LAYERS.map((layer) => `${environment}-${layer}`);
  return names.map((name, index) => {
    return { name, path: join(RELEASED, `${name}.tf.json`), dependencies: names.slice(0, index) };
  });
}

/** Expects that a stack which 0.1.0 did not have is created as a whole. */
function expectNewStack(planned: readonly PlannedChange[]): void {
  expect(new Set(planned.map(({ actions }) => actions.join()))).toEqual(new Set(['create']));
}

/** Actions of a plan other than updates in place: `create aws_iam_role.pool-system_…`. */
function beyondUpdates(planned: readonly PlannedChange[]): readonly string[] {
  return planned
    .filter(({ actions }) => actions.join() !== 'update')
    .map(({ actions, address }) => `${actions.join('+')} ${address.replace(/_[0-9A-F]{8}$/, '')}`)
    .sort();
}

/**
 * Expects that the nodes of the new managed group come before the old ones are removed, and that the old role is removed after
 * its group.
 */
function expectNewGroupFirst(steps: readonly AppliedStep[]): void {
  const place = (action: string, address: RegExp) =>
    steps.findIndex((step) => step.action === action && address.test(step.address));
  const created = place('create', /^aws_eks_node_group\./);
  if (created < 0) return;
  const destroyed = place('delete', /^aws_eks_node_group\./);
  expect(created).toBeLessThan(destroyed);
  expect(destroyed).toBeLessThan(place('delete', /^aws_iam_role\.pool-system_role_[0-9A-F]{8}$/));
}

describe.each(platform.environments.map(({ name }) => name))('a deployed environment %s of release 0.1.0', (name) => {
  let world: ProviderDouble;
  let root: string;

  beforeAll(async () => {
    world = await startProviderDouble(`upgrade-${name}`);
    root = join(Session.current().subfolder('terraform'), 'upgrade', name);
    for (const stack of releasedStacks(name)) {
      const run = new TerraformRun(root, stack.name, world.environment);
      run.place(stack);
      await run.init();
      await run.plan();
      await run.apply();
    }
  });
  afterAll(() => world.stop());

  test('moves its two states, and a deployment replaces only what the CHANGELOG lists and adds the stacks that are new', async () => {
    const environment = synthesizedEnvironment(name);
    const state = (stack: string) => join(root, 'state', `${stack}.tfstate`);
    releasedStacks(name).forEach((released, index) => {
      const name = String(environment.stacks[index]?.name);
      expect(name).toMatch(new RegExp(`-${RELEASED_LAYERS[index]}$`));
      renameSync(state(released.name), state(name));
    });

    const said: string[] = [];
    const runs = environment.stacks.map((stack) => new TerraformRun(root, stack.name, world.environment));
    for (const [index, stack] of environment.stacks.entries()) {
      const run = runs[index];
      if (run === undefined) throw new Error(`no run of ${stack.name}`);
      run.place(stack);
      await run.init();
      const planned = await run.plan();
      if (index >= RELEASED_LAYERS.length) expectNewStack(planned);
      else said.push(...beyondUpdates(planned).map((change) => `${stack.name}: ${change}`));
      const steps = planned.length > 0 ? await run.apply() : [];
      expectNewGroupFirst(steps);
    }
    expect(said).toEqual(EXPECTED_UPGRADES[name]);
    for (const run of runs) expect(await run.isUpToDate()).toBe(true);
  });
});
