import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installOutputs } from '../../lib/cli/install-outputs';

describe('installOutputs', () => {
  let folder: string;
  const path = (name: string): string => join(folder, name);
  const read = (name: string): string => readFileSync(path(name), 'utf8');
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  const manifest = (...stacks: readonly string[]): string =>
    JSON.stringify({
      version: 'stub',
      stacks: Object.fromEntries(
        stacks.map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, dependencies: [] }]),
      ),
    });
  const install = (environment: string, known: readonly string[] = ['paas', 'edge']): void =>
    installOutputs(
      { environment, known },
      {
        stagedTerraform: path(`stage/${environment}`),
        stagedKubernetes: path(`kubernetes-stage/${environment}`),
        terraform: path('cdktf.out'),
        kubernetes: path('dist'),
      },
    );
  const listed = (): readonly string[] => Object.keys(JSON.parse(read('cdktf.out/manifest.json')).stacks);
  const stage = (environment: string, text: string, ...stacks: readonly string[]): void => {
    write(`stage/${environment}/manifest.json`, manifest(...stacks));
    for (const stack of stacks) write(`stage/${environment}/stacks/${stack}/cdk.tf.json`, text);
    write(`kubernetes-stage/${environment}/00-namespaces.k8s.yaml`, text);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keelson-install-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('installs the first environment into empty folders', () => {
    stage('paas', 'one', 'paas-foundation', 'paas-platform');
    install('paas');
    expect(read('cdktf.out/stacks/paas-platform/cdk.tf.json')).toBe('one');
    expect(read('dist/paas/00-namespaces.k8s.yaml')).toBe('one');
    expect(listed()).toEqual(['paas-foundation', 'paas-platform']);
  });

  test("keeps another environment's files and manifest entries, and Terraform's own files", () => {
    stage('paas', 'one', 'paas-foundation');
    install('paas');
    write('cdktf.out/stacks/paas-foundation/.terraform.lock.hcl', 'lock');
    stage('edge', 'two', 'edge-foundation');
    install('edge');
    stage('paas', 'three', 'paas-foundation');
    install('paas');
    expect(read('cdktf.out/stacks/paas-foundation/cdk.tf.json')).toBe('three');
    expect(read('cdktf.out/stacks/paas-foundation/.terraform.lock.hcl')).toBe('lock');
    expect(read('cdktf.out/stacks/edge-foundation/cdk.tf.json')).toBe('two');
    expect(read('dist/edge/00-namespaces.k8s.yaml')).toBe('two');
    expect(listed()).toEqual(['edge-foundation', 'paas-foundation']);
  });

  test("removes a stack that is no longer synthesised from manifest.json and keeps its files, which 'terraform destroy' needs", () => {
    stage('paas', 'one', 'paas-foundation', 'paas-old-platform');
    install('paas');
    stage('paas', 'two', 'paas-foundation');
    install('paas');
    expect(read('cdktf.out/stacks/paas-old-platform/cdk.tf.json')).toBe('one');
    expect(listed()).toEqual(['paas-foundation']);
  });

  test('removes an environment that the platform no longer has from manifest.json and keeps its files', () => {
    stage('edge', 'one', 'edge-foundation');
    install('edge');
    stage('paas', 'two', 'paas-foundation');
    install('paas', ['paas']);
    expect(read('cdktf.out/stacks/edge-foundation/cdk.tf.json')).toBe('one');
    expect(read('dist/edge/00-namespaces.k8s.yaml')).toBe('one');
    expect(listed()).toEqual(['paas-foundation']);
  });

  test('removes a manifest file that is no longer synthesised', () => {
    stage('paas', 'one', 'paas-foundation');
    write('kubernetes-stage/paas/60-shop.k8s.yaml', 'old chart');
    install('paas');
    stage('paas', 'two', 'paas-foundation');
    install('paas');
    expect(existsSync(path('dist/paas/60-shop.k8s.yaml'))).toBe(false);
  });

  test('changes nothing where the stage of an environment is incomplete', () => {
    stage('paas', 'one', 'paas-foundation');
    install('paas');
    stage('paas', 'two', 'paas-foundation');
    rmSync(path('stage/paas/manifest.json'));
    expect(() => install('paas')).toThrow("no manifest was written for environment 'paas'");
    expect(read('cdktf.out/stacks/paas-foundation/cdk.tf.json')).toBe('one');
    expect(read('dist/paas/00-namespaces.k8s.yaml')).toBe('one');
  });
});
