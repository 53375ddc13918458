import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { KernelInput } from '../../../../lib/specs/kernel/kernel-input';
import type { PoolLoadInput } from '../../../../lib/specs/pool/load/load-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { onAws, onGoogle } from './judge-load';

const SUBJECT = "environment 'paas' > cluster 'main' > pool 'general': ";

function poolOf(pool: Parameters<typeof awsPool>[0]) {
  const environment = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(pool)] })] });
  return EnvironmentSpec.from(environment).clusters[0]?.pools[0];
}

describe('the former place', () => {
  const former = { connections: 1000, requestsPerSecond: 40, backends: 3 };

  test('resolves to the same load as today’s place', () => {
    const today = { connections: 1000, unpooledRequestsPerSecond: 40, backends: 3 };
    expect(poolOf({ kernel: { load: former } })?.load).toEqual(poolOf({ load: today })?.load);
    expect(poolOf({ load: today })?.load).toEqual({
      ...{ connections: 1000, newConnectionsPerSecond: 0, unpooledRequestsPerSecond: 40, requestsPerSecond: undefined },
      ...{ backends: 3, legsPerConnection: 2, preservesClientAddress: true, perNode: undefined, day: undefined },
    });
  });

  test('is named by the messages about its load', () => {
    expect(onAws({ kernel: { load: { connections: 200_000, backends: 10 } } })).toEqual([
      `${SUBJECT}'kernel.load' must fit into net.netfilter.nf_conntrack_max of a node (131072, kube-proxy's default on 4 vCPUs) after the loss of one zone, got '200000 / 4 nodes = 50000; x 2 legs x 1.5 + 0/s x 120 s = 150000 entries'; add the profile 'many-connections', state a larger table, or raise 'size.max'`,
    ]);
    expect(onAws({ kernel: { load: { connections: 0, requestsPerSecond: -1 } } })).toEqual([
      `${SUBJECT}'kernel.load.connections' must be a whole number of 1 to 100000000, got 0; raise it`,
      `${SUBJECT}'kernel.load.requestsPerSecond' must be a whole number of 0 to 10000000, got -1; raise it`,
    ]);
  });

  test('is refused beside today’s place', () => {
    const load = { connections: 1000 };
    expect(onAws({ kernel: { load }, load })).toEqual([
      `${SUBJECT}'kernel.load' must not be stated beside 'load', got '1000 connections'; remove it, because 'load' of the pool has taken its place`,
    ]);
    expect(onAws({ kernel: {}, load })).toEqual([]);
  });

  test('does not know the members of today’s place', () => {
    const load = { connections: 1000, perNode: { connections: 10 } };
    expect(onAws({ kernel: { load } as KernelInput })).toEqual([
      expect.stringContaining("'kernel.load.perNode' must be a known property"),
    ]);
  });

  test('is refused on Dataplane V2 for pods, because the kernel’s table does not have their connections', () => {
    const kernel = { profiles: ['many-connections'], load: { connections: 1000 } } as const;
    expect(onGoogle({ kernel })).toEqual([
      "environment 'streaming' > cluster 'main' > pool 'core': 'kernel.load' must be stated on Dataplane V2 for pools of purpose 'traffic' only, because connections of other pods are not in the kernel's table, got 'workloads'; state 'load' beside 'kernel', which is not compared with that table",
    ]);
    expect(onGoogle({ kernel, purpose: 'traffic', expectsPods: false })).toEqual([]);
    expect(onGoogle({ kernel: { profiles: kernel.profiles }, load: kernel.load })).toEqual([]);
  });
});

describe('requests and the load of a node', () => {
  const on = (load: PoolLoadInput) => onAws({ load });

  test('refuses more requests with a connection of their own than there are requests', () => {
    expect(on({ connections: 1, requestsPerSecond: 10, unpooledRequestsPerSecond: 11 })).toEqual([
      `${SUBJECT}'load.unpooledRequestsPerSecond' must be at most 'load.requestsPerSecond' (10), of which they are a part, got 11; correct one of them: 'requestsPerSecond' are all requests`,
    ]);
    expect(on({ connections: 1, requestsPerSecond: 10, unpooledRequestsPerSecond: 10 })).toEqual([]);
    expect(on({ connections: 1, unpooledRequestsPerSecond: 11 })).toEqual([]);
  });

  test('refuses a load of a node that states nothing', () => {
    expect(on({ connections: 1, perNode: {} })).toEqual([
      `${SUBJECT}'load.perNode' must state 'connections', 'requestsPerSecond' or both, got 'neither'; state what limits a node, or leave it out`,
    ]);
  });

  test('refuses requests of a node without the requests of the pool', () => {
    const perNode = { requestsPerSecond: 5 };
    expect(on({ connections: 1, perNode })).toEqual([
      `${SUBJECT}'load.requestsPerSecond' must be given where 'load.perNode.requestsPerSecond' is, got nothing; state the requests of the whole pool at its peak`,
    ]);
    expect(on({ connections: 1, perNode, requestsPerSecond: 5 })).toEqual([]);
  });
});

test('refuses a peak at no time of day and in no time zone', () => {
  const load = (peakAt: string, timeZone: string) => ({
    load: { connections: 1, day: { peakToTrough: 1, peakAt, timeZone } },
  });
  expect(onAws(load('24:00', 'CET'))).toEqual([
    `${SUBJECT}'load.day.peakAt' must be a time of day, hour and minute, got '24:00'; write it as '01:00', and midnight as '00:00'`,
    `${SUBJECT}'load.day.timeZone' must be 'UTC', or a continent or ocean and a place of the time zone database, got 'CET'; write it as 'Europe/Amsterdam'; offsets and abbreviations do not follow daylight saving, and nodes may lack other names`,
  ]);
  expect(onAws(load('00:00', 'Europe/Amsterdam'))).toEqual([]);
});
