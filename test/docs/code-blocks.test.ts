import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsEnvironmentInput } from 'keelson';
import { checkEnvironment } from '../../lib/cli/check-environment';
import { checkPlatform } from '../../lib/cli/chosen-environments';
import { writeStacks } from '../../lib/cli/write-stacks';
import { EnvironmentSet } from '../../lib/specs/environment/environment-set';
import { type GuideName, GuideProjects } from './support/guide-projects';
import { MarkdownFile, ROOT } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

/** Runs a script of an installed package with the Node of the test. */
function runNode(script: string, args: readonly string[], cwd: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

test("every TypeScript block of READMEs and guides compiles with the library's strictness", () => {
  projects.writeRoomExamples();
  const config = projects.writeTypeScriptConfig();
  const { status, output } = runNode(join(ROOT, 'node_modules/typescript/bin/tsc'), ['-p', config], projects.folder);
  expect(output).toBe('');
  expect(status).toBe(0);
});

test.each<[GuideName, readonly string[]]>([
  ['readme', ['shop-main-foundation', 'shop-main-platform']],
  ['aws', ['shop-main-foundation', 'shop-main-platform']],
  ['google', ['video-main-foundation', 'video-main-platform']],
  ['kernel', ['live-main-foundation', 'live-main-platform']],
  ['reboots', ['fleet-main-foundation', 'fleet-main-platform', 'video-main-foundation', 'video-main-platform']],
  ['jvm', ['orders-main-foundation', 'orders-main-platform', 'search-main-foundation', 'search-main-platform']],
  ['manifests', ['shop-main-foundation', 'shop-main-platform']],
  ['leaving', ['shop-main-foundation', 'shop-main-platform']],
  ['autoscaler', ['shop-main-foundation', 'shop-main-platform']],
  ['termination-handler', ['shop-main-foundation', 'shop-main-platform']],
  ['scaling', ['shop-main-foundation', 'shop-main-platform', 'video-main-foundation', 'video-main-platform']],
  ['scaling-aws', ['shop-main-foundation', 'shop-main-platform']],
  ['groups', ['shop-main-foundation', 'shop-main-platform', 'video-main-foundation', 'video-main-platform']],
  ['scaling-nodes', ['video-main-foundation', 'video-main-platform']],
  ['pod-yaml', ['shop-main-foundation', 'shop-main-platform']],
  ['services', ['shop-main-platform', 'video-main-platform']],
  ['own-parts', ['shop-main-foundation', 'shop-main-platform', 'shop-dns']],
])('the platform of %s passes every check and becomes its stacks', (name, stacks) => {
  const project = projects.of(name);
  const environments = checkPlatform(project.platform, []).chosen;
  const findings = environments.flatMap((each) => checkEnvironment(project.platform, each).findings);
  expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
  const outdir = join(project.folder, 'written');
  writeStacks(project.platform, environments, outdir);
  for (const stack of stacks) expect(existsSync(join(outdir, 'stacks', stack, 'cdk.tf.json'))).toBe(true);
});

test("the README's two programs write both outputs", () => {
  const warned = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const project = projects.of('readme');
  project.run('apps/terraform.ts');
  project.run('apps/kubernetes.ts');
  warned.mockRestore();
  expect(process.exitCode).toBeUndefined();
  expect(existsSync(join(project.folder, 'cdktf.out/stacks/shop-main-platform/cdk.tf.json'))).toBe(true);
  expect(existsSync(join(project.folder, 'dist/shop/main/00-teams.k8s.yaml'))).toBe(true);
});

test.each<GuideName>(['aws', 'google'])(
  'the program of the guide %s for a cluster that keelson did not create writes its pools',
  (name) => {
    const project = projects.of(name);
    project.run('apps/legacy.ts');
    expect(existsSync(join(project.folder, 'cdktf.out/stacks/legacy-pools/cdk.tf.json'))).toBe(true);
  },
);

test("the tests of the guide pass with the guide's configuration", () => {
  const { folder } = projects.of('testing');
  const entry = join(ROOT, 'lib/entry');
  const mapper = { '^keelson$': `${entry}/index.ts`, '^keelson/(.*)$': `${entry}/$1.ts` };
  const config = `module.exports = { ...require('./jest.config.js'), moduleNameMapper: ${JSON.stringify(mapper)} };`;
  writeFileSync(join(folder, 'jest.here.config.js'), config);
  const args = ['--config', 'jest.here.config.js', '--runInBand', '--ci=false'];
  const { status, output } = runNode(join(ROOT, 'node_modules/jest/bin/jest.js'), args, folder);
  expect(output).toMatch(/Tests: +9 passed, 9 total/);
  expect(status).toBe(0);
});

test("the runner prints the README's example of messages about invalid input", () => {
  const shop = projects.of('readme').load('apps/environments/shop.ts')['default'] as AwsEnvironmentInput;
  const clusters = shop.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) => ({
      ...pool,
      size: { ...pool.size, min: 3, max: 2 },
      zones: ['eu-central-1a', 'eu-central-1d'],
    })),
  }));
  const printed = new MarkdownFile('README.md').blocks.find(({ heading }) => heading === 'When the input is wrong');
  expect(messageOf(() => EnvironmentSet.from([{ ...shop, clusters }]))).toBe(printed?.text.trimEnd());
});

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('nothing was refused');
}
