import type { SysctlProfileName } from '../../../lib/specs/kernel/kernel-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

const AT = "environment 'paas' > cluster 'main' > pool 'general': 'kernel.sysctls.";
const REMEDY =
  'choose a value in the range, because the kernel refuses or rounds any other, or the node has too little left to run';

/** Problems of an al2023 pool with 16 GiB and these kernel parameters, each from the name of its key on. */
function judge(
  sysctls: Readonly<Record<string, string>>,
  profiles: readonly SysctlProfileName[] = [],
): readonly string[] {
  const cluster = awsCluster({ pools: [awsPool({ kernel: { profiles, sysctls } })], workloads: [] });
  return problemsOf(awsEnvironment({ clusters: [cluster] })).map((problem) => problem.replace(AT, ''));
}

// With each of these values the node is never ready, because the kernel rejects the value, or the node fails, because it accepts it.
test.each([
  ['fs.pipe-max-size', '1500000', 'be a power of two of 4096 to 2147483648 (bytes)'],
  ['fs.file-max', '0', 'be a whole number of 104857 to 9223372036854775807 (files)'],
  ['fs.file-max', '9223372036854775808', 'be a whole number of 104857 to 9223372036854775807 (files)'],
  ['fs.inotify.max_user_instances', '0', 'be a whole number of 128 to 2147483647 (instances)'],
  ['fs.nr_open', '65536', 'be a whole number of 1048576 to 2147483584 (files)'],
  ['kernel.keys.maxkeys', '1', 'be a whole number of 200 to 2147483647 (keys)'],
  ['kernel.msgmni', '32769', 'be a whole number of 0 to 32768 (queues)'],
  ['kernel.pid_max', '301', 'be a whole number of 32768 to 4194304 (processes)'],
  ['kernel.shmmax', '18446744073709551616', 'be a whole number of 4096 to 18446744073709551615 (bytes)'],
  ['kernel.shmmax', '0', 'be a whole number of 4096 to 18446744073709551615 (bytes)'],
  ['kernel.shmall', '0', 'be a whole number of 1024 to 18446744073709551615 (pages)'],
  ['kernel.msgmax', '0', 'be a whole number of 8192 to 2147483647 (bytes)'],
  ['kernel.threads-max', '20', 'be a whole number of 16384 to 1073741823 (threads)'],
  ['net.core.netdev_budget', '63', 'be a whole number of 64 to 2147483647 (packets)'],
  ['net.core.netdev_budget_usecs', '999', 'be a whole number of 1000 to 2147483647 (microseconds)'],
  ['net.core.netdev_max_backlog', '1', 'be a whole number of 64 to 2147483647 (packets)'],
  ['net.core.somaxconn', '1', 'be a whole number of 128 to 2147483647 (connections)'],
  ['net.ipv4.neigh.default.gc_thresh3', '1', 'be a whole number of 128 to 2147483647 (entries)'],
  ['net.ipv4.tcp_max_orphans', '0', 'be a whole number of 1024 to 2147483647 (sockets)'],
  ['net.ipv4.tcp_mem', '1 2 3', 'be 3 whole numbers of 4096 to 2147483647, in ascending order (pages)'],
  [
    'net.ipv4.tcp_rmem',
    '1 1 1',
    'be 3 whole numbers of 4096 to 2147483647, in ascending order, the first at most 65536, the second at most 16777216 (bytes)',
  ],
  [
    'net.ipv4.tcp_rmem',
    '65537 131072 6291456',
    'be 3 whole numbers of 4096 to 2147483647, in ascending order, the first at most 65536, the second at most 16777216 (bytes)',
  ],
  [
    'net.ipv4.tcp_wmem',
    '4096 16777217 33554432',
    'be 3 whole numbers of 4096 to 2147483647, in ascending order, the first at most 65536, the second at most 16777216 (bytes)',
  ],
  ['kernel.sem', '250 32000 100 40000', 'be 4 whole numbers of 1 to 2147483647, the last at most 32768'],
  ['vm.dirty_bytes', '100', 'be a whole number of 16777216 to 9223372036854775807 (bytes)'],
  ['vm.dirty_ratio', '0', 'be a whole number of 1 to 100 (percent)'],
  ['vm.max_map_count', '1', 'be a whole number of 65530 to 2147483647 (maps)'],
  ['vm.vfs_cache_pressure', '0', 'be a whole number of 1 to 2147483647'],
  ['vm.watermark_scale_factor', '501', 'be a whole number of 1 to 500 (of 10 000)'],
])('refuses %s with the value %s, which is out of its range', (key, value, rule) => {
  expect(judge({ [key]: value })[0]).toBe(`${key}' must ${rule}, got '${value}'; ${REMEDY}`);
});

test.each([
  ['net.ipv4.ip_local_port_range', '60000 60001', 'of a range of 1024 or more'],
  ['net.ipv4.ping_group_range', '5 1', "or '1 0' for no group"],
  ['net.core.default_qdisc', 'fq-codel', 'be one of bfifo, cake, codel, fq, fq_codel,'],
])(
  "refuses '%s' with the value '%s', which the kernel never has or with which no node can run",
  (key, value, words) => {
    expect(judge({ [key]: value })[0]).toContain(words);
  },
);

const MORE = 'lower it, or take a larger machine';
test.each([
  [
    'vm.min_free_kbytes',
    '16000000',
    "take at most 5 % of the machine's 16 GiB, 838860 KiB, because the kernel kills programs to keep more memory free",
  ],
  [
    'net.ipv4.tcp_mem',
    '1000000 2000000 3000000',
    "take at most 50 % of the machine's 16 GiB, 2097152 pages, because sockets that use more leave too little for programs",
  ],
  [
    'vm.dirty_bytes',
    '16000000000',
    "take at most 50 % of the machine's 16 GiB, 8589934592 bytes, because pages that are not yet written to the disk cannot be freed immediately",
  ],
])(
  'refuses %s with the value %s on a machine of 16 GiB, with the share of the memory in the message',
  (key, value, rule) => {
    expect(judge({ [key]: value })).toEqual([`${key}' must ${rule}, got '${value}'; ${MORE}`]);
  },
);

test('refuses socket memory and dirty pages that together exceed the share, although each is within its own', () => {
  const sockets = { 'net.ipv4.tcp_mem': '381060 508080 1572864', 'net.ipv4.udp_mem': '381060 508080 1048576' };
  expect(judge({ ...sockets, 'vm.dirty_bytes': '2147483649' })).toEqual([
    `net.ipv4.tcp_mem' must take at most 75 % of the machine's 16 GiB together, 12884901888 bytes, because programs need the rest, got 'net.ipv4.tcp_mem 6442450944 + net.ipv4.udp_mem 4294967296 + vm.dirty_bytes 2147483649 = 12884901889'; lower one of them, or take a larger machine`,
  ]);
  expect(judge({ ...sockets, 'vm.dirty_bytes': '2147483648' })).toEqual([]);
});

test('counts the socket memory of a profile in the sum', () => {
  const kernel = { 'net.ipv4.udp_mem': '381060 508080 1048576' };
  const profiles = ['many-connections'] as const;
  expect(judge({ ...kernel, 'vm.dirty_bytes': '4294967297' }, profiles)).toEqual([
    `net.ipv4.udp_mem' must take at most 75 % of the machine's 16 GiB together, 12884901888 bytes, because programs need the rest, got 'net.ipv4.tcp_mem 4294967296 + net.ipv4.udp_mem 4294967296 + vm.dirty_bytes 4294967297 = 12884901889'; lower one of them, or take a larger machine`,
  ]);
  expect(judge({ ...kernel, 'vm.dirty_bytes': '4294967296' }, profiles)).toEqual([]);
});

describe('thresholds of a neighbour table', () => {
  const FALL = 'a node whose table is full before entries are removed reaches no new pod';
  const ORDER = 'state all three, in ascending order';

  test.each(['net.ipv4', 'net.ipv6'])(
    'of %s are refused where they decrease, also with one that is not stated between them',
    (family) => {
      const key = `${family}.neigh.default.`;
      expect(judge({ [`${key}gc_thresh1`]: '4096', [`${key}gc_thresh3`]: '1024' })).toEqual([
        `${key}gc_thresh1' must not decrease from '${key}gc_thresh1' to 'gc_thresh3', because ${FALL}, got 'gc_thresh1 4096, gc_thresh3 1024'; ${ORDER}`,
      ]);
      expect(judge({ [`${key}gc_thresh1`]: '1024', [`${key}gc_thresh3`]: '1024' })).toEqual([]);
    },
  );

  test('are refused where one of a profile and one of the pool decrease', () => {
    const key = 'net.ipv4.neigh.default.';
    expect(judge({ [`${key}gc_thresh3`]: '8192' }, ['reverse-proxy'])).toEqual([
      `${key}gc_thresh3' must not decrease from '${key}gc_thresh1' to 'gc_thresh3', because ${FALL}, got 'gc_thresh1 4096, gc_thresh2 16384, gc_thresh3 8192'; ${ORDER}`,
    ]);
    expect(judge({ [`${key}gc_thresh3`]: '65536' }, ['reverse-proxy'])).toEqual([]);
  });
});

test('refuses ephemeral ports that are privileged, because the kernel rejects them', () => {
  expect(judge({ 'net.ipv4.ip_unprivileged_port_start': '40000' })).toEqual([
    "net.ipv4.ip_unprivileged_port_start' must be at most 32768, the first ephemeral port, because the kernel refuses ephemeral ports that are privileged, got '40000'; lower it, or raise 'net.ipv4.ip_local_port_range'",
  ]);
});

test('accepts values with which a node can run', () => {
  expect(
    judge({
      'fs.file-max': '9223372036854775807',
      'fs.pipe-max-size': '2147483648',
      'kernel.sem': '250 32000 100 32768',
      'kernel.msgmax': '8192',
      'kernel.shmall': '1024',
      'kernel.shmmax': '18446744073709551615',
      'net.core.netdev_budget': '64',
      'net.core.netdev_budget_usecs': '1000',
      'net.core.default_qdisc': 'fq',
      'net.ipv4.ip_unprivileged_port_start': '0',
      'net.ipv4.neigh.default.gc_thresh1': '4096',
      'vm.dirty_background_ratio': '0',
      'net.ipv4.ping_group_range': '1 0',
      'net.ipv4.tcp_mem': '381060 508080 762120',
      'net.ipv4.tcp_rmem': '65536 16777216 2147483647',
      'net.ipv4.tcp_wmem': '4096 4096 4096',
      'vm.dirty_bytes': '268435456',
      'vm.min_free_kbytes': '262144',
      'vm.watermark_scale_factor': '500',
    }),
  ).toEqual([]);
});
