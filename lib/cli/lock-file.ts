import {
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { LOCK_FILE } from '../specs/cluster/lock/locked-cluster';
import { type PlatformLock, parseLock, renderLock } from '../specs/environment/lock/platform-lock';
import { ConfigError } from '../values/config-error';

/**
 * The lock of the platform, from `keelson.lock.json` in the working directory; undefined where the file does not exist.
 *
 * @throws ConfigError when the file cannot be read or is not a valid lock.
 */
export function readLock(): PlatformLock | undefined {
  const path = resolve(LOCK_FILE);
  // A dangling link counts as an existing file: if it counted as a missing lock, no value would be compared with the lock.
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : parseLock(readText(path));
}

/**
 * Writes the lock into the working directory, whole or not at all; returns whether its text changed.
 *
 * @throws Error with the path and the reason of the failed write; the message also states that the outputs are written already.
 */
export function writeLock(lock: PlatformLock): boolean {
  const path = resolve(LOCK_FILE);
  const text = renderLock(lock);
  try {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
    // The rename replaces the target of a link, because a rename onto the link itself would turn the link into a plain file.
    replaceFile(existsSync(path) ? realpathSync(path) : path, text);
    return true;
  } catch (error) {
    const remedy = "mend that and run 'keelson synth --write-lock' again";
    throw new Error(`the outputs are written, ${LOCK_FILE} is not: ${path}: ${reasonOf(error)}; ${remedy}`);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const [value, remedy] = describeUnreadable(path, error);
    throw new ConfigError([
      { subject: LOCK_FILE, property: 'the file', rule: 'be a file that can be read', value, remedy },
    ]);
  }
}

/** Description of the thing at the path of the lock, and the remedy. */
function describeUnreadable(path: string, error: unknown): readonly [string, string] {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink() && !existsSync(path)) {
    return [`a link to ${readlinkSync(path)}, which is not there`, 'correct the link, or remove it'];
  }
  const isFolder = (error as NodeJS.ErrnoException).code === 'EISDIR';
  return isFolder
    ? ['a folder', 'move the folder away, and restore the file from version control']
    : [reasonOf(error), 'correct that, because without the lock no change is compared with what was deployed'];
}

/** Writes a second file beside the first and renames it, so that no reader sees half a lock and a failed write leaves no file. */
function replaceFile(path: string, text: string): void {
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    if (existsSync(beside)) rmSync(beside);
    throw error;
  }
}

/** `EROFS: read-only file system`: Node's message without the system call and the temporary path at its end. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, \w+( '.*)?$/s, '');
}
