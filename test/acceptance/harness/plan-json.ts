import { appliedStacks } from './applied-environments';

/** The plan of a stack's first deployment. */
export interface PlanFile {
  readonly environment: string;
  readonly stack: string;
  /** File as `terraform show -json` writes it; all of them lie in one folder, named after their stacks. */
  readonly path: string;
}

/** Plans of all stacks of the reference environments, made where no judge of this session made them before. */
export async function planFiles(): Promise<readonly PlanFile[]> {
  return (await appliedStacks()).map(({ environment, stack, planPath }) => ({ environment, stack, path: planPath }));
}
