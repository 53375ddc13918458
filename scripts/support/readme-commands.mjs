// How scripts/pack-test.mjs runs each command of the README's page.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './steps.mjs';

/** npm uses packages of its cache where it has them, and prints no further messages. */
const QUIET_NPM = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };

/** cdktf does not check for updates, and creates no folder for providers in the home folder. */
const ENVIRONMENT = {
  ...QUIET_NPM,
  CHECKPOINT_DISABLE: '1',
  DISABLE_VERSION_CHECK: '1',
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
};

/** Stacks of the README's example. */
const STACKS = ['shop-main-foundation', 'shop-main-platform'];

/** Warning that depends on the date; the comparison ignores it, so that a correct page does not become wrong by itself. */
const BY_THE_CLOCK = /support of Kubernetes \S+ ended on/;

/**
 * Rows by command: `type` runs the command as it is printed or a substitute; `because` is the reason for the substitute.
 *
 * `type` is given the project's folder, the command and the path of the packed package.
 */
export const ROWS = {
  'npm ci && npm run synth': {
    because: "it is for a clone of the repository: parts 'install' and 'synthesis' of .ci/run",
    type: () => expectParts('npm ci', 'npm run --silent synth'),
  },
  'npm ci && npm test': {
    because: "it is for a clone of the repository: parts 'install' and 'tests' of .ci/run",
    type: () => expectParts('npm ci', 'npm test'),
  },
  'npm install keelson cdktf@0.21 constructs@10.7 cdk8s@2 cdk8s-plus-27@2 @cdktf/provider-aws@21': {
    because: "'keelson' is the packed tarball: what is released is what is tested",
    type: (project, command, tarball) => {
      shell(project, command.replace(' keelson ', ` ${tarball} `));
      const present = readdirSync(join(project, 'node_modules', '@cdktf'));
      assert.deepEqual(present, ['provider-aws'], 'only the AWS provider may be present');
    },
  },
  'npm install --save-dev cdktf-cli@0.21 cdk8s-cli@2 tsx@4 typescript @types/node': { type: shell },
  'npx tsc': { type: shell },
  'npx keelson synth --write-lock': {
    type: (project, command) => {
      const { output } = shell(project, command);
      const told = output
        .split('\n')
        .filter((line) => /\b(warning|error|failed)\b/.test(line) && !BY_THE_CLOCK.test(line));
      assert.deepEqual(told, [], 'the example of the README warns');
      assert.ok(existsSync(join(project, 'keelson.lock.json')), 'no lock was written');
      expectStacks(project);
    },
  },
  'npx keelson explain': {
    type: (project, command) => {
      expectSame(project, () => assert.match(shell(project, command).output, /environment 'shop' > cluster 'main'/));
    },
  },
  "npx cdktf deploy 'shop-*'": {
    because:
      'there is no account to deploy to: `cdktf synth` runs the same program, and its stacks are those that the pattern names',
    type: (project) => {
      expectSame(project, () => shell(project, 'npx cdktf synth'));
      expectStacks(project);
    },
  },
  'kubectl apply -f dist/shop/main': {
    because: 'there is no cluster: an API server takes every object as a dry run',
    type: (project) => {
      const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
      run([process.execPath, tsx, 'scripts/support/server-dry-run.ts', join(project, 'dist/shop/main')]);
    },
  },
  'npx cdk8s synth': { type: (project, command) => expectSame(project, () => shell(project, command)) },
};

/** Runs a line in a shell, in the project's folder. */
function shell(project, line) {
  return run(['bash', '-euo', 'pipefail', '-c', line], { cwd: project, env: ENVIRONMENT });
}

function expectParts(...commands) {
  const parts = readFileSync(join(ROOT, '.ci/run'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('part '));
  for (const command of commands) {
    assert.ok(
      parts.some((line) => line.includes(` ${command}`)),
      `.ci/run does not run: ${command}`,
    );
  }
}

function expectStacks(project) {
  const { stacks } = JSON.parse(readFileSync(join(project, 'cdktf.out', 'manifest.json'), 'utf8'));
  assert.deepEqual(Object.keys(stacks), STACKS);
  for (const stack of STACKS) {
    const { resource } = JSON.parse(readFileSync(join(project, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), 'utf8'));
    assert.ok(Object.keys(resource).length > 3, `${stack} is nearly empty`);
  }
}

/** Requires that cdktf and cdk8s write the same bytes as `keelson synth`. */
function expectSame(project, work) {
  const before = readOutputs(project);
  work();
  assert.ok(Object.keys(before).length > 4, 'hardly any output');
  assert.deepEqual(readOutputs(project), before, 'the programs and the command disagree');
}

/** Both outputs by path, without the members that the `cdktf` command adds to its manifest. */
function readOutputs(project) {
  const paths = ['dist', 'cdktf.out'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  );
  const outputs = paths.filter((path) => /\.k8s\.yaml$|cdk\.tf\.json$/.test(path)).sort();
  return Object.fromEntries(outputs.map((path) => [path, readFileSync(join(project, path), 'utf8')]));
}
