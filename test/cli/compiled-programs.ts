import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

/** Folders that the programs and the platforms of the fixtures are made of. */
const FOLDERS = ['lib', 'apps', 'test/fixtures'];

let compiled: string | undefined;

/**
 * Folder in which the sources stand as JavaScript; made once for a test file, because a compiler that runs in every process
 * takes longer than all that a process does besides.
 */
export function compiledPrograms(root: string): string {
  compiled ??= compile(root, mkdtempSync(join(tmpdir(), 'keelson-compiled-')));
  return compiled;
}

afterAll(() => {
  if (compiled !== undefined) rmSync(compiled, { recursive: true, force: true });
  compiled = undefined;
});

function compile(root: string, target: string): string {
  for (const file of FOLDERS.flatMap((folder) => sources(root, folder))) {
    const to = join(target, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, transformFileSync(join(root, file), SETTINGS).code);
  }
  symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'));
  // The package finds itself by its name, as the platforms import it.
  const exports = { '.': './lib/entry/index.js', './*': './lib/entry/*.js' };
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  writeFileSync(join(target, 'package.json'), JSON.stringify({ name: 'keelson', version, exports }));
  return target;
}

function sources(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return entries.filter((entry) => entry.endsWith('.ts')).map((entry) => join(folder, entry));
}

const SETTINGS = {
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
} as const;
