import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A program that judges use, as the install script found or built it. */
export interface InstalledTool {
  readonly version: string;
  /** Absolute path of the program. */
  readonly path: string;
}

/** Folder outside the work tree with the built programs; `KEELSON_ACCEPTANCE_CACHE` selects another folder. */
export function cacheFolder(): string {
  const chosen = process.env['KEELSON_ACCEPTANCE_CACHE'];
  return chosen ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'keelson-acceptance');
}

/** Result of the last run of the install script: programs by name, such as `kube-apiserver-1.37` for one of several versions. */
export function installedTools(): Readonly<Record<string, InstalledTool>> {
  const path = join(cacheFolder(), 'tools.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, InstalledTool>) : {};
}

/**
 * Path of a program.
 *
 * @throws Error that names the program and the command that installs it, because a missing program must fail and not be skipped.
 */
export function toolPath(name: string): string {
  const tool = installedTools()[name];
  if (tool === undefined || !existsSync(tool.path)) {
    throw new Error(`the judge's program '${name}' is missing; install it with: npm run acceptance:install`);
  }
  return tool.path;
}
