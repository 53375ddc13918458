import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const AT = "environment 'paas' > cluster 'main' > pool 'general': ";
const PREFIX = "'kernel.sysctls.net.netfilter.nf_conntrack_";

/** Problems of an al2023 pool with these kernel parameters, without their subject. */
function judge(kernel: KernelInput, memoryGib = 16): readonly string[] {
  // Of a type that no table knows the figures are believed.
  const machine = { type: 'm99i.xlarge', vcpu: 4, memoryGib };
  const cluster = awsCluster({ pools: [awsPool({ kernel, machine })], workloads: [] });
  return problemsOf(awsEnvironment({ clusters: [cluster] })).map((problem) =>
    problem.startsWith(AT) ? problem.slice(AT.length) : problem,
  );
}

const judgeSysctls = (sysctls: Readonly<Record<string, string>>, memoryGib?: number) => judge({ sysctls }, memoryGib);

describe('a key', () => {
  test('refuses one that nobody knows, and names the nearest', () => {
    expect(judgeSysctls({ 'net.core.somaxcon': '1' })).toEqual([
      "'kernel.sysctls.net.core.somaxcon' must be a known kernel parameter, got 'net.core.somaxcon'; did you mean 'net.core.somaxconn'?",
    ]);
  });

  test('refuses one that is written with slashes, and names it with dots', () => {
    expect(judgeSysctls({ 'net/core/somaxconn': '1' })).toEqual([
      "'kernel.sysctls.net/core/somaxconn' must be a known kernel parameter, got 'net/core/somaxconn'; did you mean 'net.core.somaxconn'?",
    ]);
  });

  test.each([
    ['net.ipv4.netfilter.ip_conntrack_max', 'net.netfilter.nf_conntrack_max'],
    ['net.ipv4.ip_conntrack_max', 'net.netfilter.nf_conntrack_max'],
    ['net.nf_conntrack_max', 'net.netfilter.nf_conntrack_max'],
    ['net.ipv4.netfilter.ip_conntrack_buckets', 'net.netfilter.nf_conntrack_buckets'],
    ['net.ipv4.netfilter.ip_conntrack_tcp_timeout_established', 'net.netfilter.nf_conntrack_tcp_timeout_established'],
  ])('refuses the old name %s, and names %s', (old, modern) => {
    expect(judgeSysctls({ [old]: '600' })).toEqual([
      `'kernel.sysctls.${old}' must go by its name of today, got '${old}'; write '${modern}'`,
    ]);
  });
});

describe('a value', () => {
  test('refuses an empty one', () => {
    expect(judgeSysctls({ 'vm.swappiness': '' })).toEqual([
      "'kernel.sysctls.vm.swappiness' must have a value, got ''; state one, or leave the key out",
    ]);
  });

  test('refuses one out of range', () => {
    expect(judgeSysctls({ 'vm.swappiness': '201' })).toEqual([
      "'kernel.sysctls.vm.swappiness' must be a whole number of 0 to 200, got '201'; take one of these: the kernel refuses or rounds any other, or the node has too little left to run on",
    ]);
  });

  test('refuses a line break, which would begin a key of its own', () => {
    expect(judgeSysctls({ 'vm.swappiness': '1\nkernel.panic = 0' })).toEqual([
      "'kernel.sysctls.vm.swappiness' must be one line, got '1\\nkernel.panic = 0'; take the line break out; it would begin a key of its own",
    ]);
  });

  test('refuses a number with a unit, and says what it counts', () => {
    expect(judgeSysctls({ 'net.ipv4.tcp_keepalive_time': '10m' })).toEqual([
      "'kernel.sysctls.net.ipv4.tcp_keepalive_time' must be a whole number of 1 to 2147483 (seconds), got '10m'; write it without units, spaces or leading zeros",
    ]);
  });

  test('refuses a triple that falls', () => {
    expect(judgeSysctls({ 'net.ipv4.tcp_rmem': '4096 2 1' })).toEqual([
      "'kernel.sysctls.net.ipv4.tcp_rmem' must be 3 whole numbers of 4096 to 2147483647, none below the one before it, the first at most 65536, the second at most 16777216 (bytes), got '4096 2 1'; take one of these: the kernel refuses or rounds any other, or the node has too little left to run on",
    ]);
  });

  test('refuses a port range that begins among privileged ports', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '80 30000' })).toEqual([
      "'kernel.sysctls.net.ipv4.ip_local_port_range' must be the first and the last port of a range of 1024 or more, 1024 to 65535, got '80 30000'; write it as '10240 65535'",
    ]);
  });

  test('refuses a port that does not exist', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_reserved_ports': '70000' })).toEqual([
      "'kernel.sysctls.net.ipv4.ip_local_reserved_ports' must be ports and ranges of ports, 1 to 65535, with commas between them, got '70000'; write it as '10250,30000-32767'",
    ]);
  });

  test('refuses two words', () => {
    expect(judgeSysctls({ 'net.ipv4.tcp_congestion_control': 'bbr cubic' })).toEqual([
      "'kernel.sysctls.net.ipv4.tcp_congestion_control' must be one of bbr, bic, cdg, cubic, dctcp, highspeed, htcp, hybla, illinois, lp, nv, reno, scalable, vegas, veno, westwood, yeah, got 'bbr cubic'; take a word that the images know",
    ]);
  });

  test('refuses a line that the kernel would cut', () => {
    const pattern = `/${'c'.repeat(127)}`;
    expect(judgeSysctls({ 'kernel.core_pattern': pattern })).toEqual([
      `'kernel.sysctls.kernel.core_pattern' must be one line of at most 127 printable characters, got '${pattern}'; write it in one line`,
    ]);
  });

  test('refuses a Terraform token once, as a token', () => {
    expect(judgeSysctls({ 'vm.swappiness': '$' + '{TfToken[TOKEN.1]}' })).toEqual([
      "environment 'paas': 'clusters[0].pools[0].kernel.sysctls.vm.swappiness' must be known before an apply, got 'a Terraform token'; give a literal; nothing that only an apply knows may be in a spec",
    ]);
  });

  test.each([
    ['kernel.keys.root_maxbytes', '25000000', '30000000'],
    ['kernel.keys.root_maxkeys', '1000000', '2000000'],
    ['kernel.panic', '10', '0'],
    ['kernel.panic_on_oops', '1', '0'],
    ['vm.overcommit_memory', '1', '2'],
    ['vm.panic_on_oom', '0', '1'],
  ])('of %s: takes the %s that the kubelet protects, and no other', (key, wanted, other) => {
    expect(judgeSysctls({ [key]: wanted })).toEqual([]);
    expect(judgeSysctls({ [key]: other })).toEqual([
      `'kernel.sysctls.${key}' must be the ${wanted} that the kubelet protects, got '${other}'; leave it out; the kubelet does not start on a node with another value`,
    ]);
  });
});

describe('profiles', () => {
  test('refuses two that disagree', () => {
    expect(judge({ profiles: ['reverse-proxy', 'database-client'] })).toEqual([
      "'kernel.profiles' must agree on 'net.ipv4.tcp_syn_retries', got 'reverse-proxy 2, database-client 4'; state 'net.ipv4.tcp_syn_retries' in 'kernel.sysctls', which decides",
    ]);
  });

  test("lets the pool's own value decide", () => {
    const sysctls = { 'net.ipv4.tcp_syn_retries': '3' };
    expect(judge({ profiles: ['reverse-proxy', 'database-client'], sysctls })).toEqual([]);
  });

  test('refuses one that is named twice, once', () => {
    expect(judge({ profiles: ['jvm', 'jvm'] })).toEqual([
      "'kernel.profiles' must name every profile once, got 'jvm'; remove or rename one of them",
    ]);
  });
});

test('refuses two keys of which the kernel keeps one', () => {
  expect(judgeSysctls({ 'vm.dirty_bytes': '100000000', 'vm.dirty_ratio': '10' })).toEqual([
    "'kernel.sysctls.vm.dirty_ratio' must be absent where 'vm.dirty_bytes' is given: writing either sets the other to 0, got '10'; keep one of them",
  ]);
});

describe('the table of tracked connections', () => {
  const table = (max: string, buckets: string, memoryGib: number) =>
    judgeSysctls({ 'net.netfilter.nf_conntrack_max': max, 'net.netfilter.nf_conntrack_buckets': buckets }, memoryGib);

  test('takes four entries a bucket', () => {
    expect(table('262144', '65536', 16)).toEqual([]);
  });

  test('refuses one entry more', () => {
    expect(table('262145', '65536', 16)).toEqual([
      `${PREFIX}max' must be at most 4 entries a bucket: 4 x 65536 = 262144, got '262145 entries'; lower them, or state 'net.netfilter.nf_conntrack_buckets' of '66048'`,
    ]);
  });

  test("judges entries alone by the kernel's own buckets", () => {
    expect(judgeSysctls({ 'net.netfilter.nf_conntrack_max': '1048576' }, 32)).toEqual([]);
    expect(judgeSysctls({ 'net.netfilter.nf_conntrack_max': '1048577' }, 32)).toEqual([
      `${PREFIX}max' must be at most 4 entries a bucket: 4 x 262144, the kernel's own on this machine = 1048576, got '1048577 entries'; lower them, or state 'net.netfilter.nf_conntrack_buckets' of '262656'`,
    ]);
  });

  test("blames the pool's own buckets where a profile brings the entries", () => {
    const sysctls = { 'net.netfilter.nf_conntrack_buckets': '65536' };
    expect(judge({ profiles: ['many-connections'], sysctls }, 32)).toEqual([
      `${PREFIX}buckets' must be at most 4 entries a bucket: 4 x 65536 = 262144, got '2097152 entries'; lower them, or state 'net.netfilter.nf_conntrack_buckets' of '524288'`,
    ]);
  });

  test("refuses more than 2 % of the machine's memory, with the sum", () => {
    expect(table('1048576', '262144', 8)).toEqual([
      `${PREFIX}max' must take at most 2 % of the machine's 8 GiB, 171798691 bytes that are never swapped, got '1048576 x 320 + 262144 x 8 = 337641472'; take a larger machine, or at most 533536 entries with a quarter as many buckets`,
    ]);
  });

  test('takes what the remedy names', () => {
    expect(table('532480', '133120', 8)).toEqual([]);
  });

  test('refuses buckets that the kernel would round up', () => {
    expect(judgeSysctls({ 'net.netfilter.nf_conntrack_buckets': '100000' })).toEqual([
      `${PREFIX}buckets' must be a multiple of 512: the kernel rounds it up, and what is there would never be what was asked for, got '100000'; write '100352'`,
    ]);
  });

  test('is legal on Dataplane V2, for daemons on the host network', () => {
    const kernel = { profiles: ['many-connections'] } as const;
    const cluster = googleCluster({ datapath: 'dataplane-v2', pools: [googlePool({ kernel })] });
    expect(problemsOf(googleEnvironment({ clusters: [cluster] }))).toEqual([]);
  });
});

describe('ports', () => {
  const own = '2703,9808-9809,10249-10250,10256,61678-61679';

  test('refuses to give out node ports', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '1024 65535' })).toEqual([
      `'kernel.sysctls.net.ipv4.ip_local_port_range' must keep the node ports 30000-32767 from being given out: 2768 of them are in the range, got 'range 1024 65535, reserved ${own}'; state 'net.ipv4.ip_local_reserved_ports' of '2703,9808-9809,10249-10250,10256,30000-32767,61678-61679', or narrow the range`,
    ]);
  });

  test('counts only the node ports that are in the range', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '32767 60999' })[0]).toContain(
      'given out: 1 of them are in the range',
    );
    expect(judgeSysctls({ 'net.ipv4.ip_local_port_range': '32768 65535' })).toEqual([]);
  });

  test('takes a range whose node ports are reserved', () => {
    const sysctls = {
      'net.ipv4.ip_local_port_range': '1024 65535',
      'net.ipv4.ip_local_reserved_ports': `${own},30000-32767`,
    };
    expect(judgeSysctls(sysctls)).toEqual([]);
  });

  test('refuses a list that drops ports of the image', () => {
    expect(judgeSysctls({ 'net.ipv4.ip_local_reserved_ports': '10249-10256,30000-32767' })).toEqual([
      `'kernel.sysctls.net.ipv4.ip_local_reserved_ports' must keep the ports that the image reserves, for this list takes its place: ${own}, got '10249-10256,30000-32767'; add 2703,9808-9809,61678-61679`,
    ]);
  });

  test('asks nothing of an image that reserves none', () => {
    const kernel = { sysctls: { 'net.ipv4.ip_local_reserved_ports': '30000-32767' } };
    const cluster = googleCluster({ pools: [googlePool({ kernel })] });
    expect(problemsOf(googleEnvironment({ clusters: [cluster] }))).toEqual([]);
  });
});

test('says every problem of a pool in one run', () => {
  const sysctls = { 'vm.swapiness': '1', 'kernel.panic': '5', 'net.ipv4.ip_local_port_range': '1024 65535' };
  expect(judge({ profiles: ['jvm', 'jvm'], sysctls }).map((problem) => problem.split("'")[1])).toEqual([
    'kernel.profiles',
    'kernel.sysctls.kernel.panic',
    'kernel.sysctls.vm.swapiness',
    'kernel.sysctls.net.ipv4.ip_local_port_range',
  ]);
});
