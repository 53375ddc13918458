import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Workspace } from './run-keelson';

const ROOT = resolve(__dirname, '../..');
const MAIN = 'lib/cli/main.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace();
});
afterAll(() => workspace.remove());

test.each(['--version', '-v'])('%s shows the version of the package', (flag) => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(workspace.run(MAIN, [flag])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help lists the commands, the files, the variables and the exit codes', () => {
  const { status, stdout } = workspace.run(MAIN, ['--help']);
  expect(status).toBe(0);
  for (const part of [
    'synth [options] [names...]',
    'explain [options] [names...]',
    'keelson.lock.json',
    'KEELSON_ENVIRONMENTS',
    'KEELSON_DEBUG=1',
    'Exit codes:',
  ]) {
    expect(stdout).toContain(part);
  }
});

test('synth --help explains every option with its default', () => {
  const { status, stdout } = workspace.run(MAIN, ['synth', '--help']);
  expect(status).toBe(0);
  const source = readFileSync(join(ROOT, MAIN), 'utf8');
  const synth = source.slice(source.indexOf(".command('synth')"), source.indexOf(".command('explain')"));
  const options = [...synth.matchAll(/\.option\('(--[a-z-]+)/g)].map((match) => match[1]);
  expect(options.length).toBeGreaterThan(5);
  for (const option of [...options, '(default: "apps/platform")', '(default: "cdktf.out")', '(default: "dist")']) {
    expect(stdout.replace(/\s+/g, ' ')).toContain(option);
  }
});

test.each([
  ['an unknown command', ['synthesise'], "error: unknown command 'synthesise'\n"],
  [
    'an unknown option',
    ['synth', '--write-loc'],
    "error: unknown option '--write-loc'\n(Did you mean --write-lock?)\n",
  ],
  [
    'an invalid number of workers',
    ['synth', '--workers', '0'],
    "error: option '--workers <count>' argument '0' is invalid. it must be a whole number of at least 1\n",
  ],
])('%s is refused, and the message names it', (_, args, message) => {
  expect(workspace.run(MAIN, args)).toEqual({ status: 1, stdout: '', stderr: message });
});
