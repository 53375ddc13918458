// Installs the packed package in an empty project that has the AWS provider only, compiles the README's example with
// TypeScript 5 and 7, and synthesises it: what a user meets who knows nothing of this repository.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inEmptyFolder, ROOT, run, step } from './support/steps.mjs';

const TYPESCRIPT_5 = '5.9.3';
const DOORS = ['index', 'aws', 'google', 'kubernetes', 'model', 'testing', 'programs'];
const OWN = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

inEmptyFolder((folder) => {
  const tarball = step('npm pack', () => pack(folder));
  const project = join(folder, 'project');
  step('npm install with the AWS provider only', () => install(project, tarball));
  const example = step("write the README's example", () => writeExample(project));
  compile(project, example);
  step('keelson synth', () => synthesise(project));
  step('the stock programs', () => runPrograms(project));
  step('what an import loads', () => checkImports(project));
});

function pack(folder) {
  const { stdout } = run(['npm', 'pack', '--json', '--pack-destination', folder]);
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  const paths = files.map((file) => file.path);
  const doors = DOORS.flatMap((door) => [`build/entry/${door}.js`, `build/entry/${door}.d.ts`]);
  const wanted = ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'build/cli/main.js', ...doors];
  assert.deepEqual(
    wanted.filter((path) => !paths.includes(path)),
    [],
    'the package lacks files',
  );
  const stray = paths.filter(
    (path) => !path.startsWith('build/') && !/^(LICENSE|README\.md|CHANGELOG\.md|package\.json)$/.test(path),
  );
  assert.deepEqual(stray, [], 'the package has files that nobody needs');
  return join(folder, filename);
}

function install(project, tarball) {
  const own = OWN.devDependencies;
  const dependencies = Object.fromEntries(
    ['@cdktf/provider-aws', 'cdk8s', 'cdk8s-plus-27', 'cdktf', 'constructs'].map((name) => [name, own[name]]),
  );
  const typescript = { typescript: own.typescript, 'typescript-5': `npm:typescript@${TYPESCRIPT_5}` };
  const devDependencies = { '@types/node': own['@types/node'], tsx: own.tsx, ...typescript };
  write(project, 'package.json', {
    name: 'empty-project',
    private: true,
    dependencies: { ...dependencies, keelson: `file:${tarball}` },
    devDependencies,
  });
  run(['npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: project });
  const present = readdirSync(join(project, 'node_modules', '@cdktf'));
  assert.deepEqual(present, ['provider-aws'], 'only the AWS provider may be present');
}

/** Every code block of the README that names its file in the first line. */
function writeExample(project) {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)^```$/gm)];
  for (const [, path, text] of blocks) write(project, path, text);
  const paths = blocks.map(([, path]) => path);
  for (const path of ['apps/platform.ts', 'apps/terraform.ts', 'apps/kubernetes.ts']) {
    assert.ok(paths.includes(path), `the README has no code block for ${path}`);
  }
  return paths;
}

function compile(project, example) {
  // Every door but Google's, whose bindings are not there.
  const doors = DOORS.filter((door) => door !== 'google').map((door) =>
    door === 'index' ? 'keelson' : `keelson/${door}`,
  );
  write(project, 'doors.ts', doors.map((door, index) => `export * as door${index} from '${door}';`).join('\n'));
  const common = { target: 'es2022', strict: true, noEmit: true, types: ['node'] };
  const node16 = { ...common, module: 'node16', moduleResolution: 'node16' };
  const classic = { ...common, module: 'commonjs', moduleResolution: 'node', esModuleInterop: true };
  const cases = [
    ['TypeScript 7, moduleResolution node16', 'typescript', node16],
    ['TypeScript 5, moduleResolution node16', 'typescript-5', node16],
    ['TypeScript 5, moduleResolution node', 'typescript-5', classic],
  ];
  for (const [name, compiler, compilerOptions] of cases) {
    write(project, 'tsconfig.json', { compilerOptions, files: ['doors.ts', ...example] });
    step(`compile with ${name}`, () => run(['node', `node_modules/${compiler}/bin/tsc`, '-p', '.'], { cwd: project }));
  }
}

function synthesise(project) {
  run(['node_modules/.bin/keelson', 'synth'], { cwd: project });
  expectOutputs(project);
}

/** Both programs as cdktf and cdk8s start them; the doubles of the output folders are empty at first. */
function runPrograms(project) {
  const before = readOutputs(project);
  run(['node_modules/.bin/tsx', 'apps/terraform.ts'], { cwd: project, env: { CDKTF_OUTDIR: 'terraform-by-program' } });
  const stacks = readdirSync(join(project, 'terraform-by-program', 'stacks')).sort();
  assert.deepEqual(stacks, ['shop-main-foundation', 'shop-main-platform']);
  run(['node_modules/.bin/tsx', 'apps/kubernetes.ts'], { cwd: project });
  assert.deepEqual(readOutputs(project), before, 'the programs and the command disagree');
}

function expectOutputs(project) {
  for (const stack of ['shop-main-foundation', 'shop-main-platform']) {
    const { resource } = JSON.parse(readFileSync(join(project, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), 'utf8'));
    assert.ok(Object.keys(resource).length > 3, `${stack} is nearly empty`);
  }
  const manifests = Object.keys(readOutputs(project));
  assert.ok(
    manifests.some((path) => path.endsWith('.k8s.yaml')),
    'no manifest was written',
  );
}

function readOutputs(project) {
  const dist = join(project, 'dist');
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(dist, path), 'utf8')]));
}

function checkImports(project) {
  assert.deepEqual(loadedBy(project, 'keelson'), [], "'keelson' alone loads bindings");
  assert.deepEqual(loadedBy(project, 'keelson/model'), [], "'keelson/model' loads bindings");
  assert.deepEqual(
    loadedBy(project, 'keelson/kubernetes').filter((name) => name.includes('cdktf')),
    [],
  );
  assert.deepEqual(
    loadedBy(project, 'keelson/aws').filter((name) => name.startsWith('cdk8s')),
    [],
  );
  const { output } = run(['node', '-e', "require('keelson/google')"], { cwd: project, fails: true });
  assert.match(
    output,
    /'keelson\/google' needs the package '@cdktf\/provider-google', which is not installed; npm install/,
  );
}

/** Packages of bindings and constructs that a door loads. */
function loadedBy(project, door) {
  const script = `require('${door}'); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const loaded = JSON.parse(run(['node', '-e', script], { cwd: project }).stdout);
  const names = loaded.map((path) => /node_modules[\\/]((?:@cdktf[\\/])?[^\\/]+)/.exec(path)?.[1] ?? '');
  return [...new Set(names)].filter((name) => /^(@cdktf|cdktf|cdk8s|constructs)/.test(name)).sort();
}

function write(project, path, content) {
  const target = join(project, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  assert.ok(existsSync(target));
}
