import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCdk8sOutput, requireSeparateFolders } from '../../../lib/cli/outputs/separate-folders';

const before = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keelson-folders-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const separate = (terraform: string, kubernetes: string) => () =>
  requireSeparateFolders({ terraform, kubernetes, property: '--terraform-out' });

test('refuses the same folder for stacks and manifests, with the folders as they were stated in the message', () => {
  expect(separate('./out', 'out')).toThrow(
    "'--terraform-out' must be separate from the folder of the manifests ('out'): not the same folder, and neither within the other, got './out'; choose another one; 'cdktf.out' and 'dist' are the defaults",
  );
});

test.each([
  ['the stacks within the folder of the manifests', 'dist/stacks', 'dist'],
  ['the manifests within the folder of the stacks', '.', 'dist'],
  ['one of them by its absolute path', 'out', join('out', '..', 'out', 'dist')],
])('refuses %s', (_, terraform, kubernetes) => {
  expect(separate(terraform, kubernetes)).toThrow("'--terraform-out' must be separate from");
});

test('refuses a link that leads into the other folder', () => {
  mkdirSync('out');
  symlinkSync('out', 'link');
  expect(separate('link/stacks', 'out')).toThrow("'--terraform-out' must be separate from");
});

test.each([
  ['the defaults', 'cdktf.out', 'dist'],
  ['names one of which begins with the other', 'dist.terraform', 'dist'],
  ['folders beside the working directory', '../out', '../..out'],
])('accepts %s', (_, terraform, kubernetes) => {
  expect(separate(terraform, kubernetes)).not.toThrow();
});

test.each([
  ['the default without the file', undefined, 'dist'],
  ['the one that the file states', 'language: typescript\noutput: manifests # ours\n', 'manifests'],
  ['the one that the file states in quotes', "output: 'my manifests'\n", 'my manifests'],
  ['the default where the file states none', 'app: npx tsx output: nowhere\n', 'dist'],
])('the folder of cdk8s.yaml is %s', (_, text, expected) => {
  if (text !== undefined) writeFileSync('cdk8s.yaml', text);
  expect(readCdk8sOutput()).toBe(expected);
});
