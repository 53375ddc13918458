import { explainKernelPlan, renderKernelPlan } from '../../../lib/specs/kernel/explain-kernel-plan';
import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
import { EMPTY_KERNEL_PLAN, type PlannedSysctl } from '../../../lib/specs/kernel/kernel-plan';
import { planKernel } from '../../../lib/specs/kernel/plan-kernel';
import type { ImageFamily } from '../../../lib/specs/machine/image-family';
import type { SysctlScope } from '../../../lib/specs/sysctl/sysctl-definition';

const plan = (imageFamily: ImageFamily, kernel: KernelInput, kubeProxy = true) =>
  planKernel(kernel, { imageFamily, machine: { memoryGib: 16 }, kubeProxy });

const planned = (imageFamily: ImageFamily, key: string, value: string, kubeProxy = true): PlannedSysctl | undefined =>
  plan(imageFamily, { sysctls: { [key]: value } }, kubeProxy).sysctls[0];

const MAX = 'net.netfilter.nf_conntrack_max';

test.each([undefined, {}, { sysctls: {}, profiles: [] }, { load: { connections: 1000 } }])(
  'plans nothing for %j',
  (kernel) => {
    const surroundings = { imageFamily: 'al2023', machine: { memoryGib: 16 }, kubeProxy: true };
    expect(planKernel(kernel, surroundings)).toBe(EMPTY_KERNEL_PLAN);
  },
);

describe('the appliers of a key', () => {
  test.each([
    ['al2023', 'boot-file'],
    ['ubuntu', 'boot-file'],
    ['bottlerocket', 'bottlerocket'],
    ['cos', 'gke'],
    ['ubuntu-gke', 'gke'],
  ] as const)('on %s are the mechanism that boots the node: %s', (family, applier) => {
    expect(planned(family, 'vm.max_map_count', '262144')).toMatchObject({ appliers: [applier], edit: 'rolls-pool' });
  });

  test.each([
    ['al2023', 'boot-file'],
    ['bottlerocket', 'bottlerocket'],
    ['cos', 'gke'],
  ] as const)('on %s are the tuner after %s, for a key that kube-proxy writes', (family, applier) => {
    expect(planned(family, MAX, '262144')).toMatchObject({ appliers: [applier, 'tuner'], edit: 'rolls-pool' });
  });

  test.each(['al2023', 'bottlerocket', 'cos'] as const)(
    'on %s are only the mechanism at boot where no kube-proxy runs',
    (family) => {
      expect(planned(family, MAX, '262144', false)?.appliers).toEqual([expect.not.stringMatching('tuner')]);
    },
  );

  test.each([
    'nf_conntrack_buckets',
    'nf_conntrack_max',
    'nf_conntrack_tcp_be_liberal',
    'nf_conntrack_tcp_timeout_close_wait',
    'nf_conntrack_tcp_timeout_established',
    'nf_conntrack_udp_timeout',
    'nf_conntrack_udp_timeout_stream',
  ])('include the tuner for %s, because kube-proxy has a setting for it', (name) => {
    const value = name.endsWith('liberal') ? '1' : '65536';
    expect(planned('al2023', `net.netfilter.${name}`, value)?.appliers).toEqual(['boot-file', 'tuner']);
  });

  test('are only the tuner where GKE has no setting, so that an edit is live', () => {
    expect(planned('cos', 'net.ipv4.ip_local_port_range', '32768 65535')).toMatchObject({
      appliers: ['tuner'],
      edit: 'live',
      reason: 'GKE has no setting for it',
    });
  });

  test.each([
    ['fs.inotify.max_user_watches', '1048577', '8192 to 1048576'],
    ['net.netfilter.nf_conntrack_tcp_timeout_established', '90000', '600 to 86400'],
    ['net.ipv4.tcp_congestion_control', 'vegas', 'bbr, cubic, lp, reno'],
  ])('are only the tuner for %s with the value %s, which GKE would refuse', (key, value, range) => {
    expect(planned('ubuntu-gke', key, value)).toMatchObject({
      appliers: ['tuner'],
      edit: 'live',
      reason: `GKE takes only ${range} for it`,
    });
  });

  test('are only the tuner for an unknown image', () => {
    const surroundings = { imageFamily: 'flatcar', machine: { memoryGib: 16 }, kubeProxy: true };
    expect(planKernel({ sysctls: { 'vm.swappiness': '1' } }, surroundings).sysctls[0]?.appliers).toEqual(['tuner']);
  });
});

describe('a key outside of the catalogue', () => {
  const stated = (imageFamily: ImageFamily, key: string, scope: SysctlScope = 'node') =>
    plan(imageFamily, { sysctls: { [key]: { value: ' 4\t4  1 7', scope, because: 'the benchmark' } } }).sysctls[0];

  test.each([
    [
      'al2023',
      ['boot-file', 'tuner'],
      'rolls-pool',
      'a file sets it at boot, before the node joins; the tuner reads it back',
    ],
    [
      'ubuntu',
      ['boot-file', 'tuner'],
      'rolls-pool',
      'a file sets it at boot, before the node joins; the tuner reads it back',
    ],
    [
      'bottlerocket',
      ['bottlerocket', 'tuner'],
      'rolls-pool',
      'the settings of the image set it at boot; the tuner reads it back',
    ],
    ['cos', ['tuner'], 'live', 'GKE has no setting for it'],
    ['ubuntu-gke', ['tuner'], 'live', 'GKE has no setting for it'],
  ] as const)('on %s is applied by %j', (family, appliers, edit, reason) => {
    expect(stated(family, 'kernel.printk')).toEqual({
      ...{ key: 'kernel.printk', value: '4 4 1 7', scope: 'node', source: 'pool', because: 'the benchmark' },
      ...{ appliers, edit, reason },
    });
  });

  test('of an interface with a dot in its name is set by the tuner only on Bottlerocket, whose settings cannot express the name', () => {
    const key = 'net.ipv4.conf.eth0/100.arp_notify';
    expect(stated('al2023', key, 'network-namespace')?.appliers).toEqual(['boot-file', 'tuner']);
    expect(stated('bottlerocket', key, 'network-namespace')).toMatchObject({
      appliers: ['tuner'],
      edit: 'live',
      reason: 'the settings of the image cannot name an interface with a dot',
    });
  });

  test('is explained with the stated reason', () => {
    const sysctls = { 'kernel.printk': { value: '4 4 1 7', scope: 'node', because: 'the benchmark' } } as const;
    expect(renderKernelPlan(plan('cos', { sysctls }))).toBe(
      [
        'key            value    scope  appliers  edit  reason',
        'kernel.printk  4 4 1 7  node   tuner     live  GKE has no setting for it (pool: the benchmark)',
      ].join('\n'),
    );
  });

  test('loads its kernel module, and is left out where its value is invalid', () => {
    const sysctls = { 'net.netfilter.nf_log_all_netns': { value: '1', scope: 'node', because: 'audits' } } as const;
    expect(plan('al2023', { sysctls }).modules).toEqual(['nf_conntrack']);
    const wrong = {
      'vm.mmap_rnd_bits': { value: '99', scope: 'node', because: 'x', range: { min: 8, max: 33 } },
    } as const;
    expect(plan('al2023', { sysctls: wrong })).toBe(EMPTY_KERNEL_PLAN);
  });
});

test('loads the module only where a file at boot sets its keys', () => {
  const kernel = { sysctls: { 'net.netfilter.nf_conntrack_acct': '1' } };
  expect(plan('al2023', kernel).modules).toEqual(['nf_conntrack']);
  expect(plan('al2023', { sysctls: { 'vm.swappiness': '1' } }).modules).toEqual([]);
  expect(plan('cos', kernel).modules).toEqual([]);
  expect(plan('bottlerocket', kernel).modules).toEqual([]);
});

test('plans values in the form in which the kernel writes them back', () => {
  expect(planned('al2023', 'net.ipv4.tcp_rmem', '4096\t131072  6291456')?.value).toBe('4096 131072 6291456');
  expect(planned('al2023', 'net.ipv4.ip_local_reserved_ports', '9809, 30000-32767,2703,9808')?.value).toBe(
    '2703,9808-9809,30000-32767',
  );
});

test('leaves out keys and values that the rules refuse', () => {
  const sysctls = { 'vm.swapiness': '1', 'vm.swappiness': 'much', 'net.ipv4.ip_conntrack_max': '65536' };
  expect(plan('al2023', { sysctls })).toBe(EMPTY_KERNEL_PLAN);
});

test("prefers the pool's own value to those of profiles, and states the source of each value", () => {
  const kernel: KernelInput = {
    profiles: ['many-connections', 'reverse-proxy'],
    sysctls: { 'net.core.somaxconn': '1024' },
  };
  const sources = new Map(plan('al2023', kernel).sysctls.map(({ key, value, source }) => [key, `${value} ${source}`]));
  expect(sources.get('net.core.somaxconn')).toBe('1024 pool');
  expect(sources.get('net.core.netdev_max_backlog')).toBe('16384 many-connections');
  expect(sources.get('net.ipv4.tcp_fin_timeout')).toBe('15 reverse-proxy');
});

test('plans every key once, in alphabetical order', () => {
  const keys = plan('cos', { profiles: ['many-connections', 'reverse-proxy', 'jvm'] }).sysctls.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)].sort());
  expect(keys.length).toBeGreaterThan(20);
});

test('plans huge pages of the pool, or otherwise of a profile', () => {
  expect(plan('al2023', { profiles: ['jvm'] }).transparentHugepages).toBe('madvise');
  expect(plan('al2023', { profiles: ['jvm'], transparentHugepages: 'never' }).transparentHugepages).toBe('never');
  expect(plan('al2023', { transparentHugepages: 'always' }).sysctls).toEqual([]);
  expect(plan('al2023', { profiles: ['reverse-proxy'] }).transparentHugepages).toBeUndefined();
});

describe('the explanation', () => {
  const kernel: KernelInput = {
    profiles: ['jvm'],
    sysctls: { [MAX]: '262144', 'net.ipv4.tcp_fin_timeout': '15' },
  };

  test('has a row for each key', () => {
    expect(explainKernelPlan(plan('cos', kernel)).find(({ key }) => key === MAX)).toEqual({
      key: MAX,
      value: '262144',
      scope: 'node',
      appliers: 'gke + tuner',
      edit: 'rolls-pool',
      reason: 'GKE sets it when it makes a node; the tuner keeps it, since kube-proxy writes it later (pool)',
    });
  });

  test('is a table of plain text', () => {
    expect(renderKernelPlan(plan('al2023', kernel))).toBe(
      [
        'key                             value   scope              appliers           edit        reason',
        'fs.inotify.max_user_instances   8192    node               boot-file          rolls-pool  a file sets it at boot, before the node joins (jvm)',
        'fs.inotify.max_user_watches     524288  node               boot-file          rolls-pool  a file sets it at boot, before the node joins (jvm)',
        'net.ipv4.tcp_fin_timeout        15      network-namespace  boot-file          rolls-pool  a file sets it at boot, before the node joins (pool)',
        'net.netfilter.nf_conntrack_max  262144  node               boot-file + tuner  rolls-pool  a file sets it at boot, before the node joins; the tuner keeps it, since kube-proxy writes it later (pool)',
        'vm.max_map_count                262144  node               boot-file          rolls-pool  a file sets it at boot, before the node joins (jvm)',
        'modules: nf_conntrack',
        'transparent huge pages: madvise',
      ].join('\n'),
    );
  });

  test("is 'no kernel parameters' for an empty plan", () => {
    expect(renderKernelPlan(EMPTY_KERNEL_PLAN)).toBe('no kernel parameters');
  });
});
