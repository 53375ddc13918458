import { App, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';
import { Problems } from '../values/problems';
import { judgeStacks, refuseUnlistedModule } from './own-stack-rules';
import type { StackBuilder } from './stack-builder';

/** Folder into which stacks are written, and the context of the cdktf app. */
export interface StackOutput {
  /**
   * Output folder.
   * @default - cdktf's own choice: `CDKTF_OUTDIR`, else `cdktf.out`
   */
  readonly outdir?: string;
  /**
   * Context of the app, as `cdktf.json` holds it.
   * @default - none
   */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Message of the package `constructs` about a second child of a name; the name of the function that throws the error may come first. */
const TWIN = /\bThere is already a Construct with name '(.+)' in App\b/;

/**
 * Synthesises stacks of several environments into a folder, as `cdktf synth` expects them.
 *
 * @throws ConfigError with every stack that has another environment's name, or none, and every one without a backend.
 */
export function synthesizeStacks(
  environments: readonly EnvironmentSpec[],
  builders: readonly StackBuilder[],
  output: StackOutput,
): void {
  const problems = new Problems();
  // Stack traces stay off, because the trace of each resource would put paths of this machine into the output.
  const { context = {}, outdir } = output;
  const makeApp = (): App =>
    new App({ stackTraces: false, context: { ...context }, ...(outdir !== undefined && { outdir }) });
  let app = makeApp();
  for (const environment of environments) {
    addStacks({ app, environment, builders }, problems.at(`environment '${environment.name}'`));
    // Nothing is written any more: the others are only judged, each in an app where no stack of this one is in its way.
    if (problems.count > 0) app = makeApp();
  }
  problems.throwIfAny();
  app.synth();
}

interface AddedEnvironment {
  readonly app: App;
  readonly environment: EnvironmentSpec;
  readonly builders: readonly StackBuilder[];
}

function addStacks({ app, environment, builders }: AddedEnvironment, problems: Problems): void {
  const before = new Set(app.node.children);
  const added = (): readonly IConstruct[] =>
    app.node.children.filter((child) => !before.has(child)).flatMap((child) => child.node.findAll());
  try {
    for (const build of builders) build(app, environment);
  } catch (error) {
    if (!refuseUnlistedModule(error, added(), problems) && !refuseTwin(error, problems)) throw error;
  }
  judgeStacks(environment.name, added().filter(TerraformStack.isStack), problems);
}

/** Whether an error says that the app has a stack of that name; records it then. */
function refuseTwin(error: unknown, problems: Problems): boolean {
  const name = TWIN.exec(error instanceof Error ? error.message : '')?.[1];
  if (name === undefined) return false;
  problems.at(`stack '${name}'`).add('id', 'be unique in the environment', name, 'name one of them differently');
  return true;
}
