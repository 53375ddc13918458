import { Problems } from '../../../values/problems';
import { LOCK_FILE, type LockedCluster, lockedClusterFields } from '../../cluster/lock/locked-cluster';
import { mapOf, members } from '../../fields/compound-fields';
import { optional } from '../../fields/field';
import { number, text } from '../../fields/leaf-fields';
import { type LockedIngress, lockedIngressFields } from './locked-ingress';

/** The properties of an environment that must not change unnoticed. */
export interface LockedEnvironment {
  /** Id of the AWS account or Google project. */
  readonly account: string;
  /** Address of the place where the states are. */
  readonly state: string;
  /** Entries of the clusters by name. */
  readonly clusters: Readonly<Record<string, LockedCluster>>;
  /**
   * Entries of the ingresses by name.
   * @default - absent for an environment without ingresses
   */
  readonly ingress?: Readonly<Record<string, LockedIngress>>;
}

/** Content of the lock file: every environment as it was when its entry was last written. */
export interface PlatformLock {
  /** Version of the file's format: 1. */
  readonly version: number;
  /** Entries of the environments by name. */
  readonly environments: Readonly<Record<string, LockedEnvironment>>;
}

/** Version of the file's format that this keelson reads and writes. */
const VERSION = 1;

/** A lock without environments. */
export const EMPTY_LOCK: PlatformLock = Object.freeze({ version: VERSION, environments: Object.freeze({}) });

const TAKE_BACK = 'restore the file from version control';

const fields = members<PlatformLock>()({
  version: number({
    rule: `be ${VERSION}, the format that this keelson reads`,
    remedy: (version) => (version > VERSION ? 'upgrade keelson, because a newer version wrote the file' : TAKE_BACK),
    holds: (version) => version === VERSION,
  }),
  environments: mapOf(
    members<LockedEnvironment>()({
      account: text,
      state: text,
      clusters: mapOf(lockedClusterFields),
      ingress: optional(mapOf(lockedIngressFields)),
    }),
  ),
});

/**
 * Reads the text of a lock file.
 *
 * @throws ConfigError when the text is not a valid lock, for example after an edit by hand or an unresolved merge conflict.
 */
export function parseLock(text: string): PlatformLock {
  const problems = new Problems(LOCK_FILE);
  const value = parseJson(text, problems);
  problems.throwIfAny();
  // Only the version of a newer format is judged, because this keelson does not know its other members.
  const isNewer = typeof value['version'] === 'number' && value['version'] > VERSION;
  fields.judge(value, '', isNewer ? problems.muted(({ property }) => property !== 'version') : problems);
  problems.throwIfAny();
  return fields.resolve(value as unknown as PlatformLock);
}

/** The object in the file; an empty object where the text is invalid, which is recorded as a problem. */
function parseJson(text: string, problems: Problems): Readonly<Record<string, unknown>> {
  const start = text.slice(0, 40);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    problems.add('the file', 'be an object', start.trimEnd(), TAKE_BACK);
  } catch {
    problems.add('the file', 'be JSON', start, `${TAKE_BACK}; a merge may have left conflict markers in it`);
  }
  return {};
}

/** Text of the lock file; names are in alphabetical order, so that changes by two people seldom conflict. */
export function renderLock(lock: PlatformLock): string {
  return `${JSON.stringify(lock, sorted, 2)}\n`;
}

/** Sorts the members of every object by name; lists keep their order. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries);
}
