import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TerraformHclModule, TerraformStack } from 'cdktf';
import type { PlatformDefinition } from '../../../lib/cli/platform-definition';
import { writeStacks } from '../../../lib/cli/write-stacks';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addStateBackend } from '../../../lib/stacks/state-backend';
import { awsEnvironment } from '../../fixtures/aws-environment';

const before = process.cwd();
// Jest gives tests a copy of the environment, which the real module does not read.
const os = jest.requireActual<typeof import('node:os')>('node:os');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keelson-modules-'));
  // cdktf leaves a copy of the modules in the temporary folder.
  mkdirSync(join(folder, 'tmp'));
  jest.spyOn(os, 'tmpdir').mockReturnValue(join(folder, 'tmp'));
  process.chdir(folder);
  write('modules/zone/main.tf', 'variable "name" { type = string }\n');
  write('modules/record/main.tf', 'variable "name" { type = string }\n');
});
afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(before);
  delete process.env['CDKTF_CONTEXT_JSON'];
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function configure(...terraformModules: readonly unknown[]): void {
  write('cdktf.json', JSON.stringify({ language: 'typescript', app: 'true', terraformModules }));
}

/** Writes the stacks of a platform with a stack that has these modules, and returns the files of this stack's folder by path. */
function synthesize(...sources: readonly string[]): Readonly<Record<string, string>> {
  const platform: PlatformDefinition = {
    environments: [awsEnvironment()],
    stacks: (app, { state }) => {
      const stack = new TerraformStack(app, 'paas-dns');
      addStateBackend(stack, state, 'paas-dns');
      for (const [index, source] of sources.entries()) {
        new TerraformHclModule(stack, `module-${index}`, { source, variables: { name: 'x' } });
      }
    },
  };
  rmSync('cdktf.out', { recursive: true, force: true });
  writeStacks(
    platform,
    platform.environments.map((input) => EnvironmentSpec.from(input)),
    undefined,
  );
  const root = 'cdktf.out/stacks/paas-dns';
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

function sourcesOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { module } = JSON.parse(files['cdk.tf.json'] ?? '{}') as { module: Record<string, { source: string }> };
  return Object.values(module).map(({ source }) => source);
}

test('a local module is copied beside its stack, and the stack names the copy', () => {
  configure('./modules/zone', { name: 'record', source: './modules/record' });
  const files = synthesize('./modules/zone', './modules/record');
  for (const source of sourcesOf(files)) expect(files[`${source.replace('./', '')}/main.tf`]).toContain('variable');
});

test('the name of the copy depends on the contents of the modules, and on no other file of the project', () => {
  configure('./modules/zone', './modules/record');
  const first = sourcesOf(synthesize('./modules/zone'));
  write('modules/notes.txt', 'beside the modules');
  expect(sourcesOf(synthesize('./modules/zone'))).toEqual(first);
  write('modules/zone/main.tf', 'variable "name" { type = number }\n');
  expect(sourcesOf(synthesize('./modules/zone'))).not.toEqual(first);
});

test("cdktf's own command, which passes the modules itself, synthesises the same stack", () => {
  configure('./modules/zone');
  const files = synthesize('./modules/zone');
  process.env['CDKTF_CONTEXT_JSON'] = JSON.stringify({ cdktfRelativeModules: ['./modules/zone'] });
  expect(synthesize('./modules/zone')).toEqual(files);
});

const LIST_MODULE =
  "list the module's folder in 'terraformModules' of cdktf.json, spelt as in the source, because cdktf copies only the listed folders";

test.each([
  ['no module is listed', []],
  ['there is no cdktf.json', undefined],
])('a local module is refused where %s', (_, modules) => {
  if (modules !== undefined) configure(...modules);
  expect(() => synthesize('./modules/zone')).toThrow(
    `environment 'paas' > stack 'paas-dns': 'module-0.source' must be a module that cdktf.json lists, got './modules/zone'; ${LIST_MODULE}`,
  );
});

test('a local module is refused where only others are listed', () => {
  configure('./modules/zone');
  expect(() => synthesize('./modules/zone', './modules/record')).toThrow(
    /^environment 'paas' > stack 'paas-dns': 'module-1\.source' must be a module that cdktf\.json lists, got '\.\/assets\/.*\/record'; list the module's folder/,
  );
});

test('a listed module whose folder does not exist is refused', () => {
  configure('./modules/zones');
  expect(() => synthesize()).toThrow(
    "cdktf.json: 'terraformModules' must name existing folders, got './modules/zones'; correct the path, which is relative to the folder of cdktf.json",
  );
});

test.each([
  [
    'not JSON',
    '// cdktf.json\n{}',
    "'the file' must be JSON, got '// cdktf.json\\n{}'; correct the syntax; JSON has no comments",
  ],
  ['not an object', '[]', "'the file' must be an object, got '[]'; write it in braces"],
])('a cdktf.json that is %s is refused', (_, text, message) => {
  write('cdktf.json', text);
  expect(() => synthesize()).toThrow(`cdktf.json: ${message}`);
});

test('a module of a registry need not be listed', () => {
  configure('terraform-aws-modules/vpc/aws@5.0.0');
  expect(sourcesOf(synthesize('terraform-aws-modules/vpc/aws'))).toEqual(['terraform-aws-modules/vpc/aws']);
});
