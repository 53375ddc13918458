import type { ChartBuilder } from '../charts/chart-builder';
import type { Check } from '../checks/check';
import type { Severity } from '../checks/finding';
import type { EnvironmentInput } from '../specs/environment/environment-input';
import type { StackBuilder } from '../stacks/stack-builder';

/**
 * A platform: what both programs and the `keelson` command synthesise.
 *
 * All three judge it in the same way before they write anything; an unknown member or a member of another type is refused.
 */
export interface PlatformDefinition {
  /** Environments as plain input, at least one. */
  readonly environments: readonly EnvironmentInput[];
  /**
   * Adds charts of your own to a cluster, beside the standard ones. The function is synchronous: one that answers a promise is refused.
   * @default - only the standard charts
   */
  readonly charts?: ChartBuilder;
  /**
   * Adds stacks of your own to an environment, beside the standard ones. The name of each begins with the environment's name and a
   * dash, and each states where its state is. The function is synchronous: one that answers a promise is refused.
   * @default - only the standard stacks
   */
  readonly stacks?: StackBuilder;
  /**
   * Rules of your own, which run beside those of the library over every cluster. An error of theirs keeps an environment from being
   * written too. No id may be that of a check of the library.
   * @default - only the library's checks
   */
  readonly checks?: readonly Check[];
  /**
   * How much each breach of a check weighs, by the id of the check: the library's or your own. What is stated here counts before what
   * the check says of itself or of a single breach.
   * @default - what the checks say
   */
  readonly severities?: Readonly<Record<string, Severity>>;
}

/** Types a platform; it does nothing else, so that importing a platform is free: the programs judge it. */
export function definePlatform(definition: PlatformDefinition): PlatformDefinition {
  return definition;
}
