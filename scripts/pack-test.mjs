// Packs the package and follows the README's page with it in an empty folder, command by command; then asks what only an installed
// package can show: whether every door compiles with TypeScript 5 and 7, and what an import loads. The API server that stands for
// a cluster is installed by `npm run acceptance:install`.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPage } from './support/page.mjs';
import { ROWS } from './support/readme-commands.mjs';
import { inEmptyFolder, run, step } from './support/steps.mjs';

const TYPESCRIPT_5 = '5.9.3';
const DOORS = ['index', 'aws', 'google', 'kubernetes', 'model', 'testing', 'programs'];

inEmptyFolder((folder) => {
  const tarball = step('npm pack', () => pack(folder));
  const project = join(folder, 'project');
  const page = readPage('README.md');
  requireRows(page.commands);
  mkdirSync(project);
  for (const [path, text] of Object.entries(page.files)) write(project, path, text);
  for (const command of page.commands) typeCommand(project, command, tarball);
  compile(
    project,
    Object.keys(page.files).filter((path) => path.endsWith('.ts')),
  );
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

/** A command that nobody has said how to type was never tried; a row without a command is of a page that has changed. */
function requireRows(commands) {
  const rows = Object.keys(ROWS);
  const unknown = commands.filter((command) => !rows.includes(command));
  assert.deepEqual(unknown, [], 'commands of the README without a row in scripts/support/readme-commands.mjs');
  const unused = rows.filter((row) => !commands.includes(row));
  assert.deepEqual(unused, [], 'rows of scripts/support/readme-commands.mjs that the README does not print');
}

function typeCommand(project, command, tarball) {
  const { type, because } = ROWS[command];
  step(because === undefined ? command : `${command}\n           stand-in: ${because}`, () =>
    type(project, command, tarball),
  );
}

function compile(project, example) {
  const five = ['npm', 'install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund'];
  step('npm install TypeScript 5', () =>
    run([...five, `typescript-5@npm:typescript@${TYPESCRIPT_5}`], { cwd: project }),
  );
  // Every door but Google's, whose bindings are not there.
  const doors = DOORS.filter((door) => door !== 'google').map((door) =>
    door === 'index' ? 'keelson' : `keelson/${door}`,
  );
  write(project, 'doors.ts', doors.map((door, index) => `export * as door${index} from '${door}';`).join('\n'));
  const common = { target: 'es2022', strict: true, noEmit: true, types: ['node'] };
  const node16 = { ...common, module: 'node16', moduleResolution: 'node16' };
  const classic = { ...common, module: 'commonjs', moduleResolution: 'node', esModuleInterop: true };
  const cases = [
    ["the README's TypeScript, moduleResolution node16", 'typescript', node16],
    ['TypeScript 5, moduleResolution node16', 'typescript-5', node16],
    ['TypeScript 5, moduleResolution node', 'typescript-5', classic],
  ];
  for (const [name, compiler, compilerOptions] of cases) {
    write(project, 'tsconfig.json', { compilerOptions, files: ['doors.ts', ...example] });
    step(`compile with ${name}`, () => run(['node', `node_modules/${compiler}/bin/tsc`, '-p', '.'], { cwd: project }));
  }
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
}
