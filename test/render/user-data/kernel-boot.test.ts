import { parse as parseYaml } from 'yaml';
import { kernelBoot } from '../../../lib/render/user-data/kernel-boot';
import { renderNodeUserData } from '../../../lib/render/user-data/node-user-data';
import { EMPTY_KERNEL_PLAN, sysctlsAppliedBy } from '../../../lib/specs/kernel/kernel-plan';
import { planKernel } from '../../../lib/specs/kernel/plan-kernel';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';

const { parse: parseToml } = require('smol-toml') as { parse(text: string): Record<string, unknown> };

const surroundings = { imageFamily: 'al2023', machine: { memoryGib: 16 }, kubeProxy: true };
const plan = planKernel({ profiles: ['many-connections'], transparentHugepages: 'never' }, surroundings);
/** User data of a pool, with a letter in the place of what only an apply knows. */
function userDataOf(pool: AwsNodePoolSpec): string {
  return renderNodeUserData({ pool, cluster: { name: 'paas-main', serviceCidr: '172.20.0.0/16' } })
    .map((piece) => ('late' in piece ? 'x' : piece.literal))
    .join('');
}

const bottlerocket = { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } as const;

function fileAt(path: string): string | undefined {
  return kernelBoot(plan)
    .flatMap((config) => config.files)
    .find((file) => file.path === path)?.content;
}

describe('an image with systemd', () => {
  test('reads the values after every file of its own, with the buckets before the table that they size', () => {
    const lines = (fileAt('/etc/sysctl.d/99-zz-keelson.conf') ?? '').trim().split('\n');
    expect(lines[0]).toBe('net.netfilter.nf_conntrack_buckets = 262144');
    expect(lines).toContain('net.netfilter.nf_conntrack_max = 1048576');
    expect(lines).toContain('net.core.somaxconn = 32768');
    expect(lines).toHaveLength(sysctlsAppliedBy(plan, 'boot-file').length);
    expect(['99-amazon.conf', '99-kubernetes-cri.conf', '99-sysctl.conf', '99-zz-keelson.conf'].sort().at(-1)).toBe(
      '99-zz-keelson.conf',
    );
  });

  test("loads the module before it sets the module's keys, at the first boot and at every other", () => {
    expect(fileAt('/etc/modules-load.d/60-keelson.conf')).toBe('nf_conntrack\n');
    const commands = kernelBoot(plan).flatMap((config) => config.commands);
    expect(commands).toEqual([
      ['modprobe', 'nf_conntrack'],
      ['sysctl', '--load=/etc/sysctl.d/99-zz-keelson.conf'],
      ['systemd-tmpfiles', '--create', '/etc/tmpfiles.d/60-keelson-hugepages.conf'],
    ]);
  });

  test('sets huge pages at every boot', () => {
    expect(fileAt('/etc/tmpfiles.d/60-keelson-hugepages.conf')).toBe(
      'w /sys/kernel/mm/transparent_hugepage/enabled - - - - never\nw /sys/kernel/mm/transparent_hugepage/defrag - - - - never\n',
    );
  });

  test('sets all of it before the commands that start the kubelet', () => {
    const pool = awsPoolSpec(
      { kernel: { profiles: ['many-connections'] } },
      { image: { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' }, bootstrap: 'bootstrap.sh' } },
    );
    const text = renderNodeUserData({ pool, cluster: { name: 'paas-main', serviceCidr: '172.20.0.0/16' } })
      .map((piece) => ('late' in piece ? '' : piece.literal))
      .join('');
    const { runcmd } = parseYaml(/#cloud-config\n([\s\S]*?)\n--/.exec(text)?.[1] ?? '', { version: '1.1' }) as {
      readonly runcmd: readonly (readonly string[])[];
    };
    const programs = runcmd.map(([program]) => program);
    expect(programs.indexOf('sysctl')).toBeGreaterThan(programs.indexOf('modprobe'));
    expect(programs.indexOf('sysctl')).toBeLessThan(programs.indexOf('/usr/local/libexec/keelson/join-cluster'));
  });
});

test('Bottlerocket gets values as its own settings, the module, and huge pages by its kernel command line', () => {
  const kernel = { profiles: ['many-connections'], transparentHugepages: 'madvise' } as const;
  const pool = awsPoolSpec({ kernel }, { image: bottlerocket });
  expect(parseToml(userDataOf(pool))).toMatchObject({
    settings: {
      kernel: {
        sysctl: { 'net.core.somaxconn': '32768', 'net.netfilter.nf_conntrack_max': '1048576' },
        modules: { nf_conntrack: { allowed: true, autoload: true } },
      },
      boot: { 'reboot-to-reconcile': true, 'kernel-parameters': { transparent_hugepage: ['madvise'] } },
    },
  });
});

test('a plan without parameters sets nothing at boot', () => {
  expect(kernelBoot(EMPTY_KERNEL_PLAN)).toEqual([]);
});

test('a stated key is in the file of an image with systemd, and in the settings of Bottlerocket where they can say it', () => {
  const because = 'the benchmark';
  const sysctls = {
    'fs.protected_fifos': { value: '2', scope: 'node', because },
    'net.ipv4.conf.eth0/100.arp_notify': { value: '1', scope: 'network-namespace', because },
  } as const;
  const planned = planKernel({ sysctls }, surroundings);
  const [file] = kernelBoot(planned).flatMap((config) => config.files);
  expect(file?.content).toBe('fs.protected_fifos = 2\nnet.ipv4.conf.eth0/100.arp_notify = 1\n');
  const pool = awsPoolSpec({ kernel: { sysctls } }, { image: bottlerocket });
  const settings = parseToml(userDataOf(pool)) as { settings: { kernel: unknown } };
  expect(settings.settings.kernel).toEqual({ sysctl: { 'fs.protected_fifos': '2' } });
});
