import type { EnvironmentInput } from '../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { ConfigError, renderProblem } from '../../lib/values/config-error';

/** Every problem of an environment, one line each; an empty list when the environment is accepted. */
export function problemsOf(input: EnvironmentInput): readonly string[] {
  try {
    EnvironmentSpec.from(input);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(renderProblem);
  }
}
