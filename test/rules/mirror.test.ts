import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Folders of tests with a subject of their own: no room of lib, but every room together. */
const ROOMLESS = new Set(['acceptance', 'agreement', 'changes', 'docs', 'fixtures', 'rules']);

/** Folders within a room that hold helpers, snapshots, or a test over the whole room. */
const WITHIN_ROOMS = new Set(['support', '__snapshots__', 'mutations', 'off-means-off']);

function foldersBelow(path: string): readonly string[] {
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [`${path}/${name}`, ...foldersBelow(`${path}/${name}`)]);
}

test('folders of tests have the names of the folders of lib that they test', () => {
  const strangers = foldersBelow('test').filter((path) => {
    const parts = path.split('/').slice(1);
    if (ROOMLESS.has(parts[0] ?? '') || parts.some((part) => WITHIN_ROOMS.has(part))) return false;
    return !existsSync(join(ROOT, 'lib', ...parts));
  });
  expect(strangers).toEqual([]);
});
