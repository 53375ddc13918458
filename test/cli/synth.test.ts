import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './run-keelson';

const PAAS = 'cdktf.out/stacks/paas-main-platform/cdk.tf.json';
const PAAS_SERVICE = 'dist/paas/main/60-services.k8s.yaml';
const STREAMING_SERVICE = 'dist/streaming/main/60-services.k8s.yaml';

describe('keelson synth', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = new Workspace();
  });
  afterEach(() => workspace.remove());

  test('writes every stack and chart of every environment, and a table', () => {
    const { status, stdout, stderr } = workspace.synth('two-environments', ['--workers', '2']);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(Object.keys(JSON.parse(workspace.read('cdktf.out/manifest.json')).stacks)).toEqual([
      'paas-main-foundation',
      'paas-main-platform',
      'streaming-main-foundation',
      'streaming-main-platform',
    ]);
    expect(Object.keys(workspace.files()).filter((path) => path.startsWith('dist/'))).toEqual([
      'dist/paas/main/00-cluster.k8s.yaml',
      'dist/paas/main/00-namespaces.k8s.yaml',
      'dist/paas/main/00-team-admission.k8s.yaml',
      'dist/paas/main/00-teams.k8s.yaml',
      PAAS_SERVICE,
      'dist/streaming/main/00-cluster.k8s.yaml',
      'dist/streaming/main/00-namespaces.k8s.yaml',
      'dist/streaming/main/00-team-admission.k8s.yaml',
      'dist/streaming/main/00-teams.k8s.yaml',
      STREAMING_SERVICE,
    ]);
    expect(stdout).toMatch(/environment .*stacks.*resources.*manifests.*bytes.*time/);
    expect(stdout).toMatch(/paas +│ +2 │ +\d+ │ +5 │ +\d+ │ +\d+\.\d+ s/);
    expect(stderr).toContain('streaming: synthesised\n');
  });

  test('reports every problem of the input in one message without a stack trace, and changes nothing', () => {
    workspace.beginAfter('two-environments');
    const before = workspace.files();
    const { status, stdout, stderr } = workspace.synth('wrong-input');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(stderr).toMatch(/^\d+ problems\n/);
    for (const expected of EXPECTED_PROBLEMS) expect(stderr).toContain(expected);
    expect(workspace.files()).toEqual(before);
  });

  test('shows the stack trace of an error with --debug', () => {
    expect(workspace.synth('wrong-input', ['--debug']).stderr).toMatch(/^ {4}at /m);
  });

  test('keeps the last output of an environment that fails, and installs that of the others', () => {
    workspace.beginAfter('two-environments');
    mkdirSync(join(workspace.folder, 'state'));
    writeFileSync(join(workspace.folder, 'state/paas-main-platform.tfstate'), 'state');
    const before = workspace.files();
    const { status, stdout, stderr } = workspace.synth('two-environments', [], {
      MISBEHAVIOUR: 'throw',
      SERVICE_PORT: '8080',
    });
    expect(status).toBe(1);
    expect(stderr).toContain(
      "paas: failed, its last output is untouched: environment 'paas' > cluster 'main': 'charts' threw an error: the chart is broken\n",
    );
    expect(stdout).not.toContain('paas');
    expect(workspace.read(STREAMING_SERVICE)).toContain('port: 8080');
    const after = workspace.files();
    expect({ ...after, [STREAMING_SERVICE]: '' }).toEqual({ ...before, [STREAMING_SERVICE]: '' });
  });

  test('does not write an environment in which a check finds an error', () => {
    const { status, stderr } = workspace.synth('two-environments', [], { MISBEHAVIOUR: 'balancer' });
    expect(status).toBe(1);
    expect(stderr).toContain("environment 'paas': 1 check failed\n  error service-load-balancer:");
    expect(workspace.exists(PAAS)).toBe(false);
    expect(workspace.exists('dist/paas/main')).toBe(false);
    expect(workspace.exists(STREAMING_SERVICE)).toBe(true);
  });

  test('fails only the environment of a worker that dies, and leaves no staging folder', () => {
    const { status, stderr } = workspace.synth('two-environments', ['--workers', '1'], { MISBEHAVIOUR: 'exit' });
    expect(status).toBe(1);
    expect(stderr).toContain(
      'paas: failed, its last output is untouched: the worker process ended early (exit code 3)',
    );
    expect(workspace.exists(STREAMING_SERVICE)).toBe(true);
    expect(Object.keys(workspace.files()).filter((path) => path.includes('stage-'))).toEqual([]);
  });

  test('chooses environments by arguments, or without arguments by the variable', () => {
    const byVariable = workspace.synth('two-environments', [], { KEELSON_ENVIRONMENTS: 'paas' });
    expect(byVariable.status).toBe(0);
    expect([workspace.exists('dist/paas/main'), workspace.exists('dist/streaming/main')]).toEqual([true, false]);
    const byArgument = workspace.synth('two-environments', ['streaming'], { KEELSON_ENVIRONMENTS: 'paas' });
    expect(byArgument.stdout).not.toContain('paas');
    expect(workspace.exists('dist/streaming/main')).toBe(true);
  });

  test('refuses an unknown environment and a missing platform module, with the name in the message', () => {
    expect(workspace.synth('two-environments', ['paas-eu']).stderr).toBe(
      "'environment' must be one of 'paas', 'streaming', got 'paas-eu'; correct the name, or list the environment in the platform\n",
    );
    expect(workspace.synth('nowhere').stderr).toMatch(/^'--platform' must name an existing module, got '.*nowhere'; /);
  });
});

describe('the output', () => {
  test('is the same, byte for byte, in another folder, time zone, locale and number of workers', () => {
    const [one, other] = [new Workspace(), new Workspace()];
    try {
      one.synth('two-environments', ['--workers', '1'], { TZ: 'UTC', LC_ALL: 'C' });
      other.synth('two-environments', ['--workers', '2'], { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' });
      expect(Object.keys(one.files()).length).toBeGreaterThan(10);
      expect(other.files()).toEqual(one.files());
      for (const text of Object.values(one.files())) expect(text).not.toContain(one.folder);
    } finally {
      one.remove();
      other.remove();
    }
  });
});

const EXPECTED_PROBLEMS: readonly string[] = [
  "environment 'paas': 'clusters[0].pools[4].labels.team' must be known before an apply, got 'a Terraform token'; write a literal; an input may hold nothing that only an apply knows",
  "environment 'paas' > cluster 'main': 'pools' must name every pool once, got 'general'; remove or rename one of them",
  "environment 'paas' > cluster 'main': 'kubernetesVersion' must be in standard support (data of 2026-11-01), which ended on 2025-07-23, got '1.30'; choose one of 1.34, 1.35, 1.36",
  "environment 'paas' > cluster 'main' > pool 'general': 'size.max' must be at least 'size.min' (4), got 2; raise max or lower min",
  "environment 'paas' > cluster 'main' > pool 'general': 'zones' must name zones of the network: eu-central-1a, eu-central-1b, eu-central-1c, got 'eu-central-1d'; correct it, or add the zone to the network",
  "environment 'paas' > cluster 'main' > pool 'tainted': 'taints[0]' must be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash, got 'bad key'; write it as 'name' or 'example.com/name'",
  "environment 'paas' > cluster 'main' > pool 'labelled': 'labels.node-role.kubernetes.io/worker' must be a label that a kubelet accepts: of the namespaces below kubernetes.io and k8s.io only node.kubernetes.io and kubelet.kubernetes.io, got 'node-role.kubernetes.io/worker'; use a prefix of your own; with this one the kubelet exits at start and the node never joins",
  "environment 'paas' > cluster 'main' > pool 'rocket': 'aws.image.bootstrap' must be absent for 'bottlerocket', which reads its settings as TOML, got 'bootstrap.sh'; leave it out",
  "environment 'streaming' > cluster 'main': 'network.podCidr' must hold 2304 addresses, because GKE reserves a power of two of at least 2 x maxPods per node: core 9 nodes x 256 = 2304, got '10.44.0.0/21 with 2048'; take a /20, or lower 'size.initial', or 'size.min' where no initial size is stated, or lower 'maxPods'",
  "environment 'paas-eu': 'name' must not begin with the name of another environment and a dash ('paas-'), got 'paas-eu'; rename one of the two; otherwise 'cdktf deploy paas-*' would deploy both",
  "environment 'paas-eu' > cluster 'main': 'network.vpcCidr' must not overlap 'network.vpcCidr' of environment 'paas' > cluster 'main' (10.20.0.0/16), got '10.20.0.0/16'; move one of the two blocks; otherwise an address in both could not be routed",
];
