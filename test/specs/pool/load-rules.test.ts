import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { KernelInput } from '../../../lib/specs/kernel/kernel-input';
import { ConfigError, renderProblem } from '../../../lib/values/config-error';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';

function problemsOf(make: () => unknown): readonly string[] {
  try {
    make();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(renderProblem);
    throw error;
  }
}

/** Six nodes of 4 vCPUs in three zones, of which four are left after the loss of a zone. */
function onAws(kernel: KernelInput): readonly string[] {
  const clusters = [awsCluster({ pools: [awsPool({ kernel })] })];
  return problemsOf(() => EnvironmentSpec.from(awsEnvironment({ clusters })));
}

const SUBJECT = "environment 'paas' > cluster 'main' > pool 'general': ";

test('accepts a load that the nodes can carry', () => {
  expect(onAws({ profiles: ['many-connections', 'reverse-proxy'], load: { connections: 200_000 } })).toEqual([]);
});

test('refuses more conntrack entries than the maximum that kube-proxy sets', () => {
  expect(onAws({ load: { connections: 200_000, backends: 10 } })).toEqual([
    `${SUBJECT}'kernel.load' must fit into net.netfilter.nf_conntrack_max of a node (131072, kube-proxy's default on 4 vCPUs) after the loss of one zone, got '200000 / 4 nodes = 50000; x 2 legs x 1.5 + 0/s x 120 s = 150000 entries'; add the profile 'many-connections', state a larger table, or raise 'size.max'`,
  ]);
});

test('refuses more conntrack entries than the profile allows', () => {
  const load = { connections: 1_400_000, backends: 100 };
  expect(onAws({ profiles: ['many-connections'], load })).toEqual([
    `${SUBJECT}'kernel.load' must fit into net.netfilter.nf_conntrack_max of a node (1048576) after the loss of one zone, got '1400000 / 4 nodes = 350000; x 2 legs x 1.5 + 0/s x 120 s = 1050000 entries'; add the profile 'many-connections', state a larger table, or raise 'size.max'`,
  ]);
});

test('refuses more connections to one backend than there are ports, and accepts them with more backends', () => {
  const profiles = ['many-connections'] as const;
  expect(onAws({ profiles, load: { connections: 120_000 } })).toEqual([
    `${SUBJECT}'kernel.load' must fit into the 28232 ephemeral ports of a node towards one backend, after the loss of one zone, got '120000 / 4 nodes = 30000; / 1 backends + 0/s x 60 s = 30000 ports'; add the profile 'reverse-proxy', more backends, or raise 'size.max'`,
  ]);
  expect(onAws({ profiles, load: { connections: 120_000, backends: 2 } })).toEqual([]);
  expect(onAws({ profiles, load: { connections: 120_000, legsPerConnection: 1 } })).toEqual([]);
});

test('refuses more connections per target than a load balancer has source ports', () => {
  const load = { connections: 240_000, legsPerConnection: 1, preservesClientAddress: false };
  expect(onAws({ profiles: ['many-connections'], load })).toEqual([
    `${SUBJECT}'kernel.load' must be at most 55000 connections for each target where the load balancer does not preserve the client's address, got 60000; keep at least 5 nodes after the loss of one zone, or preserve the address`,
  ]);
  expect(onAws({ profiles: ['many-connections'], load: { ...load, preservesClientAddress: true } })).toEqual([]);
});

test('refuses more sockets than TCP has pages for, and accepts them with the profile', () => {
  // These are 690 000 sockets on a node of 16 GiB.
  const load = { connections: 2_760_000, legsPerConnection: 1 };
  const sysctls = { 'net.netfilter.nf_conntrack_max': '1048576', 'net.netfilter.nf_conntrack_buckets': '262144' };
  expect(onAws({ sysctls, load })).toEqual([
    `${SUBJECT}'kernel.load' must fit into the 377487 pages of net.ipv4.tcp_mem, the kernel's default on this machine, one for each socket, after the loss of one zone, got '2760000 / 4 nodes = 690000; x 1 = 690000 sockets'; add the profile 'many-connections', state 'net.ipv4.tcp_mem', or raise 'size.max'`,
  ]);
  expect(onAws({ profiles: ['many-connections'], load })).toEqual([]);
  expect(onAws({ profiles: ['many-connections'], sysctls: { 'net.ipv4.tcp_mem': '8192 16384 32768' }, load })).toEqual([
    expect.stringContaining("'kernel.load' must fit into the 32768 pages of net.ipv4.tcp_mem, one for each socket"),
  ]);
});

test('refuses more open files than a process in a container may have, and more socket memory than the programs leave', () => {
  const load = { connections: 4_400_000, legsPerConnection: 1 };
  const machine = { type: 'x2iezn.xlarge', vcpu: 4, memoryGib: 64 };
  const on = (pool: Partial<Parameters<typeof awsPool>[0]>, connections = load.connections) => {
    const kernel = { profiles: ['many-connections'] as const, load: { ...load, connections } };
    const clusters = [awsCluster({ pools: [awsPool(), awsPool({ name: 'edge', kernel, ...pool })] })];
    return problemsOf(() => EnvironmentSpec.from(awsEnvironment({ clusters })));
  };
  expect(on({ machine, purpose: 'traffic', expectsPods: false })).toContainEqual(
    expect.stringContaining(
      "'kernel.load' must fit into the 1048576 files that a process in a container may have open (fs.nr_open and its limit), after the loss of one zone, got '4400000 / 4 nodes = 1100000; x 1 = 1100000 sockets'; raise 'size.max', because no kernel parameter raises the limit",
    ),
  );
  expect(on({ machine }).join('\n')).not.toContain('files');
  expect(on({}, 8_000_000)).toContainEqual(
    expect.stringContaining(
      "'kernel.load' must take at most 50 % of the 16 GiB of a node for sockets, 8589934592 bytes, after the loss of one zone, got '8000000 / 4 nodes = 2000000; x 1 = 2000000 sockets of 8192 bytes = 16384000000'; take a larger machine, or raise 'size.max'",
    ),
  );
});

test('refuses numbers outside their ranges', () => {
  const load = {
    connections: 0,
    legsPerConnection: 5,
    backends: 0,
    requestsPerSecond: -1,
    newConnectionsPerSecond: 0.5,
  };
  expect(onAws({ load })).toEqual([
    `${SUBJECT}'kernel.load.connections' must be a whole number of 1 to 100000000, got 0; raise it`,
    `${SUBJECT}'kernel.load.requestsPerSecond' must be a whole number of 0 to 10000000, got -1; raise it`,
    `${SUBJECT}'kernel.load.legsPerConnection' must be a whole number of 1 to 4, got 5; lower it`,
    `${SUBJECT}'kernel.load.newConnectionsPerSecond' must be a whole number of 0 to 10000000, got 0.5; round it`,
    `${SUBJECT}'kernel.load.backends' must be a whole number of 1 to 100000, got 0; raise it`,
  ]);
});

test('refuses the load of pods on Dataplane V2, because no kernel parameter limits its connections', () => {
  const kernel = { profiles: ['many-connections'], load: { connections: 1000 } } as const;
  const found = (purpose: 'workloads' | 'traffic') => {
    const clusters = [googleCluster({ datapath: 'dataplane-v2', pools: [googlePool({ kernel, purpose })] })];
    return problemsOf(() => EnvironmentSpec.from(googleEnvironment({ clusters })));
  };
  expect(found('workloads')).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'kernel.load' must be stated on Dataplane V2 for pools of purpose 'traffic' only, because connections of other pods are not in the kernel's table, got 'workloads'; leave it out here, because the datapath sizes its own table by the memory of the node",
  ]);
  expect(found('traffic')).toEqual([]);
});
