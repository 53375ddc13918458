import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
import type { StatedSysctlInput } from '../../../lib/specs/sysctl/stated-sysctl-input';
import { renderValue } from '../../../lib/values/render-value';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const AT = "environment 'paas' > cluster 'main' > pool 'general': ";
const KEY = 'user.max_user_namespaces';
const STATED: StatedSysctlInput = { value: '16384', scope: 'node', because: 'rootless builds' };

function judge(sysctls: KernelInput['sysctls']): readonly string[] {
  const pools = [awsPool({ kernel: { sysctls: sysctls ?? {} } })];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [] })] })).map((problem) =>
    problem.replace(AT, ''),
  );
}

const judgeStated = (parts: Partial<StatedSysctlInput>, key = KEY) => judge({ [key]: { ...STATED, ...parts } });

test('accepts a key outside of the catalogue with value, scope and reason, on both clouds', () => {
  expect(judgeStated({})).toEqual([]);
  const kernel = { sysctls: { [KEY]: STATED, 'net.ipv4.tcp_early_demux': { ...STATED, scope: 'node' as const } } };
  const pools = [googlePool({ kernel })];
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ pools, workloads: [] })] }))).toEqual([]);
});

describe('a statement of a key that is in the catalogue', () => {
  const form = (key: string, value: string, remedy: string) =>
    `'kernel.sysctls.${key}' must be text, because scope and range of the parameter are in the catalogue, got {"value":"${value}","scope":"node","because":"rootless builds"}; ${remedy}`;
  const other = 'write it as text, with a value that no other message refuses';

  test('is refused, and the remedy is accepted', () => {
    expect(judgeStated({ value: '10' }, 'vm.swappiness')).toEqual([
      form('vm.swappiness', '10', "write it as 'vm.swappiness': '10'"),
    ]);
    expect(judge({ 'vm.swappiness': '10' })).toEqual([]);
  });

  test('is refused together with a value that the catalogue, the kubelet or the memory of the machine does not allow', () => {
    expect(judgeStated({ value: '999' }, 'vm.swappiness')).toEqual([
      "'kernel.sysctls.vm.swappiness' must be a whole number of 0 to 200, got '999'; choose a value in the range, because the kernel refuses or rounds any other, or the node has too little left to run",
      form('vm.swappiness', '999', other),
    ]);
    expect(judgeStated({ value: '60' }, 'kernel.panic')).toEqual([
      "'kernel.sysctls.kernel.panic' must be 10, the value that the kubelet requires, got '60'; leave it out, because the kubelet does not start on a node with another value",
      form('kernel.panic', '60', other),
    ]);
    expect(judgeStated({ value: '16000000' }, 'vm.min_free_kbytes')).toEqual([
      "'kernel.sysctls.vm.min_free_kbytes' must take at most 5 % of the machine's 16 GiB, 838860 KiB, because the kernel kills programs to keep more memory free, got '16000000'; lower it, or take a larger machine",
      form('vm.min_free_kbytes', '16000000', other),
    ]);
  });
});

test('refuses a statement without a reason', () => {
  expect(judgeStated({ because: ' ' })).toEqual([
    `'kernel.sysctls.${KEY}.because' must give a reason, got ' '; say what needs the parameter, because otherwise nobody can decide later whether to remove it`,
  ]);
});

test('refuses members that are missing, unknown or of another kind', () => {
  expect(judge({ [KEY]: { value: '1', scope: 'node' } as unknown as StatedSysctlInput })).toEqual([
    `'kernel.sysctls.${KEY}.because' must be text, got nothing; write it in quotes`,
  ]);
  expect(judgeStated({ scope: 'machine' as 'node' })).toEqual([
    `'kernel.sysctls.${KEY}.scope' must be one of 'node', 'network-namespace', 'ipc-namespace', 'pid-namespace', got 'machine'; choose one of them`,
  ]);
  expect(judgeStated({ reason: 'x' } as Partial<StatedSysctlInput>)).toEqual([
    `'kernel.sysctls.${KEY}.reason' must be a known property, got 'x'; remove it, or correct its spelling; the known properties are value, scope, because, range`,
  ]);
  expect(judge({ [KEY]: 16384 as unknown as string })).toEqual([
    `'kernel.sysctls.${KEY}' must be text or an object, got 16384; write it in quotes, or in braces with value, scope, because, range`,
  ]);
});

describe('the scope', () => {
  test.each([
    ['vm.unprivileged_userfaultfd', 'network-namespace', "'node', 'pid-namespace'"],
    ['net.core.xfrm_acq_expires', 'ipc-namespace', "'network-namespace', 'node'"],
    // Some supported kernels keep these keys per namespace.
    ['vm.memfd_noexec', 'node', "'pid-namespace'"],
    ['kernel.auto_msgmni', 'node', "'ipc-namespace'"],
    ['net.ipv4.conf.all.log_martians', 'node', "'network-namespace'"],
    ['net.ipv6.icmp.ratelimit', 'node', "'network-namespace'"],
  ] as const)('of %s is refused as %s', (key, scope, possible) => {
    expect(judgeStated({ value: '1', scope }, key)).toEqual([
      `'kernel.sysctls.${key}.scope' must be a scope that the parameter can have: ${possible}, got '${scope}'; choose one of them, because otherwise the NodeTuner sets the value of its own container only`,
    ]);
  });

  test.each([
    ['dev.tty.ldisc_autoload', 'pid-namespace'],
    ['net.core.bpf_jit_harden', 'network-namespace'],
    ['net.ipv4.inet_peer_threshold', 'network-namespace'],
    ['net.ipv4.route.gc_thresh', 'network-namespace'],
    ['net.ipv6.neigh.default.gc_stale_time', 'network-namespace'],
    ['net.netfilter.nf_log_all_netns', 'network-namespace'],
  ] as const)('of %s is refused as %s, because a machine has one value', (key, scope) => {
    expect(judgeStated({ value: '1', scope }, key)).toEqual([
      `'kernel.sysctls.${key}.scope' must be a scope that the parameter can have: 'node', got '${scope}'; write 'node', because a machine has one value of the parameter`,
    ]);
    expect(judgeStated({ value: '1', scope: 'node' }, key)).toEqual([]);
  });

  test.each([
    ['net.core.bpf_jit_harden', 'node'],
    ['net.ipv4.neigh.default.gc_stale_time', 'node'],
    ['net.ipv4.neigh.eth0.gc_stale_time', 'network-namespace'],
    ['net.ipv4.route.min_pmtu', 'network-namespace'],
    ['net.core.xfrm_acq_expires', 'network-namespace'],
  ])('that the message about %s as text proposes is %s', (key, scope) => {
    expect(judge({ [key]: '2' })).toEqual([
      `'kernel.sysctls.${key}' must be a known kernel parameter, got '${key}'; state it with its scope and its reason: '${key}': { value: '2', scope: '${scope}', because: '…' }`,
    ]);
  });

  test.each([
    ['vm.memfd_noexec', 'pid-namespace'],
    ['kernel.auto_msgmni', 'ipc-namespace'],
    ['net.core.bpf_jit_harden', 'node'],
    ['net.ipv4.conf.eth0/100.log_martians', 'network-namespace'],
  ] as const)('of %s is accepted as %s', (key, scope) => {
    expect(judgeStated({ value: '1', scope }, key)).toEqual([]);
  });
});

describe('a value', () => {
  const printable = 'be words or numbers, at most 1024 printable characters';
  const remedy = 'write it as the kernel writes it back, with one space between two numbers';

  test.each(['naïve', 'x'.repeat(1025)])('is refused as %j', (value) => {
    expect(judgeStated({ value })).toEqual([
      `'kernel.sysctls.${KEY}' must ${printable}, got ${renderValue(value)}; ${remedy}`,
    ]);
  });

  test('is refused where it is empty, and with a line break', () => {
    expect(judgeStated({ value: '' })).toEqual([
      `'kernel.sysctls.${KEY}' must have a value, got ''; state one, or leave the key out`,
    ]);
    expect(judgeStated({ value: '1\nkernel.panic = 0' })).toEqual([
      `'kernel.sysctls.${KEY}' must be one line, got '1\\nkernel.panic = 0'; remove the line break, because it would begin another key`,
    ]);
  });

  test('is refused where one of its numbers is outside of the stated range', () => {
    const range = { min: 0, max: 7 };
    const printk = (value: string) => judgeStated({ value, range }, 'kernel.printk');
    const refused = (value: string) => [
      `'kernel.sysctls.kernel.printk' must be whole numbers of 0 to 7, the stated range, got '${value}'; ${remedy}`,
    ];
    expect(printk('4 4 1 7')).toEqual([]);
    expect(printk('4 4 1 8')).toEqual(refused('4 4 1 8'));
    expect(printk('4 four')).toEqual(refused('4 four'));
  });

  test('is refused with a range that is not of whole numbers or whose min is above its max', () => {
    expect(judgeStated({ range: { min: 5, max: 4 } })).toEqual([
      `'kernel.sysctls.${KEY}.range.max' must be at least 'range.min' (5), got 4; raise it, or lower min`,
    ]);
    expect(judgeStated({ range: { min: 0.5, max: Number.NaN } })).toEqual([
      `'kernel.sysctls.${KEY}.range.min' must be a whole number, got 0.5; round it`,
      `'kernel.sysctls.${KEY}.range.max' must be a number, got a value that is not a number; write it without quotes`,
    ]);
  });
});

test('refuses huge pages of more than half of the memory', () => {
  const pages = (value: string) => judgeStated({ value }, 'vm.nr_hugepages');
  expect(pages('4097')).toEqual([
    "'kernel.sysctls.vm.nr_hugepages' must take at most 50 % of the machine's 16 GiB, 4096 pages, because programs that request no huge pages cannot use this memory, got '4097'; lower it, or take a larger machine",
  ]);
  expect(pages('4096')).toEqual([]);
});
