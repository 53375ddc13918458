import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlatform } from '../../lib/cli/load-platform';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keelson-load-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the command takes from a module of this content. */
function load(content: string): unknown {
  const module = join(folder, 'platform');
  writeFileSync(`${module}.js`, content);
  return loadPlatform(module);
}

test.each([
  ["a module's 'platform'", 'exports.platform = { environments: [] };'],
  ['what a module exports by default, where there is no platform', 'exports.default = { environments: [] };'],
  [
    "a module's 'platform' before what it exports by default",
    'exports.default = 1; exports.platform = { environments: [] };',
  ],
])('takes %s', (_, content) => {
  expect(load(content)).toEqual({ environments: [] });
});

test('takes a platform that is no object, which the rules of definitions report', () => {
  expect(load('exports.platform = null;')).toBeNull();
});

test.each(['exports.plattform = {};', 'module.exports = null;'])(
  'refuses a module without a platform: %s',
  (content) => {
    expect(() => load(content)).toThrow(
      `'--platform' must export 'platform', or a platform by default, got '${join(folder, 'platform')}'; export const platform = definePlatform({ environments })`,
    );
  },
);
