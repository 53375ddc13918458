import { plainCopy } from '../../values/plain-copy';
import { Problems } from '../../values/problems';
import type { EnvironmentInput } from './environment-input';
import { judgeEnvironmentInput } from './judge-environment';
import type { LockedEnvironment } from './lock/platform-lock';
import type { ResolvedEnvironment } from './resolved-environment';

/** An environment: clusters in one account or project, immutable and checked. */
export type EnvironmentSpec = ResolvedEnvironment;

/** Makes an environment from its input. */
export const EnvironmentSpec = {
  /**
   * Checks an environment and fills in every default.
   *
   * @param locked the environment's entry in the lock; without it nothing is compared.
   * @throws ConfigError with every problem of the environment, of single values and between values.
   */
  from(input: EnvironmentInput, locked?: LockedEnvironment): EnvironmentSpec {
    const problems = new Problems();
    const environment = judgeEnvironmentInput({ input: plainCopy(input), index: 0, locked }, problems);
    problems.throwIfAny();
    if (environment === undefined) throw new Error('an environment without a shape has problems');
    return environment;
  },
};
