import type { ChartBuilder } from '../charts/chart-builder';
import type { EnvironmentInput } from '../specs/environment/environment-input';
import type { StackBuilder } from '../stacks/stack-builder';

/** A platform: what both programs and the `keelson` command synthesise. */
export interface PlatformDefinition {
  /** Environments as plain input; nothing is checked before a program runs. */
  readonly environments: readonly EnvironmentInput[];
  /**
   * Adds charts of your own to a cluster, beside the standard ones.
   * @default - only the standard charts
   */
  readonly charts?: ChartBuilder;
  /**
   * Adds stacks of your own to an environment, beside the standard ones; their names start with the environment's name and a dash.
   * @default - only the standard stacks
   */
  readonly stacks?: StackBuilder;
}

/** Types a platform; it does nothing else, so that importing a platform is free. */
export function definePlatform(definition: PlatformDefinition): PlatformDefinition {
  return definition;
}
