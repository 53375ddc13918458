import { Problems } from '../../../values/problems';
import { LOCK_FILE, type LockedCluster, lockedClusterFields } from '../../cluster/lock/locked-cluster';
import { mapOf, members } from '../../fields/compound-fields';
import { text, whole } from '../../fields/leaf-fields';

/** What must not change in silence of an environment. */
export interface LockedEnvironment {
  /** Account id or project id. */
  readonly account: string;
  /** Where the states are, in words. */
  readonly state: string;
  /** By name. */
  readonly clusters: Readonly<Record<string, LockedCluster>>;
}

/** What the lock file holds: what was last written of every environment. */
export interface PlatformLock {
  /** Version of the file's form, 1 to 1. */
  readonly version: number;
  /** By name. */
  readonly environments: Readonly<Record<string, LockedEnvironment>>;
}

/** A lock that knows nothing. */
export const EMPTY_LOCK: PlatformLock = Object.freeze({ version: 1, environments: Object.freeze({}) });

const fields = members<PlatformLock>()({
  version: whole({ min: 1, max: 1 }),
  environments: mapOf(
    members<LockedEnvironment>()({ account: text, state: text, clusters: mapOf(lockedClusterFields) }),
  ),
});

/**
 * Reads the text of a lock file.
 *
 * @throws ConfigError when it is no lock; somebody edited it, or a merge left its marks in it.
 */
export function parseLock(text: string): PlatformLock {
  const problems = new Problems(LOCK_FILE);
  const value = parseJson(text, problems);
  if (problems.count === 0) fields.judge(value, '', problems);
  problems.throwIfAny();
  return fields.resolve(value as PlatformLock);
}

function parseJson(text: string, problems: Problems): unknown {
  try {
    return JSON.parse(text);
  } catch {
    problems.add(
      'the file',
      'be JSON',
      text.slice(0, 40),
      'take it from version control again; a merge may have left its marks in it',
    );
    return undefined;
  }
}

/** A lock as the file holds it: names in alphabetical order, so that changes of two people seldom meet. */
export function renderLock(lock: PlatformLock): string {
  return `${JSON.stringify(lock, sorted, 2)}\n`;
}

/** Members of every object in alphabetical order of their names, but for lists. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries);
}
