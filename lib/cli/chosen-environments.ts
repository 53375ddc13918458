import { EnvironmentSet } from '../specs/environment/environment-set';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';
import { lockWarnings } from '../specs/environment/lock/lock-changes';
import type { PlatformLock } from '../specs/environment/lock/platform-lock';
import { Problems } from '../values/problems';
import { judgeDefinition } from './definition/judge-definition';
import { readLock } from './lock-file';
import type { PlatformDefinition } from './platform-definition';
import { selectEnvironments } from './select-environments';

/** A platform that passed its rules, with the chosen environments. */
export interface CheckedPlatform {
  /** Names of all environments of the platform, also of those that were not chosen. */
  readonly known: readonly string[];
  readonly chosen: readonly EnvironmentSpec[];
  /** Content of `keelson.lock.json`: values whose change is reported; undefined where the file was never written. */
  readonly lock: PlatformLock | undefined;
}

/**
 * Checks every environment of a platform and compares it with the lock in the working directory. Environments that were not chosen are
 * checked too, because their addresses and names must not collide with those of the chosen ones.
 *
 * @param names chosen environments; an empty list means all.
 * @throws ConfigError with every problem of the platform's definition and of every environment.
 */
export function checkPlatform(platform: PlatformDefinition, names: readonly string[]): CheckedPlatform {
  const lock = readLock();
  const environments = judgePlatform(platform, lock);
  const known = environments.map((each) => each.name);
  const chosen = selectEnvironments(known, names);
  return { known, lock, chosen: environments.filter((each) => chosen.includes(each.name)) };
}

/** Judges the members of the platform and all of its environments before it throws, so that one run reports the problems of both. */
function judgePlatform(platform: PlatformDefinition, lock: PlatformLock | undefined): readonly EnvironmentSpec[] {
  const problems = new Problems();
  const isReadable = judgeDefinition(platform, problems);
  const set = isReadable
    ? problems.capture('environments', () => EnvironmentSet.from(platform.environments, lock))
    : undefined;
  problems.throwIfAny();
  return set?.environments ?? [];
}

/** The chosen environments of a checked platform; values that are missing in the lock are reported on standard error. */
export function chosenEnvironments(platform: PlatformDefinition, names: readonly string[]): readonly EnvironmentSpec[] {
  const checked = checkPlatform(platform, names);
  tellWarnings(lockWarnings(checked.lock, checked));
  return checked.chosen;
}

/** Writes warnings to standard error, one line each. */
export function tellWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`warning ${warning}\n`);
}
