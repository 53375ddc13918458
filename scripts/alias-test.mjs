// Runs every test that loads `cdktf` in a copy of the tree in which `cdktf` is replaced by its maintained fork, so that a migration stays possible.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testsThatLoad } from './support/loaded-packages.mjs';
import { copyTree, inEmptyFolder, run, step } from './support/steps.mjs';

const FORK = '0.24.0';

inEmptyFolder((folder) => {
  step('copy the tree', () => copyTree(folder));
  step(`npm install with cdktf as cdktn ${FORK}`, () => install(folder));
  const tests = testsThatLoad(folder, /^(cdktf|@cdktf\/.*)$/);
  assert.ok(tests.length > 50, 'hardly any test loads cdktf');
  const command = ['npx', '--no-install', 'jest', '--ci', '--silent', '--runTestsByPath', ...tests];
  const { output } = step(`jest on ${tests.length} test files`, () => run(command, { cwd: folder }));
  console.log(
    output
      .split('\n')
      .filter((line) => /^(Test Suites|Tests|Snapshots):/.test(line))
      .join('\n'),
  );
});

function install(folder) {
  const path = join(folder, 'package.json');
  const own = JSON.parse(readFileSync(path, 'utf8'));
  own.devDependencies.cdktf = `npm:cdktn@${FORK}`;
  // The peer dependency of the bindings, cdktf ^0.21, does not accept the fork's version.
  own.overrides = { ...own.overrides, cdktf: '$cdktf' };
  writeFileSync(path, `${JSON.stringify(own, null, 2)}\n`);
  run(['npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  const installed = JSON.parse(readFileSync(join(folder, 'node_modules', 'cdktf', 'package.json'), 'utf8'));
  assert.equal(`${installed.name}@${installed.version}`, `cdktn@${FORK}`);
  const { stdout } = run(['npm', 'ls', 'cdktf', '--all', '--parseable'], { cwd: folder });
  assert.equal(stdout.trim().split('\n').length, 1, `a second cdktf is installed:\n${stdout}`);
}
