import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
import { possibleScopes } from '../../../lib/specs/sysctl/stated-sysctl';
import { sysctlDefinition } from '../../../lib/specs/sysctl/sysctl-catalogue';
import { SYSCTL_OWNERS_AS_OF } from '../../../lib/specs/sysctl/sysctl-owners';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

/**
 * Keys and values of hardening lists: the CIS benchmarks of Ubuntu and Amazon Linux, the Kernel Self Protection Project, dev-sec.io
 * and Lynis, each key once, in the order of the alphabet.
 */
const KEYS = `
  dev.tty.ldisc_autoload 0
  dev.tty.legacy_tiocsti 0
  fs.protected_fifos 2
  fs.protected_hardlinks 1
  fs.protected_regular 2
  fs.protected_symlinks 1
  fs.suid_dumpable 0
  kernel.core_uses_pid 1
  kernel.ctrl-alt-del 0
  kernel.dmesg_restrict 1
  kernel.io_uring_disabled 2
  kernel.kexec_load_disabled 1
  kernel.kptr_restrict 2
  kernel.oops_limit 100
  kernel.panic_on_oops 1
  kernel.perf_cpu_time_max_percent 1
  kernel.perf_event_max_sample_rate 1
  kernel.perf_event_paranoid 3
  kernel.printk 3 3 3 3
  kernel.randomize_va_space 2
  kernel.sysrq 0
  kernel.unprivileged_bpf_disabled 1
  kernel.unprivileged_userns_clone 0
  kernel.warn_limit 100
  kernel.yama.ptrace_scope 1
  net.core.bpf_jit_harden 2
  net.ipv4.conf.all.accept_redirects 0
  net.ipv4.conf.all.accept_source_route 0
  net.ipv4.conf.all.arp_announce 2
  net.ipv4.conf.all.arp_ignore 1
  net.ipv4.conf.all.bootp_relay 0
  net.ipv4.conf.all.log_martians 1
  net.ipv4.conf.all.proxy_arp 0
  net.ipv4.conf.all.secure_redirects 0
  net.ipv4.conf.all.send_redirects 0
  net.ipv4.conf.all.shared_media 0
  net.ipv4.conf.default.accept_redirects 0
  net.ipv4.conf.default.accept_source_route 0
  net.ipv4.conf.default.log_martians 1
  net.ipv4.conf.default.secure_redirects 0
  net.ipv4.conf.default.send_redirects 0
  net.ipv4.icmp_echo_ignore_all 0
  net.ipv4.icmp_echo_ignore_broadcasts 1
  net.ipv4.icmp_ignore_bogus_error_responses 1
  net.ipv4.icmp_ratelimit 100
  net.ipv4.icmp_ratemask 88089
  net.ipv4.tcp_rfc1337 1
  net.ipv4.tcp_syncookies 1
  net.ipv4.tcp_timestamps 1
  net.ipv6.conf.all.accept_ra 0
  net.ipv6.conf.all.accept_redirects 0
  net.ipv6.conf.all.accept_source_route 0
  net.ipv6.conf.all.disable_ipv6 1
  net.ipv6.conf.default.accept_ra 0
  net.ipv6.conf.default.accept_ra_defrtr 0
  net.ipv6.conf.default.accept_ra_pinfo 0
  net.ipv6.conf.default.accept_ra_rtr_pref 0
  net.ipv6.conf.default.accept_redirects 0
  net.ipv6.conf.default.accept_source_route 0
  net.ipv6.conf.default.autoconf 0
  net.ipv6.conf.default.dad_transmits 0
  net.ipv6.conf.default.disable_ipv6 1
  net.ipv6.conf.default.max_addresses 1
  net.ipv6.conf.default.router_solicitations 0
  net.ipv6.conf.default.use_tempaddr 2
  user.max_user_namespaces 0
  vm.mmap_min_addr 65536
  vm.mmap_rnd_bits 32
  vm.mmap_rnd_compat_bits 16
  vm.overcommit_memory 1
  vm.unprivileged_userfaultfd 0
`
  .trim()
  .split('\n')
  .map((line) => line.trim())
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);

/** Keys of the same lists that a node of Kubernetes cannot have with this value; the message names the owner or the reason. */
const ANSWERED: readonly (readonly [key: string, value: string, answer: string])[] = [
  ['fs.may_detach_mounts', '1', 'be a parameter that supported kernels have; all of them have dropped this one'],
  ['kernel.core_setuid_ok', '0', 'be a parameter that supported kernels have; all of them have dropped this one'],
  ['kernel.exec-shield', '1', 'be a parameter that supported kernels have; all of them have dropped this one'],
  ['kernel.maps_protect', '1', 'be a parameter that supported kernels have; all of them have dropped this one'],
  [
    'kernel.modprobe',
    '/bin/false',
    'be left to the image, because with it the kernel finds the program that loads modules',
  ],
  ['kernel.modules_disabled', '1', "be '0', because after '1' no module can be loaded until the next boot"],
  [
    'kernel.sched_migration_cost_ns',
    '1',
    'be a parameter that supported kernels have; Linux 5.13 moved this one to debugfs',
  ],
  ['kernel.suid_dumpable', '0', 'be a parameter that supported kernels have; all of them have dropped this one'],
  ['kernel.use-nx', '0', 'be a parameter that supported kernels have; all of them have dropped this one'],
  ['kernel.hostname', 'x', 'be left to the image, which names the machine as the kubelet registers it'],
  ['kernel.panic', '60', 'be 10, the value that the kubelet requires'],
  ['vm.overcommit_memory', '2', 'be 1, the value that the kubelet requires'],
  ['net.bridge.bridge-nf-call-iptables', '0', 'be left to the image, the CNI and kube-proxy'],
  ['net.bridge.bridge-nf-call-arptables', '0', 'be left to the image, the CNI and kube-proxy'],
  ['net.ipv4.ip_forward', '0', "be left to the image and the CNI, which forward the packets of pods ('1')"],
  ['net.ipv4.conf.all.forwarding', '0', 'be left to the image and the CNI'],
  ['net.ipv6.conf.default.forwarding', '0', 'be left to the image and the CNI'],
  ['net.ipv4.conf.all.mc_forwarding', '0', 'be a parameter that can be set; this one is read-only'],
  ['net.ipv4.conf.all.route_localnet', '0', 'be left to kube-proxy'],
  ['net.ipv4.conf.all.rp_filter', '1', 'be left to the CNI, which filters loosely on EKS'],
  ['net.ipv4.conf.default.rp_filter', '1', 'be left to the CNI, which filters loosely on EKS'],
  ['net.ipv4.route.flush', '1', 'be a parameter with a value; this one is a command to the kernel'],
  ['net.ipv4.tcp_early_demux', '0', 'be left to the VPC CNI'],
  ['net.ipv4.tcp_tw_recycle', '0', 'be a parameter that supported kernels have; all of them have dropped this one'],
  ['net.ipv4.vs.conntrack', '0', 'be left to kube-proxy, which writes the parameters of IPVS'],
  ['user.max_net_namespaces', '0', 'be at least 1024, because every container of a node has namespaces of its own'],
  ['user.max_inotify_watches', '1', 'have its current name'],
];

function problemsWith(sysctls: NonNullable<KernelInput['sysctls']>): readonly string[] {
  const pools = [awsPool({ kernel: { sysctls } })];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [] })] }));
}

const stated = (key: string, value: string) =>
  ({ value, scope: possibleScopes(key)[0] ?? 'node', because: 'the benchmark asks for it' }) as const;

test('the lists have more than 62 keys, each once', () => {
  const keys = [...KEYS.map(([key]) => key), ...ANSWERED.map(([key]) => key)];
  expect(new Set(keys.filter((key) => key !== 'vm.overcommit_memory')).size).toBe(keys.length - 2);
  expect(keys.length).toBeGreaterThan(62);
  expect(SYSCTL_OWNERS_AS_OF).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test.each(KEYS.filter(([key]) => sysctlDefinition(key) !== undefined))('the catalogue accepts %s', (key, value) => {
  expect(problemsWith({ [key]: value })).toEqual([]);
});

const outside = KEYS.filter(([key]) => sysctlDefinition(key) === undefined);

test.each(outside)('%s is accepted where its scope and its reason are stated', (key, value) => {
  expect(problemsWith({ [key]: stated(key, value) })).toEqual([]);
});

test.each(outside)(
  '%s as text is refused, and the message says how to state it and proposes no other key',
  (key, value) => {
    const scope = possibleScopes(key)[0];
    expect(problemsWith({ [key]: value })).toEqual([
      `environment 'paas' > cluster 'main' > pool 'general': 'kernel.sysctls.${key}' must be a known kernel parameter, got '${key}'; state it with its scope and its reason: '${key}': { value: '${value}', scope: '${scope}', because: '…' }`,
    ]);
  },
);

test.each(ANSWERED)(
  '%s with the value %j is refused with its owner or reason, stated or as text',
  (key, value, answer) => {
    for (const own of [value, ...(sysctlDefinition(key) === undefined ? [stated(key, value)] : [])]) {
      const [problem, ...others] = problemsWith({ [key]: own });
      expect(problem).toContain(`'kernel.sysctls.${key}' must ${answer}`);
      expect(problem).not.toContain('did you mean');
      expect(others).toEqual([]);
    }
  },
);

test.each([
  ['kernel.modules_disabled', 'yes', '0'],
  ['user.max_pid_namespaces', 'many', '1024'],
  ['user.max_mnt_namespaces', '1023', '1024'],
  ['fs.mount-max', '9999', '10000'],
])('a node cannot run with %s of %j, and can with %j', (key, refused, taken) => {
  expect(problemsWith({ [key]: stated(key, refused) })).toEqual([
    expect.stringContaining(`'kernel.sysctls.${key}' must be `),
  ]);
  expect(problemsWith({ [key]: stated(key, taken) })).toEqual([]);
});

test('a key of a hundred thousand letters is refused at once', () => {
  const key = `net.${'x'.repeat(100_000)}`;
  const started = Date.now();
  expect(problemsWith({ [key]: '1' })).toHaveLength(1);
  expect(problemsWith({ [key]: stated(key, '1') })).toHaveLength(1);
  expect(Date.now() - started).toBeLessThan(500);
});

test("the message about a key with an owner has the owner, the owner's value, and the consequence", () => {
  expect(problemsWith({ 'net.ipv4.ip_forward': '0', 'net.ipv4.conf.all.rp_filter': '1' })).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'kernel.sysctls.net.ipv4.conf.all.rp_filter' must be left to the CNI, which filters loosely on EKS ('2') and not at all on Dataplane V2 ('0'), got '1'; leave it out, because a strict filter drops packets of pods whose answer leaves by another interface",
    "environment 'paas' > cluster 'main' > pool 'general': 'kernel.sysctls.net.ipv4.ip_forward' must be left to the image and the CNI, which forward the packets of pods ('1'), got '0'; leave it out, because without forwarding no packet reaches a pod",
  ]);
});
