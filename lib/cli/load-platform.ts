import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { ConfigError } from '../values/config-error';
import { callPart } from '../values/thrown-error';
import type { PlatformDefinition } from './platform-definition';

const EXTENSIONS = ['', '.ts', '.js', '.cjs'];

/**
 * Loads the module that exports a platform as `platform` or by default.
 *
 * @param modulePath path with or without extension, relative to the working directory.
 * @throws ConfigError when the module does not exist or exports no platform; `judgeDefinition` judges what it exports.
 * @throws ThrownError with the module's path when the module throws.
 */
export function loadPlatform(modulePath: string): PlatformDefinition {
  const file = EXTENSIONS.map((extension) => resolve(`${modulePath}${extension}`)).find(
    (path) => existsSync(path) && /\.[a-z]+$/.test(path),
  );
  if (file === undefined) {
    throw refuse('name an existing module', modulePath, 'give the path of the module that exports your platform');
  }
  if (file.endsWith('.ts')) registerTypeScript(file);
  const loaded: unknown = callPart(`platform '${modulePath}': the module`, () => createRequire(file)(file));
  const exported = ['platform', 'default'].find((name) => hasExport(loaded, name));
  if (exported === undefined) {
    const remedy = 'export const platform = definePlatform({ environments })';
    throw refuse("export 'platform', or a platform by default", modulePath, remedy);
  }
  return (loaded as Readonly<Record<string, PlatformDefinition>>)[exported] as PlatformDefinition;
}

function hasExport(loaded: unknown, name: string): boolean {
  return typeof loaded === 'object' && loaded !== null && Reflect.get(loaded, name) !== undefined;
}

/** Registers the project's own tsx, because Node 20 cannot load TypeScript; a process that already runs under tsx needs nothing. */
function registerTypeScript(file: string): void {
  if (require.extensions['.ts'] !== undefined) return;
  const requireFromProject = createRequire(join(file, '..', 'package.json'));
  try {
    (requireFromProject('tsx/cjs/api') as { register: () => void }).register();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw refuse('be JavaScript where tsx is not installed', file, 'npm install --save-dev tsx, or compile it first');
  }
}

function refuse(rule: string, value: string, remedy: string): ConfigError {
  return new ConfigError([{ subject: '', property: '--platform', rule, value, remedy }]);
}
