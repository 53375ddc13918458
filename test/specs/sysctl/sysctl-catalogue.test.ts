import { GKE_SYSCTLS, GKE_SYSCTLS_AS_OF, gkeRange, isGkeValue } from '../../../lib/specs/sysctl/gke-sysctls';
import { podSysctlClass } from '../../../lib/specs/sysctl/pod-sysctl-class';
import {
  modernSysctlName,
  SYSCTL_CATALOGUE_AS_OF,
  sysctlDefinition,
  sysctlKeys,
} from '../../../lib/specs/sysctl/sysctl-catalogue';
import type { SysctlDefinition } from '../../../lib/specs/sysctl/sysctl-definition';
import { normaliseSysctl } from '../../../lib/specs/sysctl/sysctl-value';

const keys = sysctlKeys();

function definitionOf(key: string): SysctlDefinition {
  const definition = sysctlDefinition(key);
  if (definition === undefined) throw new Error(`${key} is not in the catalogue`);
  return definition;
}

test('the catalogue has every key once', () => {
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(100);
});

test('the catalogue has every key that GKE sets', () => {
  expect(Object.keys(GKE_SYSCTLS).filter((key) => sysctlDefinition(key) === undefined)).toEqual([]);
});

test('the catalogue has a date', () => {
  expect([SYSCTL_CATALOGUE_AS_OF, GKE_SYSCTLS_AS_OF]).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  ]);
});

test.each(keys.filter((key) => !definitionOf(key).usual.startsWith('by ')))(
  'the default of %s is a valid value',
  (key) => {
    const { form, usual, kubelet } = definitionOf(key);
    expect(normaliseSysctl(form, usual)).toBe(usual);
    if (kubelet !== undefined) expect(usual).toBe(kubelet);
  },
);

test('the catalogue has the scope of keys that are kept per namespace', () => {
  const scopes = Object.fromEntries(
    [
      'net.netfilter.nf_conntrack_max',
      'net.netfilter.nf_conntrack_buckets',
      'net.netfilter.nf_conntrack_tcp_timeout_established',
      'net.core.somaxconn',
      'net.core.rmem_max',
      'net.ipv4.tcp_max_orphans',
      'kernel.sem',
      'fs.mqueue.msg_max',
      'vm.max_map_count',
      // Before Linux 6.14 and 6.8 a machine has one value, which is also set through the host's namespaces.
      'kernel.pid_max',
      'net.core.optmem_max',
    ].map((key) => [key, definitionOf(key).scope]),
  );
  expect(scopes).toEqual({
    'net.netfilter.nf_conntrack_max': 'node',
    'net.netfilter.nf_conntrack_buckets': 'node',
    'net.netfilter.nf_conntrack_tcp_timeout_established': 'network-namespace',
    'net.core.somaxconn': 'network-namespace',
    'net.core.rmem_max': 'node',
    'net.ipv4.tcp_max_orphans': 'node',
    'kernel.sem': 'ipc-namespace',
    'fs.mqueue.msg_max': 'ipc-namespace',
    'vm.max_map_count': 'node',
    'kernel.pid_max': 'pid-namespace',
    'net.core.optmem_max': 'network-namespace',
  });
});

test('the catalogue lists the keys that pods with their own network cannot see on some supported kernel', () => {
  expect(keys.filter((key) => !definitionOf(key).seenByPods)).toEqual([
    'net.core.busy_poll',
    'net.core.busy_read',
    'net.core.default_qdisc',
    'net.core.netdev_budget',
    'net.core.netdev_budget_usecs',
    'net.core.netdev_max_backlog',
    'net.core.optmem_max',
    'net.core.rmem_default',
    'net.core.rmem_max',
    'net.core.wmem_default',
    'net.core.wmem_max',
    'net.ipv4.neigh.default.gc_thresh1',
    'net.ipv4.neigh.default.gc_thresh2',
    'net.ipv4.neigh.default.gc_thresh3',
    'net.ipv4.tcp_max_orphans',
    'net.ipv4.tcp_mem',
    'net.ipv4.udp_mem',
    'net.ipv6.neigh.default.gc_thresh1',
    'net.ipv6.neigh.default.gc_thresh2',
    'net.ipv6.neigh.default.gc_thresh3',
  ]);
});

test('the safe keys are exactly those of Kubernetes 1.34', () => {
  expect(keys.filter((key) => podSysctlClass(definitionOf(key), '1.34') === 'safe')).toEqual([
    'kernel.shm_rmid_forced',
    'net.ipv4.ip_local_port_range',
    'net.ipv4.ip_local_reserved_ports',
    'net.ipv4.ip_unprivileged_port_start',
    'net.ipv4.ping_group_range',
    'net.ipv4.tcp_fin_timeout',
    'net.ipv4.tcp_keepalive_intvl',
    'net.ipv4.tcp_keepalive_probes',
    'net.ipv4.tcp_keepalive_time',
    'net.ipv4.tcp_rmem',
    'net.ipv4.tcp_syncookies',
    'net.ipv4.tcp_wmem',
  ]);
});

test('a pod can never set a key of which a machine has one value', () => {
  const ofNode = keys.filter((key) => definitionOf(key).scope === 'node' || !definitionOf(key).seenByPods);
  expect(podSysctlClass(definitionOf('kernel.pid_max'), '1.36')).toBe('never');
  expect(new Set(ofNode.map((key) => podSysctlClass(definitionOf(key), '1.36')))).toEqual(new Set(['never']));
});

test('every unsafe key is in a group that GKE and kubelets can allow', () => {
  const groups = /^(kernel\.shm|kernel\.msg|kernel\.sem$|fs\.mqueue\.|net\.)/;
  const unsafe = keys.filter((key) => podSysctlClass(definitionOf(key), '1.34') === 'unsafe');
  expect(unsafe.filter((key) => !groups.test(key))).toEqual([]);
});

test('only the keys of connection tracking have a memory for each unit', () => {
  const costly = keys.filter((key) => definitionOf(key).bytesEach !== undefined);
  expect(costly.map((key) => `${key} ${definitionOf(key).bytesEach}`)).toEqual([
    'net.netfilter.nf_conntrack_buckets 8',
    'net.netfilter.nf_conntrack_max 320',
  ]);
});

test.each([
  ['net.core.somaxconn', '127', false],
  ['net.core.somaxconn', '128', true],
  ['net.ipv4.tcp_rmem', '0 1 2', false],
  ['net.ipv4.tcp_rmem', '4096 131072 6291456', true],
  ['kernel.shmmax', '18446744073692774399', true],
  ['kernel.core_pattern', 'core', true],
  ['net.ipv4.tcp_congestion_control', 'vegas', false],
  ['net.ipv4.tcp_congestion_control', 'bbr', true],
  ['net.ipv4.tcp_fin_timeout', '15', false],
])('whether GKE accepts %s with the value %s is %s', (key, value, takes) => {
  expect(isGkeValue(key, value)).toBe(takes);
});

test('a key that GKE cannot set has no range', () => {
  expect(gkeRange('net.ipv4.tcp_fin_timeout')).toBeUndefined();
});

test('no current key is an old name of another', () => {
  expect(keys.filter((key) => modernSysctlName(key) !== undefined)).toEqual([]);
});
