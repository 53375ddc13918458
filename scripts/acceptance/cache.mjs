import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/steps.mjs';

/** Versions of every judge's programs: the one file that states them. */
export const VERSIONS = JSON.parse(readFileSync(join(ROOT, 'test/acceptance/versions.json'), 'utf8'));

/** Folder outside the work tree that programs are built into; test/acceptance/harness/tools.ts reads it by the same rule. */
export const CACHE =
  process.env.KEELSON_ACCEPTANCE_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'keelson-acceptance');

/** Path of a built program; its version is part of the name, so that another version is another file. */
export function binaryPath(name, version) {
  mkdirSync(join(CACHE, 'bin'), { recursive: true });
  return join(CACHE, 'bin', `${name}-${version}`);
}

/** Empty folder for building one thing; what an interrupted build left there does not matter to the next. */
export function buildFolder(name) {
  const folder = join(CACHE, 'build', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Programs by name that were recorded, with version and path; one whose file is gone is no record. */
export function recordedTools() {
  const path = join(CACHE, 'tools.json');
  const tools = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  return Object.fromEntries(Object.entries(tools).filter(([, tool]) => existsSync(tool.path)));
}

/** Adds programs to the record. It is written aside and renamed: a judge that reads it meanwhile sees a whole file. */
export function recordTools(tools) {
  mkdirSync(CACHE, { recursive: true });
  const all = Object.entries({ ...recordedTools(), ...tools }).sort(([a], [b]) => (a < b ? -1 : 1));
  const path = join(CACHE, 'tools.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
