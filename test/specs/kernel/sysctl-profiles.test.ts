import type { SysctlProfileName } from '../../../lib/specs/kernel/kernel-input';
import { profileHugepages, profileSysctls } from '../../../lib/specs/kernel/sysctl-profiles';
import { countPorts, missingPorts, NODE_PORTS, parsePortList } from '../../../lib/specs/sysctl/sysctl-ports';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const PROFILES: readonly SysctlProfileName[] = ['many-connections', 'reverse-proxy', 'database-client', 'jvm'];
const MEMORY_GIB = [1, 2, 3.75, 4, 8, 16, 30, 64, 256, 1024, 24576];

describe.each(PROFILES)('the profile %s', (profile) => {
  test.each(MEMORY_GIB)('is taken whole on a machine of %d GiB', (memoryGib) => {
    const kernel = { profiles: [profile] };
    const aws = awsPool({ kernel, machine: { type: 'm99i.xlarge', vcpu: 4, memoryGib } });
    const google = googlePool({ kernel, machine: { type: 'n99-standard-8', vcpu: 8, memoryGib } });
    const problems = [
      ...problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [aws], workloads: [] })] })),
      ...problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [google], workloads: [] })] })),
    ];
    // The smallest machines have no room for pods, which another rule says.
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
])('many connections: a machine of %d GiB tracks %d', (memoryGib, entries) => {
  const values = profileSysctls('many-connections', { memoryGib });
  expect(values['net.netfilter.nf_conntrack_max']).toBe(String(entries));
  expect(values['net.netfilter.nf_conntrack_buckets']).toBe(String(entries / 4));
  // 320 bytes an entry and 8 a bucket.
  expect(entries * 320 + (entries / 4) * 8).toBeLessThanOrEqual(memoryGib * 2 ** 30 * 0.02);
});

test.each(['many-connections', 'reverse-proxy'] as const)('%s: a quarter of the memory for sockets', (profile) => {
  expect(profileSysctls(profile, { memoryGib: 16 })['net.ipv4.tcp_mem']).toBe('524288 699050 1048576');
  expect(profileSysctls(profile, { memoryGib: 3.75 })['net.ipv4.tcp_mem']).toBe('122880 163840 245760');
});

test('reverse proxy: 52 522 ports to one backend, none of them a node port', () => {
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
])('jvm: a machine of %d GiB has %d maps, enough for three views of a heap of its size', (memoryGib, maps) => {
  expect(profileSysctls('jvm', { memoryGib })['vm.max_map_count']).toBe(String(maps));
  expect(maps).toBeGreaterThanOrEqual(((memoryGib * 1024) / 2) * 3);
});

test('many connections and a reverse proxy go together, and so does a JVM', () => {
  const kernel = { profiles: ['many-connections', 'reverse-proxy', 'jvm'] } as const;
  const cluster = awsCluster({ pools: [awsPool({ kernel })], workloads: [] });
  expect(problemsOf(awsEnvironment({ clusters: [cluster] }))).toEqual([]);
});

test('only the JVM has a say in huge pages', () => {
  expect(PROFILES.filter((profile) => profileHugepages(profile) !== undefined)).toEqual(['jvm']);
});
