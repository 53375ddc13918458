import { appliedStacks } from './applied-environments';

/** The plan of a stack's first deployment. */
export interface PlanFile {
  readonly environment: string;
  readonly stack: string;
  /** File that `terraform show -json` wrote; all files are in one folder, named after their stacks. */
  readonly path: string;
}

/** Plans of all stacks of the reference environments; the function makes them unless a judge of this session already did. */
export async function planFiles(): Promise<readonly PlanFile[]> {
  return (await appliedStacks()).map(({ environment, stack, planPath }) => ({ environment, stack, path: planPath }));
}
