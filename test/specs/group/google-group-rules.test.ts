import type { GoogleGroupInput } from '../../../lib/specs/group/google/google-group-input';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { googleGroup, groupLoop, maximalGoogleGroups } from '../../fixtures/google-group';
import { problemsOf } from '../problems-of';

const CLUSTER = "environment 'streaming' > cluster 'main': ";
const GROUP = "environment 'streaming' > cluster 'main' > group 'proxy': ";
const KMS_KEY = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/groups';
const IMAGE = 'projects/example-images/global/images/';

function judged(groups: readonly GoogleGroupInput[]): readonly string[] {
  return problemsOf(googleEnvironment({ clusters: [googleCluster({ groups })] }));
}

const told = (overrides: Partial<GoogleGroupInput> = {}) => judged([googleGroup(overrides)]);

test('accepts the smallest group, and groups that state everything', () => {
  expect(told()).toEqual([]);
  expect(judged(maximalGoogleGroups(KMS_KEY))).toEqual([]);
});

describe('the name of a group', () => {
  test('must be a DNS label', () => {
    expect(told({ name: 'Proxy' })).toEqual([
      "environment 'streaming' > cluster 'main' > group 'Proxy': 'name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'Proxy'; choose such a name",
    ]);
  });

  test('must be unique among the groups and the pools', () => {
    expect(judged([googleGroup(), googleGroup()])).toEqual([
      `${CLUSTER}'groups' must name every group once, got 'proxy'; remove or rename one of them`,
    ]);
    expect(told({ name: 'core' })).toEqual([
      `${CLUSTER}'groups' must not have the name of a pool, got 'core'; rename the group; both would have the same network tag, and the ports of the group would be open on the nodes`,
    ]);
    expect(told({ name: 'core-europe-west4-a' })).toEqual([]);
  });
});

describe('size and zones', () => {
  test('are judged by the rules of a pool', () => {
    expect(told({ size: { scope: 'total', min: 3, max: 2 }, zones: ['europe-west4-z'] })).toEqual([
      `${GROUP}'size.max' must be at least 'size.min' (3), got 2; raise max or lower min`,
      `${GROUP}'zones' must name zones of the network: europe-west4-a, europe-west4-b, europe-west4-c, got 'europe-west4-z'; correct it, or add the zone to the network`,
    ]);
  });

  test('may not give the group more machines than a regional group has', () => {
    expect(told({ size: { scope: 'per-zone', min: 1, max: 667 } })).toEqual([
      `${GROUP}'size.max' must give the group at most 2000 machines, because a regional instance group has no more, got '667 x 3 zones = 2001'; lower it, or make a second group`,
    ]);
    expect(told({ size: { scope: 'per-zone', min: 1, max: 666 } })).toEqual([]);
  });

  test('count in the addresses of the range of the nodes, while the group rolls', () => {
    const network = { ...googleCluster().network, nodeCidr: '10.40.0.0/27' };
    const size = { scope: 'per-zone', min: 4, max: 4 } as const;
    const with_ = (maxSurge: number) =>
      problemsOf(
        googleEnvironment({
          clusters: [googleCluster({ network, groups: [googleGroup({ size, rollout: { maxSurge } })] })],
        }),
      );
    expect(with_(1)).toEqual([
      `${CLUSTER}'network.nodeCidr' must hold 33 addresses: 4 of Google + 8 for internal balancers + core 6 + group proxy 15, got '10.40.0.0/27 with 32'; take a /26, or lower 'size.initial', or 'size.min' where no initial size is stated`,
    ]);
    const smaller = { scope: 'per-zone', min: 3, max: 4 } as const;
    const cluster = googleCluster({ network, groups: [googleGroup({ size: smaller })] });
    expect(problemsOf(googleEnvironment({ clusters: [cluster] }))).toEqual([]);
  });
});

describe('machine, image and disk', () => {
  test.each([
    ['standard', "be a machine type of Google Cloud, got 'standard'; write it as 'n2-standard-4'"],
    [
      'c3-standard-192-metal',
      "be a virtual machine without accelerators, got 'c3-standard-192-metal'; take another type; bare metal and accelerators start, move and are secured in another way",
    ],
    [
      'g2-standard-4',
      "be a virtual machine without accelerators, got 'g2-standard-4'; take another type; bare metal and accelerators start, move and are secured in another way",
    ],
  ])('refuse the type %s', (type, rest) => {
    expect(told({ machine: { type } })).toEqual([`${GROUP}'machine.type' must ${rest}`]);
  });

  test('refuse a custom type that its family does not offer', () => {
    expect(told({ machine: { type: 'n2-custom-3-4096' } })[0]).toContain(
      "'machine.type' must state a number of vCPUs that custom types of 'n2' have",
    );
    expect(told({ machine: { type: 'n2-custom-4-8192' } })).toEqual([]);
  });

  test('refuse a family of images, and what is no image', () => {
    expect(told({ image: { name: `${IMAGE}family/proxy` } })).toEqual([
      `${GROUP}'image.name' must name one version of the image and no family, got '${IMAGE}family/proxy'; replace the family by a name, because otherwise machines differ by the day on which they start`,
    ]);
    expect(told({ image: { name: 'proxy-20261101' } })).toEqual([
      `${GROUP}'image.name' must be the name of an image: 'projects/P/global/images/NAME', got 'proxy-20261101'; copy it from the image`,
    ]);
    expect(told({ image: { name: 'projects/example.com:images/global/images/proxy' } })).toEqual([]);
  });

  test('refuse a disk from which the machine does not boot', () => {
    const n4 = { machine: { type: 'n4-standard-4' } };
    expect(told({ ...n4, disk: { sizeGib: 20, type: 'pd-ssd' } })).toEqual([
      `${GROUP}'disk.type' must be 'hyperdisk-balanced' for 'n4-standard-4', by the table of 2026-11, got 'pd-ssd'; choose one of these, because machines of the family 'n4' cannot boot from another`,
    ]);
    expect(told({ ...n4, disk: { sizeGib: 20 } })).toEqual([]);
  });

  test('refuse an unstated disk of a family that is newer than the table', () => {
    const newer = { machine: { type: 'x9-standard-4' } };
    expect(told(newer)).toEqual([
      `${GROUP}'disk.type' must be stated for 'x9-standard-4', because the table of 2026-11 does not list the family 'x9', got nothing; state the type from which its machines can boot: most new families have 'hyperdisk-balanced' only`,
    ]);
    expect(told({ ...newer, disk: { sizeGib: 20, type: 'hyperdisk-balanced' } })).toEqual([]);
  });

  test('refuse a key of another region', () => {
    const key = (name: string) => told({ disk: { sizeGib: 20, kmsKey: { name, access: 'granted' } } });
    const other = KMS_KEY.replace('europe-west4', 'europe-west1');
    expect(key(other)).toEqual([
      `${GROUP}'disk.kmsKey.name' must be a key of the region europe-west4, got '${other}'; name a key of this region, because a key can only be used in its own region`,
    ]);
    expect(key('groups')).toEqual([
      `${GROUP}'disk.kmsKey.name' must be the resource name of a Cloud KMS key: 'projects/P/locations/L/keyRings/R/cryptoKeys/K', got 'groups'; copy it from the key`,
    ]);
    expect(key(KMS_KEY)).toEqual([]);
  });

  test('the content of a file may be as long as the metadata holds', () => {
    const content = (length: number) => told({ files: { '/a': { content: 'x'.repeat(length) } } });
    expect(content(196_609)).toEqual([
      `${GROUP}'files./a.content' must have at most 196608 characters, got '196609 characters'; shorten it`,
    ]);
    expect(content(100_000)).toEqual([]);
  });
});

test('files, commands and ports are judged as on AWS', () => {
  const wrong = {
    files: { 'etc/proxy.cfg': { content: '', mode: '644' } },
    commands: [[]],
    ports: [{ port: 443, from: [] }],
  };
  expect(told(wrong)).toEqual([
    `${GROUP}'files.etc/proxy.cfg' must be the absolute path of a file, got 'etc/proxy.cfg'; write it as '/etc/haproxy/haproxy.cfg'`,
    `${GROUP}'files.etc/proxy.cfg.mode' must be four octal digits, got '644'; write it as '0644', because cloud-init reads other forms as other numbers`,
    `${GROUP}'commands[0]' must begin with the name of a program, got []; write it as ['systemctl', 'enable', '--now', 'haproxy']`,
    `${GROUP}'ports[0].from' must name at least one range, got []; name ranges, or 'nodes' for the nodes of the cluster`,
  ]);
});

test('the ranges of a port must fit into one firewall rule', () => {
  const ports = (count: number) => [
    { port: 443, from: Array.from({ length: count }, (_, index) => `10.${index % 256}.${index >> 8}.0/24`) },
  ];
  expect(told({ ports: ports(257) })).toEqual([
    `${GROUP}'ports[0].from' must have at most 256 ranges, because the port has one firewall rule, got '257 ranges'; join neighbouring ranges`,
  ]);
  expect(told({ ports: ports(256) })).toEqual([]);
});

test('a rollout must be able to begin', () => {
  expect(told({ rollout: { maxSurge: 0 } })).toEqual([
    `${GROUP}'rollout' must have a 'maxSurge' or a 'maxUnavailable' above 0, got {"maxSurge":0,"maxUnavailable":0}; raise one of them, because a roll could otherwise never begin`,
  ]);
  expect(told({ rollout: { maxSurge: 0, maxUnavailable: 1 } })).toEqual([]);
});

describe('health', () => {
  test('a check must end before the next one begins', () => {
    expect(told({ health: { kind: 'tcp', port: 443, intervalSeconds: 5, timeoutSeconds: 6 } })).toEqual([
      `${GROUP}'health.timeoutSeconds' must be at most 'health.intervalSeconds' (5), got 6; lower it, or raise the interval`,
    ]);
    expect(told({ health: { kind: 'tcp', port: 443, intervalSeconds: 5, timeoutSeconds: 5 } })).toEqual([]);
  });

  test.each(['healthz', '/a b', '/a#b', '/${a}'])('refuses the path %j', (path) => {
    expect(told({ health: { kind: 'http', port: 8404, path } })).toEqual([
      `${GROUP}'health.path' must be a path in the signs of a URL that begins with '/', at most 1024 characters, got '${path}'; write it as '/healthz'`,
    ]);
  });

  test('refuses a path that is too long, and accepts one with a query', () => {
    expect(told({ health: { kind: 'http', port: 8404, path: `/${'a'.repeat(1024)}` } })[0]).toContain(
      "at most 1024 characters, got '/aaa",
    );
    expect(told({ health: { kind: 'http', port: 8404, path: `/${'a'.repeat(1023)}` } })).toEqual([]);
    expect(told({ health: { kind: 'http', port: 8404, path: '/healthz?full=1' } })).toEqual([]);
  });

  test.each(['port', 'initialDelaySeconds'])('refuses a %s out of its range', (member) => {
    const health = { kind: 'tcp', port: 443, [member]: 70_000 } as const;
    expect(told({ health })[0]).toContain(`'health.${member}' must be`);
  });
});

describe('scaling', () => {
  const cpu = { kind: 'cpu', percent: 60 } as const;
  const scaled = (overrides: Parameters<typeof groupLoop>[0], size: Partial<GoogleGroupInput['size']> = {}) =>
    told({ size: { scope: 'total', min: 2, max: 9, ...size }, scaling: groupLoop(overrides) });

  test('is judged as that of a pool', () => {
    expect(scaled({ signals: [] })).toEqual([
      `${GROUP}'scaling.signals' must have exactly one signal of the kind 'cpu', from which it forecasts, got '0 signals'; add { kind: 'cpu', percent: 60 }, or 90 where another signal shall decide; keelson could not remove a target later`,
    ]);
    expect(scaled({ scaleIn: { percent: 10, nodes: 1, withinSeconds: 600 } })).toEqual([
      `${GROUP}'scaling.scaleIn' must have exactly one of 'percent' and 'nodes', got 'percent and nodes'; keep one of them`,
    ]);
    const metric = { kind: 'metric', type: 'kubernetes.io/node/cpu', perNode: 1, writtenBy: 'x' } as const;
    expect(scaled({ signals: [cpu, metric] })).toEqual([
      `${GROUP}'scaling.signals[1].type' must be a metric of machines, with series of the resource 'gce_instance', got 'kubernetes.io/node/cpu'; write one of your own below 'custom.googleapis.com'; the autoscaler cannot read those below 'kubernetes.io/'`,
    ]);
    expect(scaled({})).toEqual([]);
  });

  test('schedules stay between the least and the largest size', () => {
    expect(scaled({}, { max: 3 })).toEqual([
      `${GROUP}'scaling.schedules[0].min' must be above 'size.min', 2, and at most 'size.max', 3, got 4; raise 'size.max'`,
    ]);
  });

  test('an empty group would stay empty', () => {
    expect(scaled({}, { min: 0 })).toEqual([
      `${GROUP}'size.min' must be at least 1 where scaling is 'instance-group', because the signals come from running machines, got 0; raise it; an empty group would stay empty`,
    ]);
    expect(told({ size: { scope: 'total', min: 0, max: 9 } })).toEqual([]);
  });

  test('needs no reason, because Google supports it, and knows no balancer yet', () => {
    const reason = { ...groupLoop(), unsupportedBecause: 'x' };
    expect(told({ size: { scope: 'total', min: 2, max: 9 }, scaling: reason })[0]).toContain(
      "'scaling.unsupportedBecause' must be a known property",
    );
    const balancer = { kind: 'balancer', percent: 60 } as unknown as typeof cpu;
    expect(scaled({ signals: [cpu, balancer] })).toEqual([
      `${GROUP}'scaling.signals[1].kind' must be one of 'cpu', 'metric', got 'balancer'; choose one of them`,
    ]);
  });
});

test('a pool and a group of other names share nothing', () => {
  const pools = [googlePool(), googlePool({ name: 'edge' })];
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ pools, groups: [googleGroup()] })] }))).toEqual([]);
});
