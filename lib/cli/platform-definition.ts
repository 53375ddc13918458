import type { ChartBuilder } from '../charts/chart-builder';
import type { Check } from '../checks/check';
import type { Severity } from '../checks/finding';
import type { EnvironmentInput } from '../specs/environment/environment-input';
import type { StackBuilder } from '../stacks/stack-builder';

/**
 * A platform: the environments and own parts that both programs and the `keelson` command synthesise.
 *
 * All three validate the platform in the same way before they write anything; an unknown member or a member of another type is refused.
 */
export interface PlatformDefinition {
  /** Environments as plain input, at least one. */
  readonly environments: readonly EnvironmentInput[];
  /**
   * Adds charts of your own to a cluster, beside the standard ones. The function must be synchronous; one that returns a promise is
   * refused, because its charts would come after the manifests are written.
   * @default - only the standard charts
   */
  readonly charts?: ChartBuilder;
  /**
   * Adds stacks of your own to an environment, beside the standard ones. The name of each stack must begin with the environment's name
   * and a dash, and each stack must have a backend for its state. The function must be synchronous; one that returns a promise is
   * refused, because its stacks would come after the output is written.
   * @default - only the standard stacks
   */
  readonly stacks?: StackBuilder;
  /**
   * Checks of your own, which run beside those of the library over every cluster. An error that one of them finds also keeps the
   * environment from being written. The id of a library's check cannot be used again.
   * @default - only the library's checks
   */
  readonly checks?: readonly Check[];
  /**
   * Severity of a check's findings, by the id of the check: the library's or your own. A severity that is stated here replaces that of
   * the check and that of a single finding.
   * @default - the severities of the checks
   */
  readonly severities?: Readonly<Record<string, Severity>>;
}

/** Gives a platform its type and returns it unchanged; the programs validate it, so that importing a platform costs nothing. */
export function definePlatform(definition: PlatformDefinition): PlatformDefinition {
  return definition;
}
