import { Problems } from '../../../values/problems';
import { LOCK_FILE, type LockedCluster, lockedClusterFields } from '../../cluster/lock/locked-cluster';
import { mapOf, members } from '../../fields/compound-fields';
import { number, text } from '../../fields/leaf-fields';

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
  /** Version of the file's form: 1. */
  readonly version: number;
  /** By name. */
  readonly environments: Readonly<Record<string, LockedEnvironment>>;
}

/** Form of the file that is read and written. */
const VERSION = 1;

/** A lock that knows nothing. */
export const EMPTY_LOCK: PlatformLock = Object.freeze({ version: VERSION, environments: Object.freeze({}) });

const TAKE_BACK = 'take it from version control again';

const fields = members<PlatformLock>()({
  version: number({
    rule: `be ${VERSION}, the form that this keelson reads`,
    remedy: (version) => (version > VERSION ? 'upgrade keelson: a newer one wrote the file' : TAKE_BACK),
    holds: (version) => version === VERSION,
  }),
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
  problems.throwIfAny();
  // What a newer form holds beside its version cannot be judged.
  const isNewer = typeof value['version'] === 'number' && value['version'] > VERSION;
  fields.judge(value, '', isNewer ? problems.muted(({ property }) => property !== 'version') : problems);
  problems.throwIfAny();
  return fields.resolve(value as unknown as PlatformLock);
}

/** The object that the file is; an empty one where a problem says that it is none. */
function parseJson(text: string, problems: Problems): Readonly<Record<string, unknown>> {
  const start = text.slice(0, 40);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    problems.add('the file', 'be an object', start.trimEnd(), TAKE_BACK);
  } catch {
    problems.add('the file', 'be JSON', start, `${TAKE_BACK}; a merge may have left its marks in it`);
  }
  return {};
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
