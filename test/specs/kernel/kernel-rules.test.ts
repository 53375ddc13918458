import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const AT = "environment 'paas' > cluster 'main' > pool 'general': ";
const PREFIX = "'kernel.sysctls.net.netfilter.nf_conntrack_";

/** Problems of an al2023 pool with these kernel parameters, without their subject. */
function judge(kernel: KernelInput, memoryGib = 16): readonly string[] {
  // For a machine type outside of the table the stated figures count.
  const machine = { type: 'm99i.xlarge', vcpu: 4, memoryGib };
  const cluster = awsCluster({ pools: [awsPool({ kernel, machine })], workloads: [] });
  return problemsOf(awsEnvironment({ clusters: [cluster] })).map((problem) =>
    problem.startsWith(AT) ? problem.slice(AT.length) : problem,
  );
}

const judgeSysctls = (sysctls: NonNullable<KernelInput['sysctls']>, memoryGib?: number) =>
  judge({ sysctls }, memoryGib);

describe('a key', () => {
  test('is refused where it is misspelt, and the message proposes the right one', () => {
    expect(judgeSysctls({ 'net.core.somaxcon': '1' })).toEqual([
      "'kernel.sysctls.net.core.somaxcon' must be a known kernel parameter, got 'net.core.somaxcon'; did you mean 'net.core.somaxconn'? If not, state it with its scope and its reason: 'net.core.somaxcon': { value: '1', scope: 'network-namespace', because: '…' }",
    ]);
  });

  test('is refused where it is outside of the catalogue, and the message says how to state it', () => {
    expect(judgeSysctls({ 'user.max_user_namespaces': '16384' })).toEqual([
      "'kernel.sysctls.user.max_user_namespaces' must be a known kernel parameter, got 'user.max_user_namespaces'; state it with its scope and its reason: 'user.max_user_namespaces': { value: '16384', scope: 'node', because: '…' }",
    ]);
  });

  test.each([
    ['net/core/somaxconn', 'net.core.somaxconn'],
    ['/proc/sys/vm/swappiness', 'vm.swappiness'],
    ['net/ipv4/conf/eth0.100/arp_notify', 'net.ipv4.conf.eth0/100.arp_notify'],
  ])('is refused as the path %s, and the message has the key with dots', (written, dotted) => {
    expect(judgeSysctls({ [written]: '1' })).toEqual([
      `'kernel.sysctls.${written}' must be the name of one parameter, with dots, got '${written}'; write '${dotted}'`,
    ]);
  });

  test.each(['net.ipv4.conf.*.arp_notify', 'net.ipv4.conf.eth*.arp_notify'])('is refused as the pattern %s', (key) => {
    expect(judgeSysctls({ [key]: '1' })).toEqual([
      `'kernel.sysctls.${key}' must be the name of one parameter, with dots, got '${key}'; state each key by itself, because every key that is set is read back`,
    ]);
  });

  test.each([
    'vm',
    '-vm.swappiness',
    'vm..swappiness',
    'vm.swappiness.',
    'vm.swap piness',
    '../etc/passwd',
    'net.ipv4.conf.eth0//1.arp_notify',
    `vm.${'x'.repeat(126)}`,
  ])('is refused with the invalid name %j', (key) => {
    expect(judgeSysctls({ [key]: '1' })).toEqual([
      `'kernel.sysctls.${key}' must be the name of one parameter, with dots, got '${key}'; write names with dots between them, and a slash where an interface has a dot in its name`,
    ]);
  });

  test.each([
    ['net.ipv4.netfilter.ip_conntrack_max', 'net.netfilter.nf_conntrack_max'],
    ['net.ipv4.ip_conntrack_max', 'net.netfilter.nf_conntrack_max'],
    ['net.nf_conntrack_max', 'net.netfilter.nf_conntrack_max'],
    ['net.ipv4.netfilter.ip_conntrack_buckets', 'net.netfilter.nf_conntrack_buckets'],
    ['net.ipv4.netfilter.ip_conntrack_tcp_timeout_established', 'net.netfilter.nf_conntrack_tcp_timeout_established'],
  ])('is refused with the old name %s, and the message proposes %s', (old, modern) => {
    expect(judgeSysctls({ [old]: '600' })).toEqual([
      `'kernel.sysctls.${old}' must have its current name, got '${old}'; write '${modern}'`,
    ]);
  });
});

describe('a value', () => {
  test('is refused where it is empty', () => {
    expect(judgeSysctls({ 'vm.swappiness': '' })).toEqual([
      "'kernel.sysctls.vm.swappiness' must have a value, got ''; state one, or leave the key out",
    ]);
  });

  test('is refused out of its range', () => {
    expect(judgeSysctls({ 'vm.swappiness': '201' })).toEqual([
      "'kernel.sysctls.vm.swappiness' must be a whole number of 0 to 200, got '201'; choose a value in the range, because the kernel refuses or rounds any other, or the node has too little left to run",
    ]);
  });

  test('is refused with a line break, which would begin another key', () => {
    expect(judgeSysctls({ 'vm.swappiness': '1\nkernel.panic = 0' })).toEqual([
      "'kernel.sysctls.vm.swappiness' must be one line, got '1\\nkernel.panic = 0'; remove the line break, because it would begin another key",
    ]);
  });

  test('is refused as a number with a unit, and the message has the unit of the key', () => {
    expect(judgeSysctls({ 'net.ipv4.tcp_keepalive_time': '10m' })).toEqual([
      "'kernel.sysctls.net.ipv4.tcp_keepalive_time' must be a whole number of 1 to 2147483 (seconds), got '10m'; write it without units, spaces or leading zeros",
    ]);
  });

  test('is refused as three numbers in descending order', () => {
    expect(judgeSysctls({ 'net.ipv4.tcp_rmem': '4096 2 1' })).toEqual([
      "'kernel.sysctls.net.ipv4.tcp_rmem' must be 3 whole numbers of 4096 to 2147483647, in ascending order, the first at most 65536, the second at most 16777216 (bytes), got '4096 2 1'; choose a value in the range, because the kernel refuses or rounds any other, or the node has too little left to run",
    ]);
  });

  test('is refused as a port range that begins with privileged ports', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '80 30000' })).toEqual([
      "'kernel.sysctls.net.ipv4.ip_local_port_range' must be the first and the last port of a range of 1024 or more, 1024 to 65535, got '80 30000'; write it as '10240 65535'",
    ]);
  });

  test('is refused with a port above 65535', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_reserved_ports': '70000' })).toEqual([
      "'kernel.sysctls.net.ipv4.ip_local_reserved_ports' must be ports and ranges of ports, 1 to 65535, with commas between them, got '70000'; write it as '10250,30000-32767'",
    ]);
  });

  test('is refused as two words', () => {
    expect(judgeSysctls({ 'net.ipv4.tcp_congestion_control': 'bbr cubic' })).toEqual([
      "'kernel.sysctls.net.ipv4.tcp_congestion_control' must be one of bbr, bic, cdg, cubic, dctcp, highspeed, htcp, hybla, illinois, lp, nv, reno, scalable, vegas, veno, westwood, yeah, got 'bbr cubic'; choose one of these words",
    ]);
  });

  test('is refused as a line that the kernel would cut off', () => {
    const pattern = `/${'c'.repeat(127)}`;
    expect(judgeSysctls({ 'kernel.core_pattern': pattern })).toEqual([
      `'kernel.sysctls.kernel.core_pattern' must be one line of at most 127 printable characters, got '${pattern}'; write it in one line`,
    ]);
  });

  test('is refused once as a Terraform token', () => {
    expect(judgeSysctls({ 'vm.swappiness': '$' + '{TfToken[TOKEN.1]}' })).toEqual([
      "environment 'paas': 'clusters[0].pools[0].kernel.sysctls.vm.swappiness' must be known before an apply, got 'a Terraform token'; write a literal; an input may hold nothing that only an apply knows",
    ]);
  });

  test.each([
    ['kernel.keys.root_maxbytes', '25000000', '30000000'],
    ['kernel.keys.root_maxkeys', '1000000', '2000000'],
    ['kernel.panic', '10', '0'],
    ['kernel.panic_on_oops', '1', '0'],
    ['vm.overcommit_memory', '1', '2'],
    ['vm.panic_on_oom', '0', '1'],
  ])('of %s is accepted as %s, which the kubelet requires, and refused as any other', (key, wanted, other) => {
    expect(judgeSysctls({ [key]: wanted })).toEqual([]);
    expect(judgeSysctls({ [key]: other })).toEqual([
      `'kernel.sysctls.${key}' must be ${wanted}, the value that the kubelet requires, got '${other}'; leave it out, because the kubelet does not start on a node with another value`,
    ]);
  });
});

describe('profiles', () => {
  test('are refused where two have different values of a key', () => {
    expect(judge({ profiles: ['reverse-proxy', 'database-client'] })).toEqual([
      "'kernel.profiles' must have one value for 'net.ipv4.tcp_syn_retries', got 'reverse-proxy 2, database-client 4'; state 'net.ipv4.tcp_syn_retries' in 'kernel.sysctls', which has precedence",
    ]);
  });

  test('are accepted where the pool states the key itself', () => {
    const sysctls = { 'net.ipv4.tcp_syn_retries': '3' };
    expect(judge({ profiles: ['reverse-proxy', 'database-client'], sysctls })).toEqual([]);
  });

  test('are refused where one is named twice, with one message', () => {
    expect(judge({ profiles: ['jvm', 'jvm'] })).toEqual([
      "'kernel.profiles' must name every profile once, got 'jvm'; remove or rename one of them",
    ]);
  });
});

test('refuses two keys that set each other to 0', () => {
  expect(judgeSysctls({ 'vm.dirty_bytes': '100000000', 'vm.dirty_ratio': '10' })).toEqual([
    "'kernel.sysctls.vm.dirty_ratio' must be absent where 'vm.dirty_bytes' is stated, because writing either sets the other to 0, got '10'; keep one of them",
  ]);
});

describe('the table of tracked connections', () => {
  const table = (max: string, buckets: string, memoryGib: number) =>
    judgeSysctls({ 'net.netfilter.nf_conntrack_max': max, 'net.netfilter.nf_conntrack_buckets': buckets }, memoryGib);

  test('is accepted with four entries for each bucket', () => {
    expect(table('262144', '65536', 16)).toEqual([]);
  });

  test('is refused with one entry more', () => {
    expect(table('262145', '65536', 16)).toEqual([
      `${PREFIX}max' must have at most 4 entries for each bucket: 4 x 65536 = 262144, got '262145 entries'; lower them, or state 'net.netfilter.nf_conntrack_buckets' of '66048'`,
    ]);
  });

  test("is compared with the kernel's default buckets where only entries are stated", () => {
    expect(judgeSysctls({ 'net.netfilter.nf_conntrack_max': '1048576' }, 32)).toEqual([]);
    expect(judgeSysctls({ 'net.netfilter.nf_conntrack_max': '1048577' }, 32)).toEqual([
      `${PREFIX}max' must have at most 4 entries for each bucket: 4 x 262144, the kernel's default on this machine = 1048576, got '1048577 entries'; lower them, or state 'net.netfilter.nf_conntrack_buckets' of '262656'`,
    ]);
  });

  test("is reported for the pool's own buckets where a profile has the entries", () => {
    const sysctls = { 'net.netfilter.nf_conntrack_buckets': '65536' };
    expect(judge({ profiles: ['many-connections'], sysctls }, 32)).toEqual([
      `${PREFIX}buckets' must have at most 4 entries for each bucket: 4 x 65536 = 262144, got '2097152 entries'; lower them, or state 'net.netfilter.nf_conntrack_buckets' of '524288'`,
    ]);
  });

  test("is refused with more than 2 % of the machine's memory, with the calculation in the message", () => {
    expect(table('1048576', '262144', 8)).toEqual([
      `${PREFIX}max' must take at most 2 % of the machine's 8 GiB, 171798691 bytes that are never swapped, got '1048576 x 320 + 262144 x 8 = 337641472'; choose a larger machine, or state at most 533536 entries with a quarter as many buckets`,
    ]);
  });

  test('is accepted with the entries that the remedy proposes', () => {
    expect(table('532480', '133120', 8)).toEqual([]);
  });

  test('is refused with buckets that the kernel would round up', () => {
    expect(judgeSysctls({ 'net.netfilter.nf_conntrack_buckets': '100000' })).toEqual([
      `${PREFIX}buckets' must be a multiple of 512, because the kernel rounds it up, and the value on the node would never be the stated one, got '100000'; write '100352'`,
    ]);
  });

  test("is accepted on Dataplane V2, for daemons on the host's network", () => {
    const kernel = { profiles: ['many-connections'] } as const;
    const cluster = googleCluster({ datapath: 'dataplane-v2', pools: [googlePool({ kernel })] });
    expect(problemsOf(googleEnvironment({ clusters: [cluster] }))).toEqual([]);
  });
});

describe('ephemeral ports', () => {
  const own = '2703,9808-9809,10249-10250,10256,61678-61679';

  test('are refused where they include node ports', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '1024 65535' })).toEqual([
      `'kernel.sysctls.net.ipv4.ip_local_port_range' must exclude the node ports 30000-32767 from the ephemeral ports, but 2768 of them are in the range, got 'range 1024 65535, reserved ${own}'; state 'net.ipv4.ip_local_reserved_ports' of '2703,9808-9809,10249-10250,10256,30000-32767,61678-61679', or narrow the range`,
    ]);
  });

  test('are refused with the number of node ports in their range', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '32767 60999' })[0]).toContain(
      'ephemeral ports, but 1 of them are in the range',
    );
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '32768 65535' })).toEqual([]);
  });

  test('are accepted where their node ports are reserved', () => {
    const sysctls = {
      'net.ipv4.ip_local_port_range': '1024 65535',
      'net.ipv4.ip_local_reserved_ports': `${own},30000-32767`,
    };
    expect(judgeSysctls(sysctls)).toEqual([]);
  });

  test('are refused with a reserved list that lacks ports of the image', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_reserved_ports': '10249-10256,30000-32767' })).toEqual([
      `'kernel.sysctls.net.ipv4.ip_local_reserved_ports' must contain the ports that the image reserves, because this list replaces the list of the image: ${own}, got '10249-10256,30000-32767'; add 2703,9808-9809,61678-61679`,
    ]);
  });

  test('may have any reserved list on an image that reserves none', () => {
    const kernel = { sysctls: { 'net.ipv4.ip_local_reserved_ports': '30000-32767' } };
    const cluster = googleCluster({ pools: [googlePool({ kernel })] });
    expect(problemsOf(googleEnvironment({ clusters: [cluster] }))).toEqual([]);
  });
});

test('reports every problem of a pool in one run', () => {
  const sysctls = { 'vm.swapiness': '1', 'kernel.panic': '5', 'net.ipv4.ip_local_port_range': '1024 65535' };
  expect(judge({ profiles: ['jvm', 'jvm'], sysctls }).map((problem) => problem.split("'")[1])).toEqual([
    'kernel.profiles',
    'kernel.sysctls.kernel.panic',
    'kernel.sysctls.vm.swapiness',
    'kernel.sysctls.net.ipv4.ip_local_port_range',
  ]);
});
