import { EnvironmentSet } from '../specs/environment/environment-set';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';
import { lockWarnings } from '../specs/environment/lock/lock-changes';
import type { PlatformLock } from '../specs/environment/lock/platform-lock';
import { Problems } from '../values/problems';
import { judgeDefinition } from './definition/judge-definition';
import { readLock } from './lock-file';
import type { PlatformDefinition } from './platform-definition';
import { selectEnvironments } from './select-environments';

/** A platform that was checked, and what of it was chosen. */
export interface CheckedPlatform {
  /** Names of all its environments. */
  readonly known: readonly string[];
  readonly chosen: readonly EnvironmentSpec[];
  /** What must not change in silence; undefined where nobody has written it. */
  readonly lock: PlatformLock | undefined;
}

/**
 * Checks every environment of a platform, also those that were not chosen, since addresses and names are judged between them, and
 * compares them with the lock in the working directory.
 *
 * @param names chosen environments; none means all.
 * @throws ConfigError with every problem of the platform's definition and of every environment.
 */
export function checkPlatform(platform: PlatformDefinition, names: readonly string[]): CheckedPlatform {
  const lock = readLock();
  const environments = judgePlatform(platform, lock);
  const known = environments.map((each) => each.name);
  const chosen = selectEnvironments(known, names);
  return { known, lock, chosen: environments.filter((each) => chosen.includes(each.name)) };
}

/** The platform's own members and all of its environments in one go, so that one run reports the problems of both. */
function judgePlatform(platform: PlatformDefinition, lock: PlatformLock | undefined): readonly EnvironmentSpec[] {
  const problems = new Problems();
  const isReadable = judgeDefinition(platform, problems);
  const set = isReadable
    ? problems.capture('environments', () => EnvironmentSet.from(platform.environments, lock))
    : undefined;
  problems.throwIfAny();
  return set?.environments ?? [];
}

/** The chosen environments of a platform, checked; what the lock does not know is told on standard error. */
export function chosenEnvironments(platform: PlatformDefinition, names: readonly string[]): readonly EnvironmentSpec[] {
  const checked = checkPlatform(platform, names);
  tellWarnings(lockWarnings(checked.lock, checked));
  return checked.chosen;
}

/** Tells warnings on standard error, one line each. */
export function tellWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`warning ${warning}\n`);
}
