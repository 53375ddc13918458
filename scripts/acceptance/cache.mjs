import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/steps.mjs';

/** Versions of the programs of every judge, from the one file that states them. */
export const VERSIONS = JSON.parse(readFileSync(join(ROOT, 'test/acceptance/versions.json'), 'utf8'));

/** Folder outside of the work tree for built programs; test/acceptance/harness/tools.ts finds it by the same rule. */
export const CACHE =
  process.env.KEELSON_ACCEPTANCE_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'keelson-acceptance');

/** Path of a built program, with its version in the name, so that another version is another file. */
export function binaryPath(name, version) {
  mkdirSync(join(CACHE, 'bin'), { recursive: true });
  return join(CACHE, 'bin', `${name}-${version}`);
}

/** Folder for one build; files that an interrupted build left in the folder do not affect the next build. */
export function buildFolder(name) {
  const folder = join(CACHE, 'build', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Recorded programs by name, with version and path; a program whose file no longer exists is left out. */
export function recordedTools() {
  const path = join(CACHE, 'tools.json');
  const tools = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  return Object.fromEntries(Object.entries(tools).filter(([, tool]) => existsSync(tool.path)));
}

/** Adds programs to the record, by a second file that is renamed, so that a judge never reads half a record. */
export function recordTools(tools) {
  mkdirSync(CACHE, { recursive: true });
  const all = Object.entries({ ...recordedTools(), ...tools }).sort(([a], [b]) => (a < b ? -1 : 1));
  const path = join(CACHE, 'tools.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
