import { EnvironmentSet } from '../specs/environment/environment-set';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';
import type { PlatformDefinition } from './platform-definition';
import { selectEnvironments } from './select-environments';

/**
 * Checks every environment of a platform, also those that were not chosen, since addresses and names are judged between them.
 *
 * @param names chosen environments; none means all.
 * @throws ConfigError with every problem of every environment.
 */
export function chosenEnvironments(platform: PlatformDefinition, names: readonly string[]): readonly EnvironmentSpec[] {
  const { environments } = EnvironmentSet.from(platform.environments);
  const chosen = selectEnvironments(
    environments.map((each) => each.name),
    names,
  );
  return environments.filter((each) => chosen.includes(each.name));
}
