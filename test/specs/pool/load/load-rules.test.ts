import type { KernelInput } from '../../../../lib/specs/kernel/kernel-input';
import type { PoolLoadInput } from '../../../../lib/specs/pool/load/load-input';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { onAws, onGoogle } from './judge-load';

/** A load of a pool that the cluster autoscaler takes to six nodes of 4 vCPUs in three zones, of which four are left after a loss. */
function loaded(kernel: KernelInput, load: PoolLoadInput, rest: Partial<AwsNodePoolInput> = {}): readonly string[] {
  return onAws({ kernel, load, ...rest });
}

const SUBJECT = "environment 'paas' > cluster 'main' > pool 'general': ";

test('accepts a load that the nodes can carry', () => {
  expect(loaded({ profiles: ['many-connections', 'reverse-proxy'] }, { connections: 200_000 })).toEqual([]);
});

test('refuses more conntrack entries than the maximum that kube-proxy sets', () => {
  expect(loaded({}, { connections: 200_000, backends: 10 })).toEqual([
    `${SUBJECT}'load' must fit into net.netfilter.nf_conntrack_max of a node (131072, kube-proxy's default on 4 vCPUs) after the loss of one zone, got '200000 / 4 nodes = 50000; x 2 legs x 1.5 + 0/s x 120 s = 150000 entries'; add the profile 'many-connections', state a larger table, or raise 'size.max'`,
  ]);
  expect(loaded({}, { connections: 174_000, backends: 10 })).toEqual([]);
});

test('refuses more conntrack entries than the profile allows', () => {
  const load = { connections: 1_400_000, backends: 100 };
  expect(loaded({ profiles: ['many-connections'] }, load)).toEqual([
    `${SUBJECT}'load' must fit into net.netfilter.nf_conntrack_max of a node (1048576) after the loss of one zone, got '1400000 / 4 nodes = 350000; x 2 legs x 1.5 + 0/s x 120 s = 1050000 entries'; add the profile 'many-connections', state a larger table, or raise 'size.max'`,
  ]);
});

test('counts the nodes that a fixed pool keeps, and not those that it could have', () => {
  const load = { connections: 60_000, backends: 10 };
  const size = { scope: 'total', min: 2, max: 6 } as const;
  expect(loaded({}, load, { scaling: { kind: 'fixed' }, size })).toEqual([
    `${SUBJECT}'load' must fit into net.netfilter.nf_conntrack_max of a node (131072, kube-proxy's default on 4 vCPUs) after the loss of one zone, got '60000 / 1 nodes = 60000; x 2 legs x 1.5 + 0/s x 120 s = 180000 entries'; add the profile 'many-connections', state a larger table, or raise 'size.initial'`,
  ]);
  expect(loaded({}, load, { scaling: { kind: 'fixed' }, size: { ...size, initial: 3 } })).toEqual([]);
  expect(loaded({}, load, { size })).toEqual([]);
});

test('speaks of the loss of a node where a pool has one zone', () => {
  const load = { connections: 60_000, backends: 10 };
  const size = { scope: 'total', min: 1, max: 2 } as const;
  expect(loaded({}, load, { size, zones: ['eu-central-1a'] })).toEqual([
    expect.stringContaining(
      "(131072, kube-proxy's default on 4 vCPUs) after the loss of one node, got '60000 / 1 nodes = 60000",
    ),
  ]);
});

test('refuses kernel parameters that cannot carry a node which its loop keeps as full as is stated', () => {
  const load = { connections: 100_000, newConnectionsPerSecond: 1_000, backends: 10 };
  expect(loaded({}, { ...load, perNode: { connections: 40_000 } })).toEqual([
    `${SUBJECT}'load.perNode.connections' must fit into net.netfilter.nf_conntrack_max of a node (131072, kube-proxy's default on 4 vCPUs) on a full node, got '40000 connections; x 2 legs x 1.5 + 400/s x 120 s = 168000 entries'; add the profile 'many-connections', state a larger table, or lower it`,
  ]);
  expect(loaded({}, { ...load, perNode: { connections: 31_000 } })).toEqual([]);
  expect(loaded({}, load)).toEqual([]);
  // Nothing loads the nodes of a fixed pool further than their share.
  const fixed = { scaling: { kind: 'fixed' }, size: { scope: 'total', min: 6, max: 6 } } as const;
  expect(loaded({}, { ...load, perNode: { connections: 40_000 } }, fixed)).toEqual([]);
});

test('compares a full node with the source ports of a load balancer', () => {
  const load = { connections: 200_000, legsPerConnection: 1, preservesClientAddress: false };
  const full = (connections: number) => ({ ...load, perNode: { connections } });
  expect(loaded({ profiles: ['many-connections'] }, full(60_000))).toEqual([
    `${SUBJECT}'load.perNode.connections' must be at most 55000 connections for each target where the load balancer does not preserve the client's address, got 60000; lower it, or preserve the address`,
  ]);
  expect(loaded({ profiles: ['many-connections'] }, full(55_000))).toEqual([]);
});

test('refuses more connections to one backend than there are ports, and accepts them with more backends', () => {
  const profiles = ['many-connections'] as const;
  expect(loaded({ profiles }, { connections: 120_000 })).toEqual([
    `${SUBJECT}'load' must fit into the 28232 ephemeral ports of a node towards one backend, after the loss of one zone, got '120000 / 4 nodes = 30000; / 1 backends + 0/s x 60 s = 30000 ports'; add the profile 'reverse-proxy', more backends, or raise 'size.max'`,
  ]);
  expect(loaded({ profiles }, { connections: 120_000, backends: 2 })).toEqual([]);
  expect(loaded({ profiles }, { connections: 120_000, legsPerConnection: 1 })).toEqual([]);
});

test('refuses more connections per target than a load balancer has source ports', () => {
  const load = { connections: 240_000, legsPerConnection: 1, preservesClientAddress: false };
  expect(loaded({ profiles: ['many-connections'] }, load)).toEqual([
    `${SUBJECT}'load' must be at most 55000 connections for each target where the load balancer does not preserve the client's address, got 60000; keep at least 5 nodes after the loss of one zone, or preserve the address`,
  ]);
  expect(loaded({ profiles: ['many-connections'] }, { ...load, preservesClientAddress: true })).toEqual([]);
});

test('refuses more sockets than TCP has pages for, and accepts them with the profile', () => {
  // These are 690 000 sockets on a node of 16 GiB.
  const load = { connections: 2_760_000, legsPerConnection: 1 };
  const sysctls = { 'net.netfilter.nf_conntrack_max': '1048576', 'net.netfilter.nf_conntrack_buckets': '262144' };
  expect(loaded({ sysctls }, load)).toEqual([
    `${SUBJECT}'load' must fit into the 377487 pages of net.ipv4.tcp_mem, the kernel's default on this machine, one for each socket, after the loss of one zone, got '2760000 / 4 nodes = 690000; x 1 = 690000 sockets'; add the profile 'many-connections', state 'net.ipv4.tcp_mem', or raise 'size.max'`,
  ]);
  expect(loaded({ profiles: ['many-connections'] }, load)).toEqual([]);
  expect(loaded({ profiles: ['many-connections'], sysctls: { 'net.ipv4.tcp_mem': '8192 16384 32768' } }, load)).toEqual(
    [expect.stringContaining("'load' must fit into the 32768 pages of net.ipv4.tcp_mem, one for each socket")],
  );
});

test('refuses more open files than a process in a container may have, and more socket memory than the programs leave', () => {
  const load = { connections: 4_400_000, legsPerConnection: 1 };
  const machine = { type: 'x2iezn.xlarge', vcpu: 4, memoryGib: 64 };
  const on = (pool: Partial<AwsNodePoolInput>, connections = load.connections) => {
    return loaded({ profiles: ['many-connections'] }, { ...load, connections }, pool);
  };
  expect(on({ machine, purpose: 'traffic', expectsPods: false })).toContainEqual(
    expect.stringContaining(
      "'load' must fit into the 1048576 files that a process in a container may have open (fs.nr_open and its limit), after the loss of one zone, got '4400000 / 4 nodes = 1100000; x 1 = 1100000 sockets'; raise 'size.max', because no kernel parameter raises the limit",
    ),
  );
  expect(on({ machine }).join('\n')).not.toContain('files');
  expect(on({}, 8_000_000)).toContainEqual(
    expect.stringContaining(
      "'load' must take at most 50 % of the 16 GiB of a node for sockets, 8589934592 bytes, after the loss of one zone, got '8000000 / 4 nodes = 2000000; x 1 = 2000000 sockets of 8192 bytes = 16384000000'; take a larger machine, or raise 'size.max'",
    ),
  );
});

test('refuses numbers outside their ranges', () => {
  const load = {
    connections: 0,
    newConnectionsPerSecond: 0.5,
    unpooledRequestsPerSecond: -1,
    requestsPerSecond: 0,
    backends: 0,
    legsPerConnection: 5,
    perNode: { requestsPerSecond: 0, connections: 100_000_001 },
    day: { peakToTrough: 0.5, peakAt: '20:30', timeZone: 'UTC' },
  };
  expect(loaded({}, load)).toEqual([
    `${SUBJECT}'load.connections' must be a whole number of 1 to 100000000, got 0; raise it`,
    `${SUBJECT}'load.newConnectionsPerSecond' must be a whole number of 0 to 10000000, got 0.5; round it`,
    `${SUBJECT}'load.unpooledRequestsPerSecond' must be a whole number of 0 to 10000000, got -1; raise it`,
    `${SUBJECT}'load.requestsPerSecond' must be a whole number of 1 to 10000000, got 0; raise it`,
    `${SUBJECT}'load.backends' must be a whole number of 1 to 100000, got 0; raise it`,
    `${SUBJECT}'load.legsPerConnection' must be a whole number of 1 to 4, got 5; lower it`,
    `${SUBJECT}'load.perNode.requestsPerSecond' must be a whole number of 1 to 10000000, got 0; raise it`,
    `${SUBJECT}'load.perNode.connections' must be a whole number of 1 to 100000000, got 100000001; lower it`,
    `${SUBJECT}'load.day.peakToTrough' must be a number of 1 to 100, got 0.5; state the load at the peak divided by the load in the lull`,
  ]);
});

test('on Dataplane V2 the load of pods is not compared with the table and the ports of the node, but with its memory', () => {
  const found = (load: PoolLoadInput, rest: Partial<GoogleNodePoolInput> = {}) => onGoogle({ load, ...rest });
  // On the eight nodes that are left of twelve these are 375 000 entries and 125 000 ports of a node.
  const load = { connections: 1_000_000 };
  expect(found(load)).toEqual([]);
  expect(found(load, { purpose: 'traffic', expectsPods: false })).toEqual([
    expect.stringContaining("'load' must fit into net.netfilter.nf_conntrack_max of a node"),
    expect.stringContaining("'load' must fit into the 28232 ephemeral ports of a node towards one backend"),
  ]);
  expect(found({ connections: 30_000_000 })).toEqual([
    expect.stringContaining("'load' must fit into the 754974 pages of net.ipv4.tcp_mem"),
    expect.stringContaining("'load' must take at most 50 % of the 32 GiB of a node for sockets"),
  ]);
});
