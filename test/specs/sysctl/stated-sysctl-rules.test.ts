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

test('refuses a statement of a key that is in the catalogue', () => {
  expect(judgeStated({ value: '999', scope: 'node' }, 'vm.swappiness')).toEqual([
    `'kernel.sysctls.vm.swappiness' must be text, because scope and range of the parameter are in the catalogue, got {"value":"999","scope":"node","because":"rootless builds"}; write it as 'vm.swappiness': '999'`,
  ]);
  expect(judge({ 'vm.swappiness': '10' })).toEqual([]);
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
    ['dev.tty.ldisc_autoload', 'pid-namespace', "'node'"],
    ['net.core.bpf_jit_harden', 'ipc-namespace', "'network-namespace', 'node'"],
    // Some supported kernels keep these keys per namespace.
    ['vm.memfd_noexec', 'node', "'pid-namespace'"],
    ['kernel.sem_next_id', 'node', "'ipc-namespace'"],
    ['net.ipv4.conf.all.log_martians', 'node', "'network-namespace'"],
    ['net.ipv6.icmp.ratelimit', 'node', "'network-namespace'"],
  ] as const)('of %s is refused as %s', (key, scope, possible) => {
    expect(judgeStated({ value: '1', scope }, key)).toEqual([
      `'kernel.sysctls.${key}.scope' must be a scope that the parameter can have: ${possible}, got '${scope}'; choose one of them, because otherwise the NodeTuner sets the value of its own container only`,
    ]);
  });

  test.each([
    ['vm.memfd_noexec', 'pid-namespace'],
    ['kernel.sem_next_id', 'ipc-namespace'],
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
