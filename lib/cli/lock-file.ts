import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LOCK_FILE } from '../specs/cluster/lock/locked-cluster';
import { type PlatformLock, parseLock, renderLock } from '../specs/environment/lock/platform-lock';

/**
 * The lock of the platform in the working directory; undefined where there is none.
 *
 * @throws ConfigError when the file is no lock.
 */
export function readLock(): PlatformLock | undefined {
  const path = resolve(LOCK_FILE);
  return existsSync(path) ? parseLock(readFileSync(path, 'utf8')) : undefined;
}

/** Writes the lock into the working directory, whole or not at all; answers whether its text changed. */
export function writeLock(lock: PlatformLock): boolean {
  const path = resolve(LOCK_FILE);
  const text = renderLock(lock);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, text);
  renameSync(beside, path);
  return true;
}
