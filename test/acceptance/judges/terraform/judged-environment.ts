import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { keepPlan, keepState, runsOf } from '../../harness/applied-environments';
import type { OutsideChange } from '../../harness/provider-double/outside-changes';
import type { ProviderDouble } from '../../harness/provider-double/start-provider-double';
import { Session } from '../../harness/session';
import {
  readStackJson,
  type SynthesizedEnvironment,
  type SynthesizedStack,
  synthesizedEnvironment,
  synthesizedVariant,
} from '../../harness/synthesized';
import {
  type AppliedStep,
  type Diagnostic,
  type Evaluation,
  type PlannedChange,
  TerraformRefusal,
  type TerraformRun,
} from '../../harness/terraform-run';
import { expressionsIn } from './expressions';

/** A stack's Terraform JSON. */
export type StackJson = ReturnType<typeof readStackJson>;

/** Effects of a change on an environment, over all its stacks. */
export interface ChangeOutcome {
  readonly planned: readonly PlannedChange[];
  /** Steps in the order in which they ended. */
  readonly steps: readonly AppliedStep[];
}

/** Result of an environment's first deployment. */
export interface DeploymentOutcome extends ChangeOutcome {
  /** Diagnostics of `validate`; empty where there are none. */
  readonly diagnostics: readonly Diagnostic[];
}

/** An environment during deployment, changes and removal. */
export class JudgedEnvironment {
  private environment: SynthesizedEnvironment;
  private readonly runs: readonly TerraformRun[];
  private readonly edits = new Map<string, (json: StackJson) => StackJson>();
  private versions = 0;

  /** @param environment what is deployed. @default - the reference environment of that name */
  constructor(
    readonly name: string,
    private readonly world: ProviderDouble,
    environment: SynthesizedEnvironment = synthesizedEnvironment(name),
  ) {
    this.environment = environment;
    this.runs = runsOf(this.environment, world);
  }

  /** Stacks in the order of deployment. */
  get stackNames(): readonly string[] {
    return this.environment.stacks.map(({ name }) => name);
  }

  /** Deploys the environment for the first time, and keeps its plans and states for other judges. */
  async deploy(): Promise<DeploymentOutcome> {
    const outcomes: DeploymentOutcome[] = [];
    for (const [stack, run] of this.stacks()) {
      run.place(stack);
      await run.init();
      const diagnostics = await run.validate();
      const planned = await run.plan();
      await keepPlan(stack, run);
      const steps = await run.apply();
      await keepState(stack, run);
      outcomes.push({ diagnostics, planned, steps });
    }
    return { ...joined(outcomes), diagnostics: outcomes.flatMap(({ diagnostics }) => diagnostics) };
  }

  /** Evaluates every expression of all stacks against what is applied. */
  async evaluate(): Promise<readonly Evaluation[]> {
    const evaluated = this.stacks().map(([stack, run]) => run.evaluate(expressionsIn(readStackJson(stack))));
    return (await Promise.all(evaluated)).flat();
  }

  /**
   * Changes the environment's input, and plans and applies the result.
   *
   * @param names stacks that are deployed, in this order. @default - all stacks in the order of deployment
   */
  change(edit: (input: EnvironmentInput) => EnvironmentInput, names?: readonly string[]): Promise<ChangeOutcome> {
    this.versions += 1;
    this.environment = synthesizedVariant(`version-${this.versions}`, edit(this.environment.input));
    return this.apply(names);
  }

  /** Message of terraform about a changed input that it refuses to plan; the environment stays unchanged. */
  async refusal(edit: (input: EnvironmentInput) => EnvironmentInput): Promise<string> {
    const before = this.environment;
    try {
      await this.change(edit);
      return 'accepted';
    } catch (error) {
      if (!(error instanceof TerraformRefusal)) throw error;
      return error.message;
    } finally {
      this.environment = before;
      for (const [stack, run] of this.stacks()) run.place(this.edited(stack));
    }
  }

  /** Edits a synthesised stack from now on, as a later release of the library might write it. */
  editStack(name: string, edit: (json: StackJson) => StackJson): void {
    this.edits.set(name, edit);
  }

  /** Runs something while the cloud answers values of AWS resources that others than Terraform have set. */
  async meanwhile<T>(changes: readonly OutsideChange[], run: () => Promise<T>): Promise<T> {
    this.world.changeOutside('aws', changes);
    try {
      return await run();
    } finally {
      this.world.changeOutside('aws', []);
    }
  }

  /**
   * Plans and applies the current environment.
   *
   * @param names stacks in this order. @default - all stacks in the order of deployment
   */
  async apply(names: readonly string[] = this.stackNames): Promise<ChangeOutcome> {
    const outcomes: ChangeOutcome[] = [];
    for (const name of names) {
      const [stack, run] = this.stack(name);
      run.place(this.edited(stack));
      const planned = await run.plan();
      outcomes.push({ planned, steps: planned.length === 0 ? [] : await run.apply() });
    }
    return joined(outcomes);
  }

  /** Replaces one resource, as an operator does with a broken one. */
  async replace(stackName: string, address: string): Promise<ChangeOutcome> {
    const [, run] = this.stack(stackName);
    const planned = await run.plan({ replace: address });
    return { planned, steps: await run.apply() };
  }

  /** Number of plans so far. */
  get plans(): number {
    return this.runs.reduce((sum, run) => sum + run.plans, 0);
  }

  /** Names of the stacks that a further plan would change. */
  async unsettledStacks(): Promise<readonly string[]> {
    const unsettled: string[] = [];
    for (const [stack, run] of this.stacks()) {
      if (!(await run.isUpToDate())) unsettled.push(stack.name);
    }
    return unsettled;
  }

  /** Plans the removal of one stack, without applying it. */
  planRemoval(name: string): Promise<readonly PlannedChange[]> {
    return this.stack(name)[1].plan({ destroy: true });
  }

  /** Removes everything, consumers before producers, and returns the resources that are left in the states. */
  async remove(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const [, run] of [...this.stacks()].reverse()) {
      await run.plan({ destroy: true });
      await run.apply();
      left.push(...(await run.state()).map(({ address }) => address));
    }
    return left;
  }

  private stacks(): readonly (readonly [SynthesizedStack, TerraformRun])[] {
    return this.stackNames.map((name) => this.stack(name));
  }

  private stack(name: string): readonly [SynthesizedStack, TerraformRun] {
    const index = this.stackNames.indexOf(name);
    const [stack, run] = [this.environment.stacks[index], this.runs[index]];
    if (stack === undefined || run === undefined) throw new Error(`'${this.name}' has no stack '${name}'`);
    return [stack, run];
  }

  private edited(stack: SynthesizedStack): SynthesizedStack {
    const edit = this.edits.get(stack.name);
    if (edit === undefined) return stack;
    const folder = join(Session.current().subfolder('synthesized'), 'edited', stack.name);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'cdk.tf.json');
    writeFileSync(path, JSON.stringify(edit(readStackJson(stack))));
    return { ...stack, path };
  }
}

function joined(outcomes: readonly ChangeOutcome[]): ChangeOutcome {
  return { planned: outcomes.flatMap(({ planned }) => planned), steps: outcomes.flatMap(({ steps }) => steps) };
}
