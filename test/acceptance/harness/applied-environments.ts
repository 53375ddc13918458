import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProviderDouble, startProviderDouble } from './provider-double/start-provider-double';
import { Session } from './session';
import { type SynthesizedEnvironment, type SynthesizedStack, synthesizedEnvironments } from './synthesized';
import { readJson, type StateResource, TerraformRun } from './terraform-run';

/** State of a stack after its first apply, for other judges. */
export interface AppliedStack {
  readonly environment: string;
  readonly stack: string;
  /** File with the plan in JSON, written before the apply. */
  readonly planPath: string;
  /** Resources after the apply. */
  readonly resources: readonly StateResource[];
}

/** Runs of an environment's stacks, in the order of deployment, in a folder of their own. */
export function runsOf(environment: SynthesizedEnvironment, world: ProviderDouble): readonly TerraformRun[] {
  const root = join(Session.current().subfolder('terraform'), 'work', environment.name);
  return environment.stacks.map((stack) => new TerraformRun(root, stack.name, world.environment));
}

/** Keeps a stack's plan, before it is applied, for the judges that read plans. */
export async function keepPlan(stack: SynthesizedStack, run: TerraformRun): Promise<void> {
  writeFileSync(planPath(stack), await run.planJson());
}

/** Keeps the state of a stack that was applied for the first time. */
export async function keepState(stack: SynthesizedStack, run: TerraformRun): Promise<void> {
  writeFileSync(statePath(stack), JSON.stringify(await run.state()));
}

/**
 * Every stack of the reference environments as planned and applied against the provider doubles. The terraform judge leaves these
 * results behind; where that judge did not run in this session, this function applies the stacks.
 */
export async function appliedStacks(): Promise<readonly AppliedStack[]> {
  const environments = synthesizedEnvironments();
  if (environments.some(({ stacks }) => stacks.some((stack) => !existsSync(statePath(stack))))) {
    const world = await startProviderDouble('applied');
    try {
      for (const environment of environments) await applyFor(environment, world);
    } finally {
      await world.stop();
    }
  }
  return environments.flatMap(({ name, stacks }) =>
    stacks.map((stack) => ({
      environment: name,
      stack: stack.name,
      planPath: planPath(stack),
      resources: readJson<readonly StateResource[]>(statePath(stack)),
    })),
  );
}

async function applyFor(environment: SynthesizedEnvironment, world: ProviderDouble): Promise<void> {
  const root = join(Session.current().subfolder('terraform'), 'applied', environment.name);
  for (const stack of environment.stacks) {
    const run = new TerraformRun(root, stack.name, world.environment);
    run.place(stack);
    await run.init();
    await run.plan();
    await keepPlan(stack, run);
    await run.apply();
    await keepState(stack, run);
  }
}

function planPath(stack: SynthesizedStack): string {
  return join(Session.current().subfolder('terraform-plans'), `${stack.name}.plan.json`);
}

function statePath(stack: SynthesizedStack): string {
  return join(Session.current().subfolder('terraform'), `${stack.name}.state.json`);
}
