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
 * The lock of the platform in the working directory; undefined where there is none.
 *
 * @throws ConfigError when the file is no lock, or cannot be read.
 */
export function readLock(): PlatformLock | undefined {
  const path = resolve(LOCK_FILE);
  // A link that leads nowhere is there too: taken for no lock, it would compare nothing.
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : parseLock(readText(path));
}

/**
 * Writes the lock into the working directory, whole or not at all; answers whether its text changed.
 *
 * @throws Error that says where and why it is not written, and that the outputs before it are.
 */
export function writeLock(lock: PlatformLock): boolean {
  const path = resolve(LOCK_FILE);
  const text = renderLock(lock);
  try {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
    // A link stays a link: what it leads to is written.
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

/** What is in the place of the lock, and what to do about it. */
function describeUnreadable(path: string, error: unknown): readonly [string, string] {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink() && !existsSync(path)) {
    return [`a link to ${readlinkSync(path)}, which is not there`, 'correct the link, or remove it'];
  }
  const isFolder = (error as NodeJS.ErrnoException).code === 'EISDIR';
  return isFolder
    ? ['a folder', 'move it away, and take the file from version control again']
    : [reasonOf(error), 'mend that; without the lock nothing would be compared'];
}

/** Beside the file first, so that nobody reads half of it and nothing is left of one that fails. */
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

/** `EROFS: read-only file system`, without the call and the temporary path that follow. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, \w+( '.*)?$/s, '');
}
