import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKubernetesProgram } from '../../../lib/cli/kubernetes-program';
import { runTerraformProgram } from '../../../lib/cli/terraform-program';
import { ownParts, type Wrong } from '../../fixtures/platforms/own-parts';
import { Workspace } from '../run-keelson';
import { askProgram } from './three-programs';

const BREACH = "cluster 'main' > settings: name another zone than blue";
const SYNCHRONOUS =
  'make it synchronous, because what it adds after it returns is missing in every output; fetch remote data before, into a file that the function reads';

const misnamed = (environment: string): readonly string[] => [
  `environment '${environment}' > stack 'shared-dns': 'id' must begin with the environment's name and a dash ('${environment}-'), got 'shared-dns'; rename it to '${environment}-shared-dns'; outputs and 'cdktf deploy ${environment}-*' find the stacks of an environment by this beginning`,
  `environment '${environment}' > stack 'shared-dns': 'backend' must be stated, got nothing; call addStateBackend(stack, environment.state, 'shared-dns')`,
];

const LATE = `platform: 'charts' must be a synchronous function, got 'a promise'; ${SYNCHRONOUS}`;

/** Messages for each environment; a program stops at the first invalid environment, but reports the stacks of all environments. */
const REFUSALS: Readonly<Record<NonNullable<Wrong>, (environment: string) => readonly string[]>> = {
  check: (environment) => [`environment '${environment}': 1 check failed`, `error settings-without-zone: ${BREACH}`],
  stacks: misnamed,
  charts: () => [LATE],
};

describe.each(['check', 'stacks', 'charts'] as const)('own parts with invalid %s', (wrong) => {
  let workspace: Workspace;
  const before = process.cwd();
  beforeEach(() => {
    workspace = new Workspace();
    process.chdir(workspace.folder);
  });
  afterEach(() => {
    process.chdir(before);
    workspace.remove();
  });

  test('make the command refuse every environment by itself and write nothing', () => {
    const { status, stderr } = workspace.synth('own-parts', [], { WRONG: wrong });
    expect(status).toBe(1);
    for (const environment of ['paas', 'streaming']) {
      for (const line of REFUSALS[wrong](environment)) expect(stderr).toContain(line);
    }
    expect(Object.keys(workspace.files())).toEqual([]);
  });

  test('make the stock programs refuse them with the same message and write nothing', () => {
    const terraform = askProgram(() => runTerraformProgram(ownParts(wrong)));
    for (const line of REFUSALS[wrong]('paas')) expect(terraform).toContain(line);
    if (wrong === 'stacks') for (const line of misnamed('streaming')) expect(terraform).toContain(line);
    // The Kubernetes program does not build stacks.
    const kubernetes = askProgram(() => runKubernetesProgram(ownParts(wrong)));
    const expected = wrong === 'stacks' ? [] : REFUSALS[wrong]('paas');
    for (const line of expected) expect(kubernetes).toContain(line);
    expect(Object.keys(workspace.files()).filter((path) => path.startsWith('cdktf.out'))).toEqual([]);
  });
});

test('valid own parts have the same output from the command and from both programs, and a lowered severity is a warning', () => {
  const workspace = new Workspace();
  const before = process.cwd();
  try {
    const { status, stderr } = workspace.synth('own-parts');
    expect(status).toBe(0);
    expect(stderr).toContain(`paas: warning settings-without-zone: ${BREACH}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'keelson-programs-'));
    process.chdir(folder);
    expect(askProgram(() => runTerraformProgram(ownParts(undefined)))).toBe('');
    expect(askProgram(() => runKubernetesProgram(ownParts(undefined)))).toBe('');
    const programs = new Workspace(folder);
    const written = Object.entries(workspace.files()).filter(([path]) => path !== 'cdktf.out/manifest.json');
    expect(written.map(([path]) => path)).toContain('cdktf.out/stacks/paas-dns/cdk.tf.json');
    for (const [path, text] of written) expect([path, programs.read(path)]).toEqual([path, text]);
    rmSync(folder, { recursive: true, force: true });
  } finally {
    process.chdir(before);
    workspace.remove();
  }
});
