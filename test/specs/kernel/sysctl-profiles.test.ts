import type { SysctlProfileName } from '../../../lib/specs/kernel/kernel-input';
import { profileHugepages, profileSysctls } from '../../../lib/specs/kernel/sysctl-profiles';
import { countPorts, missingPorts, NODE_PORTS, parsePortList } from '../../../lib/specs/sysctl/sysctl-ports';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const PROFILES: readonly SysctlProfileName[] = ['many-connections', 'reverse-proxy', 'database-client', 'jvm'];
const MEMORY_GIB = [1, 2, 3.75, 4, 8, 16, 30, 64, 256, 1024, 24576];

describe.each(PROFILES)('the profile %s', (profile) => {
  test.each(MEMORY_GIB)('is accepted with all its values on a machine of %d GiB', (memoryGib) => {
    const kernel = { profiles: [profile] };
    const aws = awsPool({ kernel, machine: { type: 'm99i.xlarge', vcpu: 4, memoryGib } });
    const google = googlePool({ kernel, machine: { type: 'n2-standard-7', vcpu: 8, memoryGib } });
    const problems = [
      ...problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [aws], workloads: [] })] })),
      ...problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [google], workloads: [] })] })),
    ];
    // Another rule refuses the smallest machines, which have no room for pods.
    expect(problems.filter((problem) => !problem.includes("'machine.type' must leave"))).toEqual([]);
  });
});

test.each([
  [1, 65536],
  [2, 131072],
  [4, 262144],
  [16, 1048576],
  [31, 1048576],
  [32, 2097152],
  [1024, 2097152],
])('the profile many-connections tracks on a machine of %d GiB %d connections', (memoryGib, entries) => {
  const values = profileSysctls('many-connections', { memoryGib });
  expect(values['net.netfilter.nf_conntrack_max']).toBe(String(entries));
  expect(values['net.netfilter.nf_conntrack_buckets']).toBe(String(entries / 4));
  // An entry takes 320 bytes and a bucket 8.
  expect(entries * 320 + (entries / 4) * 8).toBeLessThanOrEqual(memoryGib * 2 ** 30 * 0.02);
});

test.each(['many-connections', 'reverse-proxy'] as const)(
  'the profile %s gives a quarter of the memory to sockets',
  (profile) => {
    expect(profileSysctls(profile, { memoryGib: 16 })['net.ipv4.tcp_mem']).toBe('524288 699050 1048576');
    expect(profileSysctls(profile, { memoryGib: 3.75 })['net.ipv4.tcp_mem']).toBe('122880 163840 245760');
  },
);

test('the profile reverse-proxy has 52 522 ports to one backend, and none is a node port', () => {
  const values = profileSysctls('reverse-proxy', { memoryGib: 16 });
  const [first, last] = (values['net.ipv4.ip_local_port_range'] ?? '').split(' ').map(Number);
  const reserved = parsePortList(values['net.ipv4.ip_local_reserved_ports'] ?? '') ?? [];
  expect(countPorts(missingPorts([[Number(first), Number(last)]], reserved))).toBe(52522);
  expect(missingPorts([NODE_PORTS], reserved)).toEqual([]);
});

test.each([
  [8, 262144],
  [128, 262144],
  [160, 524288],
  [1024, 2097152],
])(
  'the profile jvm allows on a machine of %d GiB %d memory maps, enough for three mappings of a heap of this size',
  (memoryGib, maps) => {
    expect(profileSysctls('jvm', { memoryGib })['vm.max_map_count']).toBe(String(maps));
    expect(maps).toBeGreaterThanOrEqual(((memoryGib * 1024) / 2) * 3);
  },
);

test('the profiles many-connections, reverse-proxy and jvm can be combined', () => {
  const kernel = { profiles: ['many-connections', 'reverse-proxy', 'jvm'] } as const;
  const cluster = awsCluster({ pools: [awsPool({ kernel })], workloads: [] });
  expect(problemsOf(awsEnvironment({ clusters: [cluster] }))).toEqual([]);
});

test('only the profile jvm sets huge pages', () => {
  expect(PROFILES.filter((profile) => profileHugepages(profile) !== undefined)).toEqual(['jvm']);
});
