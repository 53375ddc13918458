import { plainCopy } from '../../values/plain-copy';
import { Problems } from '../../values/problems';
import type { EnvironmentInput } from './environment-input';
import { judgeEnvironmentInput } from './judge-environment';
import type { LockedEnvironment } from './lock/platform-lock';
import type { ResolvedEnvironment } from './resolved-environment';

/** An environment: clusters in one account or project, immutable and checked. */
export type EnvironmentSpec = ResolvedEnvironment;

/** Makes environments of inputs. */
export const EnvironmentSpec = {
  /**
   * Checks an environment and fills in every default.
   *
   * @param locked what the lock remembers of the environment; without it nothing is compared.
   * @throws ConfigError with every problem of the environment, local and cross.
   */
  from(input: EnvironmentInput, locked?: LockedEnvironment): EnvironmentSpec {
    const problems = new Problems();
    const environment = judgeEnvironmentInput({ input: plainCopy(input), index: 0, locked }, problems);
    problems.throwIfAny();
    if (environment === undefined) throw new Error('an environment without a shape has problems');
    return environment;
  },
};
