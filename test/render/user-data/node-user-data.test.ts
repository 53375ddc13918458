import { parse as parseYaml } from 'yaml';
import { renderNodeUserData } from '../../../lib/render/user-data/node-user-data';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';

// The package has types only for its ES module, but this line requires its CommonJS file.
const { parse: parseToml } = require('smol-toml') as { parse(text: string): unknown };

const cluster = { name: 'paas-main', serviceCidr: '172.20.0.0/16' };
const ubuntu = { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' }, bootstrap: 'bootstrap.sh' } as const;
const nvme = { type: 'm6id.xlarge', vcpu: 4, memoryGib: 16 };
const bottlerocket = { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } as const;
const dedicated = { key: 'dedicated', value: 'edge', effect: 'NoSchedule' } as const;

function textOf(pool: AwsNodePoolSpec): string {
  return renderNodeUserData({ pool, cluster })
    .map((piece) => ('late' in piece ? `<${piece.late}>` : piece.literal))
    .join('');
}

/** The parts of multipart text by content type, split by the rules of MIME. */
function partsOf(text: string): Readonly<Record<string, string>> {
  const boundary = /boundary="([^"]+)"/.exec(text)?.[1];
  const sections = text.split(new RegExp(`^--${boundary}(?:--)?\n`, 'm')).slice(1, -1);
  return Object.fromEntries(
    sections.map((section) => {
      const [head = '', ...body] = section.split('\n\n');
      return [/Content-Type: ([\w./-]+)/.exec(head)?.[1] ?? '', body.join('\n\n')] as const;
    }),
  );
}

interface CloudConfigText {
  readonly write_files: readonly { readonly path: string; readonly permissions: string; readonly content: string }[];
  readonly runcmd: readonly (readonly string[])[];
}

function cloudConfigOf(pool: AwsNodePoolSpec): CloudConfigText {
  const part = partsOf(textOf(pool))['text/cloud-config'] ?? '';
  expect(part.startsWith('#cloud-config\n')).toBe(true);
  // cloud-init reads YAML 1.1.
  return parseYaml(part, { version: '1.1' }) as CloudConfigText;
}

function fileOf(pool: AwsNodePoolSpec, path: string): string | undefined {
  return cloudConfigOf(pool).write_files.find((file) => file.path === path)?.content;
}

describe('nodeadm images', () => {
  test('get a NodeConfig with all four cluster fields, with endpoint and authority as late values', () => {
    const parts = partsOf(textOf(awsPoolSpec()));
    expect(parseYaml(parts['application/node.eks.aws'] ?? '')).toMatchObject({
      apiVersion: 'node.eks.aws/v1alpha1',
      kind: 'NodeConfig',
      spec: {
        cluster: {
          name: 'paas-main',
          apiServerEndpoint: '<clusterEndpoint>',
          certificateAuthority: '<certificateAuthority>',
          cidr: '172.20.0.0/16',
        },
      },
    });
  });

  test('register with their labels and with all taints, the startup taint last', () => {
    const pool = awsPoolSpec({
      labels: { 'example.com/tier': 'front' },
      taints: [dedicated],
      startupTaint: { removedBy: 'tuner' },
    });
    const config = parseYaml(partsOf(textOf(pool))['application/node.eks.aws'] ?? '');
    expect(config.spec.kubelet.flags).toEqual([
      '--node-labels=example.com/tier=front,keelson.dev/pool=general,keelson.dev/purpose=workloads',
      '--register-with-taints=dedicated=edge:NoSchedule,keelson.dev/startup=:NoSchedule',
    ]);
  });

  test('have no taint flag without taints, because the kubelet refuses an empty flag', () => {
    const config = parseYaml(partsOf(textOf(awsPoolSpec()))['application/node.eks.aws'] ?? '');
    expect(config.spec.kubelet.flags).toHaveLength(1);
  });

  test('shut down gracefully, within the time that logind allows', () => {
    const pool = awsPoolSpec({}, { gracefulShutdown: { totalSeconds: 400, criticalSeconds: 40 } });
    const config = parseYaml(partsOf(textOf(pool))['application/node.eks.aws'] ?? '').spec.kubelet.config;
    expect(config).toMatchObject({ shutdownGracePeriod: '400s', shutdownGracePeriodCriticalPods: '40s' });
    const granted = /InhibitDelayMaxSec=(\d+)/.exec(fileOf(pool, '/etc/systemd/logind.conf.d/60-keelson.conf') ?? '');
    expect(Number(granted?.[1])).toBeGreaterThanOrEqual(400);
    expect(cloudConfigOf(pool).runcmd[0]).toEqual(['systemctl', 'kill', '--signal=HUP', 'systemd-logind.service']);
  });

  test('remove unused images before they evict pods', () => {
    const config = parseYaml(partsOf(textOf(awsPoolSpec()))['application/node.eks.aws'] ?? '').spec.kubelet.config;
    const evictsAtUsed = 100 - Number.parseInt(config.evictionHard['imagefs.available'], 10);
    expect(config.imageGCHighThresholdPercent).toBeLessThan(evictsAtUsed);
    expect(config.imageGCLowThresholdPercent).toBeLessThan(config.imageGCHighThresholdPercent);
  });

  test('reserve memory by the number of allowed pods, and CPU by the number of cores', () => {
    const pool = awsPoolSpec({ maxPods: 58, machine: { type: 'm6i.4xlarge', vcpu: 16, memoryGib: 64 } });
    const config = parseYaml(partsOf(textOf(pool))['application/node.eks.aws'] ?? '').spec.kubelet.config;
    expect(config.maxPods).toBe(58);
    expect(config.kubeReserved).toEqual({ cpu: '110m', memory: '893Mi', 'ephemeral-storage': '1Gi' });
  });

  test('put containerd and pods on instance-store disks only when asked', () => {
    const storeOf = (pool: AwsNodePoolSpec) =>
      parseYaml(partsOf(textOf(pool))['application/node.eks.aws'] ?? '').spec.instance;
    expect(storeOf(awsPoolSpec({ machine: nvme }, { instanceStore: true }))).toEqual({
      localStorage: { strategy: 'RAID0' },
    });
    expect(storeOf(awsPoolSpec())).toBeUndefined();
  });

  test('start the unit that completes the launch hook and do not wait for it', () => {
    const { runcmd, write_files } = cloudConfigOf(awsPoolSpec());
    expect(runcmd.at(-1)).toEqual(['systemctl', 'start', '--no-block', 'keelson-complete-launch.service']);
    const paths = write_files.map((file) => [file.path, file.permissions]);
    expect(paths).toContainEqual(['/usr/local/libexec/keelson/complete-launch', '0755']);
    expect(paths).toContainEqual(['/etc/systemd/system/keelson-complete-launch.service', '0644']);
  });

  test('contain no such unit in a managed node group, because EKS waits for nodes itself', () => {
    const { runcmd, write_files } = cloudConfigOf(awsPoolSpec({}, { management: 'managed-node-group' }));
    expect(runcmd).toHaveLength(1);
    expect(write_files).toHaveLength(1);
  });
});

describe('older Ubuntu images', () => {
  test('join last, by their own script, with endpoint and authority as late values', () => {
    const pool = awsPoolSpec({ taints: [dedicated] }, { image: ubuntu });
    expect(cloudConfigOf(pool).runcmd.at(-1)).toEqual(['/usr/local/libexec/keelson/join-cluster']);
    const script = fileOf(pool, '/usr/local/libexec/keelson/join-cluster') ?? '';
    expect(script).toContain("/etc/eks/bootstrap.sh 'paas-main' \\\n");
    expect(script).toContain("--apiserver-endpoint '<clusterEndpoint>' \\\n");
    expect(script).toContain("--b64-cluster-ca '<certificateAuthority>' \\\n");
    expect(script).toContain("--dns-cluster-ip '172.20.0.10' \\\n");
    expect(script).toContain('--register-with-taints=dedicated=edge:NoSchedule');
  });

  test("merge the same kubelet settings into the kubelet's file, after the script has written its own", () => {
    const pool = awsPoolSpec({}, { image: ubuntu });
    const script = fileOf(pool, '/usr/local/libexec/keelson/join-cluster') ?? '';
    expect(script.indexOf('jq --slurp')).toBeGreaterThan(script.indexOf('/etc/eks/bootstrap.sh'));
    expect(script.indexOf('snap restart kubelet-eks')).toBeGreaterThan(script.indexOf('jq --slurp'));
    expect(JSON.parse(fileOf(pool, '/etc/keelson/kubelet-extra.json') ?? '')).toMatchObject({
      maxPods: 110,
      shutdownGracePeriod: '90s',
      evictionHard: { 'nodefs.available': '10%' },
    });
  });
});

describe('Bottlerocket images', () => {
  test('get settings that a TOML reader accepts, with taints as lists by key and percentages as strings', () => {
    const pool = awsPoolSpec(
      { taints: [dedicated, { key: 'dedicated', value: 'edge', effect: 'NoExecute' }] },
      { image: bottlerocket },
    );
    expect(parseToml(textOf(pool))).toMatchObject({
      settings: {
        kubernetes: {
          'cluster-name': 'paas-main',
          'api-server': '<clusterEndpoint>',
          'cluster-certificate': '<certificateAuthority>',
          'cluster-dns-ip': '172.20.0.10',
          'max-pods': 110,
          'shutdown-grace-period': '90s',
          'shutdown-grace-period-for-critical-pods': '20s',
          'image-gc-high-threshold-percent': '80',
          'eviction-hard': { 'memory.available': '100Mi' },
          'node-labels': { 'keelson.dev/pool': 'general' },
          'node-taints': { dedicated: ['edge:NoSchedule', 'edge:NoExecute'] },
        },
      },
    });
  });

  test('state taints whose keys every object of JavaScript has a member of', () => {
    const taints = ['constructor', 'toString'].map((key) => ({ key, value: 'x', effect: 'NoSchedule' }) as const);
    expect(parseToml(textOf(awsPoolSpec({ taints }, { image: bottlerocket })))).toMatchObject({
      settings: { kubernetes: { 'node-taints': { constructor: ['x:NoSchedule'], toString: ['x:NoSchedule'] } } },
    });
  });

  test('let the kubelet wait until the instance is in service where the pool has stopped instances, and only there', () => {
    const tracked = (warmPool?: { readonly nodes: number }) =>
      awsPoolSpec(
        {
          scaling: { kind: 'target-tracking', signals: [{ kind: 'cpu', percent: 60 }], ...(warmPool && { warmPool }) },
        },
        { image: bottlerocket },
      );
    const waiting = parseToml(textOf(tracked({ nodes: 2 }))) as { settings: object };
    expect(waiting.settings).toMatchObject({ autoscaling: { 'should-wait': true } });
    expect((parseToml(textOf(tracked())) as { settings: object }).settings).not.toHaveProperty('autoscaling');
    // The number of stopped instances is no user data, so that another number rolls no node.
    expect(textOf(tracked({ nodes: 3 }))).toBe(textOf(tracked({ nodes: 2 })));
  });

  test('mount instance-store disks at every boot, before the kubelet starts', () => {
    const pool = awsPoolSpec({ machine: nvme }, { image: bottlerocket, instanceStore: true });
    expect(parseToml(textOf(pool))).toMatchObject({
      settings: { 'bootstrap-commands': { 'instance-store': { essential: true, mode: 'always' } } },
    });
  });
});

test('the order of labels in the spec does not change user data', () => {
  const one = awsPoolSpec({ labels: { 'b.example.com/x': '1', 'a.example.com/x': '2' } });
  const other = awsPoolSpec({ labels: { 'a.example.com/x': '2', 'b.example.com/x': '1' } });
  expect(textOf(one)).toBe(textOf(other));
});

test('user data above the limit of EC2 is refused with the pool and both sizes', () => {
  const labels = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`${'x'.repeat(180)}${index}.example.com/label`, 'y'.repeat(40)]),
  );
  expect(() => textOf(awsPoolSpec({ labels }))).toThrow(
    /^pool 'general': 'user data' must fit into 16384 bytes, got \d+; give the pool fewer or shorter labels, taints and kernel parameters$/,
  );
});
