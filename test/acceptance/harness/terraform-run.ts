import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runProgram } from './run-program';
import { readStackJson, type SynthesizedStack } from './synthesized';
import { toolPath } from './tools';

/** An error or warning of terraform. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
}

/** The effect of a plan on one resource. `delete, create` replaces it; `create, delete` creates the new one first. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly ('no-op' | 'create' | 'read' | 'update' | 'delete')[];
  /** Known values of the resource after the change; null where it is removed. */
  readonly after?: Readonly<Record<string, unknown>> | null;
}

/** One step of an apply, as it ended. */
export interface AppliedStep {
  readonly address: string;
  readonly action: string;
}

/** A value of a resource in a state. */
export interface StateResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Result of an expression in `terraform console`. */
export interface Evaluation {
  readonly expression: string;
  /** The value as the console shows it; undefined where it refused the expression. */
  readonly shown?: string;
  /** The refusal in one line; undefined where the expression has a value. */
  readonly refusal?: string;
}

/** Terraform refused; the message contains its diagnostics. */
export class TerraformRefusal extends Error {
  constructor(
    command: string,
    readonly diagnostics: readonly Diagnostic[],
    output: string,
  ) {
    const said = diagnostics.map((each) => `${each.summary}: ${each.detail}`).join('\n');
    super(`terraform ${command} refused:\n${said === '' ? output : said}`);
  }
}

/** Purpose of a plan in addition to the configuration. */
export interface PlanOptions {
  /** Whether the plan removes everything. @default false */
  readonly destroy?: boolean;
  /** Address of a resource to replace, as an operator would. @default - none */
  readonly replace?: string;
}

/** A stack in its own folder, where terraform runs on it with a local state. */
export class TerraformRun {
  /** The folder that `cdktf` would call the stack's working directory. */
  readonly folder: string;
  /** Number of plans so far. */
  plans = 0;

  /**
   * @param root folder of an environment; stacks are below it as in a project, with `state` beside the output folder.
   * @param environment the whole environment of terraform.
   */
  constructor(
    private readonly root: string,
    private readonly stackName: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    this.folder = join(root, 'cdktf.out', 'stacks', stackName);
  }

  /** Copies a synthesised stack into place, its first version or the next one. */
  place(stack: SynthesizedStack): void {
    mkdirSync(this.folder, { recursive: true });
    mkdirSync(join(this.root, 'state'), { recursive: true });
    copyFileSync(stack.path, join(this.folder, 'cdk.tf.json'));
    writeFileSync(join(this.folder, 'zz_override.tf.json'), JSON.stringify(this.localState(stack)));
  }

  /** Prepares the folder, once. */
  async init(): Promise<void> {
    await this.run(['init', '-json', '-input=false']);
  }

  /** Diagnostics of the configuration alone; empty where the configuration is valid. */
  async validate(): Promise<readonly Diagnostic[]> {
    const { stdout } = await this.run(['validate', '-json'], [0, 1]);
    return (JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics;
  }

  /** Plans and keeps the plan for `apply`; returns changes without no-ops and without data that is only read. */
  async plan(options: PlanOptions = {}): Promise<readonly PlannedChange[]> {
    const mode = options.destroy === true ? ['-destroy'] : [];
    const replace = options.replace === undefined ? [] : [`-replace=${options.replace}`];
    await this.run(['plan', '-json', '-input=false', '-out=plan.bin', ...mode, ...replace]);
    this.plans += 1;
    const plan = JSON.parse(await this.planJson()) as {
      resource_changes?: readonly { address: string; type: string; change: Pick<PlannedChange, 'actions' | 'after'> }[];
    };
    return (plan.resource_changes ?? [])
      .map(({ address, type, change: { actions, after } }) => ({ address, type, actions, after }))
      .filter(({ actions }) => !actions.every((action) => action === 'no-op' || action === 'read'));
  }

  /** The kept plan in JSON, which scanners read. */
  async planJson(): Promise<string> {
    return (await this.run(['show', '-json', 'plan.bin'])).stdout;
  }

  /** Applies the kept plan and returns the steps in the order in which they ended. */
  async apply(): Promise<readonly AppliedStep[]> {
    const { stdout } = await this.run(['apply', '-json', '-input=false', 'plan.bin']);
    return messages(stdout)
      .filter((message) => message.type === 'apply_complete')
      .map(({ hook }) => ({ address: hook?.resource.addr ?? '', action: hook?.action ?? '' }));
  }

  /** Whether a plan would change nothing, including outputs. */
  async isUpToDate(): Promise<boolean> {
    const { status } = await this.run(['plan', '-json', '-input=false', '-detailed-exitcode'], [0, 2]);
    this.plans += 1;
    return status === 0;
  }

  /** All resources in the state. */
  async state(): Promise<readonly StateResource[]> {
    const { stdout } = await this.run(['show', '-json']);
    const shown = JSON.parse(stdout) as { values?: { root_module: { resources?: readonly StateResource[] } } };
    return shown.values?.root_module.resources ?? [];
  }

  /** Evaluates expressions against the state. */
  async evaluate(expressions: readonly string[]): Promise<readonly Evaluation[]> {
    const evaluated: Evaluation[] = [];
    for (const chunk of chunksOf(expressions)) evaluated.push(...(await this.evaluateChunk(chunk)));
    return evaluated;
  }

  /**
   * Evaluates expressions as the members of one object, because the console shows only its last result and every console costs a second. A
   * refusal names no member, therefore the halves of a refused chunk are evaluated alone.
   */
  private async evaluateChunk(expressions: readonly string[]): Promise<readonly Evaluation[]> {
    const input = `${objectOf(expressions)}\n`;
    // Without this option the console reads a state beside the configuration, whatever the backend says.
    const state = `-state=${this.statePath(this.stackName)}`;
    const { status, stdout, stderr } = await this.run(['console', '-no-color', state], [0, 1], input);
    if (status === 0) return readObject(stdout, expressions);
    if (expressions.length === 1)
      return [{ expression: String(expressions[0]), refusal: stderr.replaceAll(/\s+/g, ' ') }];
    const middle = Math.ceil(expressions.length / 2);
    const first = await this.evaluateChunk(expressions.slice(0, middle));
    return [...first, ...(await this.evaluateChunk(expressions.slice(middle)))];
  }

  private statePath(stackName: string): string {
    return relative(this.folder, join(this.root, 'state', `${stackName}.tfstate`));
  }

  private async run(args: readonly string[], accepted: readonly number[] = [0], input = '') {
    const outcome = await runProgram([toolPath('terraform'), ...args], {
      cwd: this.folder,
      env: this.environment,
      input,
      timeoutSeconds: 180,
    });
    if (outcome.status === null || !accepted.includes(outcome.status)) {
      const found = messages(outcome.stdout).flatMap(({ diagnostic }) => diagnostic ?? []);
      const errors = found.filter(({ severity }) => severity === 'error');
      throw new TerraformRefusal(`${args[0]} in '${this.stackName}'`, errors, `${outcome.stdout}${outcome.stderr}`);
    }
    return outcome;
  }

  /** Overrides that keep every state on this disk, including the states that the stack reads from others. */
  private localState(stack: SynthesizedStack): Record<string, unknown> {
    const remote = Object.keys(readStackJson(stack)['data']?.['terraform_remote_state'] ?? {});
    const data = remote.map((id) => [
      id,
      { backend: 'local', config: { path: this.statePath(producerOf(id, stack.dependencies)) } },
    ]);
    return {
      terraform: { backend: { local: { path: this.statePath(this.stackName) } } },
      ...(remote.length === 0 ? {} : { data: { terraform_remote_state: Object.fromEntries(data) } }),
    };
  }
}

/** The producer of a reference; cdktf puts the producer's name at the end of the reference's id. */
function producerOf(id: string, dependencies: readonly string[]): string {
  const producer = dependencies.find((name) => id.endsWith(`-${name}`));
  if (producer === undefined) throw new Error(`'${id}' reads the state of no stack that it depends on`);
  return producer;
}

/** Longest line in characters that the console reads, less what the braces around it may take. */
const LONGEST_LINE = 60_000;

function objectOf(expressions: readonly string[]): string {
  return `{${expressions.map((expression, index) => `"${index}" = (${expression})`).join(', ')}}`;
}

/** Expressions in groups that fit one line each. */
function chunksOf(expressions: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  for (const expression of expressions) {
    const last = chunks.at(-1);
    if (last !== undefined && objectOf([...last, expression]).length <= LONGEST_LINE) last.push(expression);
    else chunks.push([expression]);
  }
  return chunks;
}

/** Splits an object as the console shows it into its members. */
function readObject(shown: string, expressions: readonly string[]): readonly Evaluation[] {
  const members = new Map<string, string>();
  const parts = shown.replace(/\n\}\s*$/, '').split(/^ {2}(?="\d+" = )/m);
  for (const part of parts.slice(1)) {
    const [, index = '', value = ''] = /^"(\d+)" = ([\s\S]*)$/.exec(part.trim()) ?? [];
    members.set(index, value);
  }
  if (members.size !== expressions.length)
    throw new Error(`the console shows ${members.size} of ${expressions.length} values: ${shown}`);
  return expressions.map((expression, index) => ({ expression, shown: members.get(String(index)) ?? '' }));
}

interface Message {
  readonly type?: string;
  readonly diagnostic?: Diagnostic;
  readonly hook?: { readonly resource: { readonly addr: string }; readonly action: string };
}

function messages(stdout: string): readonly Message[] {
  return stdout.split('\n').flatMap((line) => (line.startsWith('{"') ? [JSON.parse(line) as Message] : []));
}

/** Reads a JSON file that a run wrote. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
