import type { StatedSysctlInput } from '../../../lib/specs/sysctl/stated-sysctl-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

const AT = "environment 'paas' > cluster 'main' > pool 'general': ";

/** Problems of a pool on machines of 16 GiB. */
function judge(key: string, value: string, scope: StatedSysctlInput['scope'] = 'node'): readonly string[] {
  const sysctls = { [key]: { value, scope, because: 'the benchmark asks for it' } };
  const pools = [awsPool({ kernel: { sysctls } })];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [] })] })).map((problem) =>
    problem.replace(AT, ''),
  );
}

test.each(['kernel.ns_last_pid', 'kernel.msg_next_id', 'kernel.sem_next_id', 'kernel.shm_next_id', 'kernel.tainted'])(
  'refuses %s, which the kernel changes by itself',
  (key) => {
    expect(judge(key, '1')).toEqual([
      `'kernel.sysctls.${key}' must be a parameter that keeps its value; the kernel itself changes this one while programs run, got '1'; leave it out, because the NodeTuner reads back what it sets and would set the key again every second`,
    ]);
  },
);

test.each([
  'crypto.fips_enabled',
  'fs.inode-state',
  'fs.quota.lookups',
  'kernel.bootloader_type',
  'kernel.bootloader_version',
  'kernel.cap_last_cap',
  'kernel.random.entropy_avail',
  'kernel.seccomp.actions_avail',
  'net.core.netdev_rss_key',
  'net.ipv4.tcp_available_ulp',
  'net.ipv6.conf.eth0.mc_forwarding',
])('refuses %s, which is read-only', (key) => {
  expect(judge(key, '1')).toEqual([
    `'kernel.sysctls.${key}' must be a parameter that can be set; this one is read-only, got '1'; leave it out`,
  ]);
});

test.each([
  ['kernel.random.write_wakeup_threshold', '256'],
  ['kernel.random.urandom_min_reseed_secs', '60'],
])('refuses values of %s that the kernel ignores', (key, value) => {
  expect(judge(key, '1024')).toEqual([
    `'kernel.sysctls.${key}' must be '${value}', because the kernel takes no other value since Linux 5.18, without an error, got '1024'; leave it out`,
  ]);
  expect(judge(key, value)).toEqual([]);
});

test.each([
  ['fs.quota.warnings', '0'],
  ['kernel.nmi_watchdog', '0'],
  ['kernel.seccomp.actions_logged', 'kill_process kill_thread'],
  ['kernel.pty.max', '8192'],
  ['vm.nr_overcommit_hugepages', '512'],
])('accepts %s, which can be set and keeps its value', (key, value) => {
  expect(judge(key, value)).toEqual([]);
});

test('refuses the second key of huge pages, which has no limit of its own', () => {
  expect(judge('vm.nr_hugepages_mempolicy', '8000')).toEqual([
    "'kernel.sysctls.vm.nr_hugepages_mempolicy' must be stated as 'vm.nr_hugepages', because both keys are the number of the same huge pages, got '8000'; write 'vm.nr_hugepages'",
  ]);
  expect(judge('vm.nr_hugepages', '8000')).toEqual([
    "'kernel.sysctls.vm.nr_hugepages' must take at most 50 % of the machine's 16 GiB, 4096 pages, because programs that request no huge pages cannot use this memory, got '8000'; lower it, or take a larger machine",
  ]);
  expect(judge('vm.nr_hugepages', '4096')).toEqual([]);
});

test('refuses a limit of committed memory, which takes no effect beside the value of the kubelet', () => {
  expect(judge('vm.overcommit_kbytes', '1')).toEqual([
    "'kernel.sysctls.vm.overcommit_kbytes' must be absent, because the kernel reads it only where 'vm.overcommit_memory' is 2, and the kubelet requires 1, got '1'; leave it out",
  ]);
});

test.each(['vm.admin_reserve_kbytes', 'vm.user_reserve_kbytes'])(
  'refuses %s of more than a tenth of the memory',
  (key) => {
    expect(judge(key, '1677722')).toEqual([
      `'kernel.sysctls.${key}' must take at most 10 % of the machine's 16 GiB, 1677721 KiB, because the kernel would keep more from the programs of the node where it limits committed memory, got '1677722'; lower it, or take a larger machine`,
    ]);
    expect(judge(key, '1677721')).toEqual([]);
  },
);

test('refuses too few watches of epoll', () => {
  expect(judge('fs.epoll.max_user_watches', '1')).toEqual([
    "'kernel.sysctls.fs.epoll.max_user_watches' must be at least 65536, because the kubelet and the container runtime wait for connections with epoll, and fail where their user has no watch left, got '1'; raise it, or leave it out",
  ]);
  expect(judge('fs.epoll.max_user_watches', '65536')).toEqual([]);
});

describe('the number of routers that a packet may pass', () => {
  const keys = ['net.ipv4.ip_default_ttl', 'net.ipv6.conf.all.hop_limit'];

  test.each(keys)('in %s is refused outside of 32 to 255', (key) => {
    for (const value of ['1', '31', '256']) {
      expect(judge(key, value, 'network-namespace')).toEqual([
        `'kernel.sysctls.${key}' must be a whole number of 32 to 255, because routers drop a packet that has passed as many of them, and the node reaches no machine beyond, got '${value}'; write 64, the usual value, or leave it out`,
      ]);
    }
    for (const value of ['32', '64', '255']) expect(judge(key, value, 'network-namespace')).toEqual([]);
  });
});

test('refuses a node that answers no request for its address', () => {
  expect(judge('net.ipv4.conf.all.arp_ignore', '8', 'network-namespace')).toEqual([
    "'kernel.sysctls.net.ipv4.conf.all.arp_ignore' must be less than '8', with which the node answers no request for its address, so that no machine reaches it, got '8'; choose 0, 1 or 2, or leave it out",
  ]);
  expect(judge('net.ipv4.conf.all.arp_ignore', '2', 'network-namespace')).toEqual([]);
});
