import type { AwsGroupInput } from '../../../lib/specs/group/aws/aws-group-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { awsGroup, groupTracking, maximalGroups } from '../../fixtures/aws-group';
import { problemsOf } from '../problems-of';

const CLUSTER = "environment 'paas' > cluster 'main': ";
const GROUP = "environment 'paas' > cluster 'main' > group 'proxy': ";
const KMS_KEY = 'arn:aws:kms:eu-central-1:123456789012:key/6f1f1d9a-0000-4000-8000-000000000000';

function judged(groups: readonly AwsGroupInput[], pools = [awsPool()]): readonly string[] {
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ groups, pools })] }));
}

const told = (overrides: Partial<AwsGroupInput> = {}) => judged([awsGroup(overrides)]);

test('accepts the smallest group, and groups that state everything', () => {
  expect(told()).toEqual([]);
  expect(judged(maximalGroups(KMS_KEY))).toEqual([]);
});

describe('the name of a group', () => {
  test('must be a DNS label', () => {
    expect(told({ name: 'Proxy' })).toEqual([
      "environment 'paas' > cluster 'main' > group 'Proxy': 'name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'Proxy'; choose such a name",
    ]);
  });

  test('must be unique among the groups and the pools', () => {
    expect(judged([awsGroup(), awsGroup()])).toEqual([
      `${CLUSTER}'groups' must name every group once, got 'proxy'; remove or rename one of them`,
    ]);
    expect(told({ name: 'general' })).toEqual([
      `${CLUSTER}'groups' must not have the name of a pool, got 'general'; rename the group; both would have the same launch template`,
    ]);
  });

  test('must not be that of an Auto Scaling group of one zone', () => {
    const perZone = { scope: 'per-zone', min: 1, max: 2 } as const;
    expect(judged([awsGroup({ name: 'general-eu-central-1a' })], [awsPool({ size: perZone })])).toEqual([
      `${CLUSTER}'groups' must not be named like the pool 'general' and one of its zones, whose Auto Scaling group has that name, got 'general-eu-central-1a'; rename one of them`,
    ]);
    expect(judged([awsGroup({ size: perZone })], [awsPool(), awsPool({ name: 'proxy-eu-central-1b' })])).toEqual([
      `${CLUSTER}'pools' must not be named like the group 'proxy' and one of its zones, whose Auto Scaling group has that name, got 'proxy-eu-central-1b'; rename one of them`,
    ]);
    expect(judged([awsGroup({ name: 'general-eu-central-1d' })], [awsPool({ size: perZone })])).toEqual([]);
  });
});

test('a group is sized and placed by the rules of a pool', () => {
  expect(told({ size: { scope: 'total', min: 3, max: 2 }, zones: ['eu-central-1z'] })).toEqual([
    `${GROUP}'size.max' must be at least 'size.min' (3), got 2; raise max or lower min`,
    `${GROUP}'zones' must name zones of the network: eu-central-1a, eu-central-1b, eu-central-1c, got 'eu-central-1z'; correct it, or add the zone to the network`,
  ]);
});

test('the machines of a group count in the addresses of their subnets', () => {
  const size = { scope: 'per-zone', min: 1000, max: 1000 } as const;
  const [zone, ...others] = awsCluster().network.zones;
  if (zone === undefined) throw new Error('no zone');
  const network = { ...awsCluster().network, zones: [{ ...zone, privateCidr: '10.20.32.0/24' }, ...others] };
  const problems = problemsOf(
    awsEnvironment({
      clusters: [awsCluster({ network, groups: [awsGroup({ size, zones: [zone.zone] })] })],
    }),
  );
  // 10 percent more machines run while the group rolls.
  expect(problems).toEqual([
    `${CLUSTER}'network.zones.eu-central-1a.privateCidr' must hold 14 /28 blocks for pods: general 2 nodes x 7 = 14; and 1122 single addresses: 4 of AWS + 16 of the control plane + general 2 nodes x 1 = 2 + group proxy 1100 nodes x 1 = 1100, got '10.20.32.0/24 with 7 blocks in its reserved upper half, and in the lower half 128 addresses and 0 blocks that single addresses leave whole'; take a /20, or lower 'size.initial', or 'size.min' where no initial size is stated, or lower 'maxPods'`,
  ]);
});

describe('machine, image and disk', () => {
  test('the type must exist and boot today images', () => {
    expect(told({ machine: { type: 'large' } })).toEqual([
      `${GROUP}'machine.type' must be a machine type of AWS, got 'large'; write it as 'c6i.large'`,
    ]);
    expect(told({ machine: { type: 'mac2.metal' } })).toEqual([
      `${GROUP}'machine.type' must be a machine type on which the images of today boot, got 'mac2.metal'; take a newer generation; Macs and paravirtual machines need images and hosts of their own`,
    ]);
    expect(told({ machine: { type: 'g5.xlarge' } })).toEqual([]);
  });

  test('the image must be one version, for the processor of the machine', () => {
    expect(told({ image: { amiId: 'ami-1' } })).toEqual([
      `${GROUP}'image.amiId' must be an image id: 'ami-' and 17 hexadecimal digits, got 'ami-1'; copy it from the image`,
    ]);
    const path = (rest: string) => `/aws/service/ami-amazon-linux-latest/al2023-ami-${rest}`;
    const arm = path('2023.12.20260831.0-kernel-6.12-arm64');
    expect(told({ image: { ssmParameter: arm } })).toEqual([
      `${GROUP}'image.ssmParameter' must be an image for the machine's architecture, amd64, got '${arm}'; change the path or the machine`,
    ]);
    expect(told({ image: { ssmParameter: arm }, machine: { type: 'c7g.large' } })).toEqual([]);
    const floating = '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id';
    expect(told({ image: { ssmParameter: floating } })).toEqual([
      `${GROUP}'image.ssmParameter' must name one version of the image, got '${floating}'; replace the floating part by a version, because otherwise machines are replaced whenever a new image is published`,
    ]);
  });

  test('the disk must be one that EC2 creates', () => {
    expect(told({ disk: { device: '/dev/xvda', sizeGib: 8, iops: 4001, throughputMibps: 1001 } })).toEqual([
      `${GROUP}'disk.iops' must be at most 500 for each GiB of the disk, 4000 for 8 GiB, got 4001; lower it, or take 9 GiB`,
      `${GROUP}'disk.throughputMibps' must be at most a quarter of the disk's IOPS, 1000 MiB/s for 4001 IOPS, got 1001; lower it, or take 4004 IOPS`,
    ]);
    expect(told({ disk: { device: '/dev/xvda', sizeGib: 8, iops: 4000, throughputMibps: 1000 } })).toEqual([]);
  });

  test('a key that is granted must be named by itself', () => {
    const alias = 'arn:aws:kms:eu-central-1:123456789012:alias/disks';
    const disk = { device: '/dev/xvda', sizeGib: 8 } as const;
    expect(told({ disk: { ...disk, kmsKey: { arn: alias, access: 'grant' } } })).toEqual([
      `${GROUP}'disk.kmsKey.arn' must be the ARN of a key and not of an alias, got '${alias}'; copy it from the key: KMS creates grants on keys only`,
    ]);
    expect(told({ disk: { ...disk, kmsKey: { arn: alias, access: 'granted' } } })).toEqual([]);
  });
});

describe('files and commands', () => {
  test.each(['etc/proxy.cfg', '/etc/', '/etc/../proxy', '/etc//proxy', '/a\nb'])('refuse the path %j', (path) => {
    const shown = path.replace('\n', '\\n');
    expect(told({ files: { [path]: { content: '' } } })).toEqual([
      `${GROUP}'files.${shown}' must be the absolute path of a file, got '${shown}'; write it as '/etc/haproxy/haproxy.cfg'`,
    ]);
  });

  test.each(['644', '0o644', '0844'])('refuse the mode %j', (mode) => {
    expect(told({ files: { '/etc/proxy.d/..cfg': { content: '', mode } } })).toEqual([
      `${GROUP}'files./etc/proxy.d/..cfg.mode' must be four octal digits, got '${mode}'; write it as '0644', because cloud-init reads other forms as other numbers`,
    ]);
  });

  test('accept a path with dots, and a set-user-id mode', () => {
    expect(told({ files: { '/etc/proxy.d/..cfg': { content: '', mode: '4755' } } })).toEqual([]);
  });

  test('refuse a command without a program', () => {
    expect(told({ commands: [['reboot'], []] })).toEqual([
      `${GROUP}'commands[1]' must begin with the name of a program, got []; write it as ['systemctl', 'enable', '--now', 'haproxy']`,
    ]);
  });
});

describe('ports', () => {
  test('must be open to somebody, once, and by ranges that exist', () => {
    const ports = [
      { port: 80, from: [] },
      { port: 443, from: ['nodes', 'nodes', '10.0.0.1/8'] },
      { port: 443, protocol: 'tcp', from: ['10.0.0.0/8'] },
    ] as const;
    expect(told({ ports })).toEqual([
      `${GROUP}'ports' must name every pair of port and protocol once, got '443/tcp'; remove or rename one of them`,
      `${GROUP}'ports[0].from' must name at least one range, got []; name ranges, or 'nodes' for the nodes of the cluster`,
      `${GROUP}'ports[1].from' must name every range once, got 'nodes'; remove or rename one of them`,
      expect.stringMatching(/^.*'ports\[1\]\.from' must .* got '10\.0\.0\.1\/8'; /),
    ]);
  });

  test('may be open over two protocols', () => {
    const from = ['0.0.0.0/0'];
    expect(
      told({
        ports: [
          { port: 443, from },
          { port: 443, protocol: 'udp', from },
        ],
      }),
    ).toEqual([]);
  });

  test('must fit into the rules of a security group', () => {
    const ranges = (count: number) => Array.from({ length: count }, (_, index) => `10.${index}.0.0/16`);
    const ports = (count: number) => [
      { port: 80, from: ranges(30) },
      { port: 81, from: ranges(count) },
    ];
    expect(told({ ports: ports(31) })).toEqual([
      `${GROUP}'ports' must have at most 60 ranges together, because a security group has no more rules, got '30 + 31 = 61 ranges'; join neighbouring ranges`,
    ]);
    expect(told({ ports: ports(30) })).toEqual([]);
  });
});

describe('rollout and scaling', () => {
  test('a rollout is judged as that of a pool', () => {
    expect(told({ rollout: { checkpointPercentages: [50], alarmNames: [''] } })).toEqual([
      `${GROUP}'rollout.checkpointPercentages' must be whole percentages from 1 to 100 in ascending order, the last one 100, got [50]; write them as [20, 50, 100], because otherwise the machines above the last percentage are never replaced`,
      `${GROUP}'rollout.alarmNames' must hold names of 1 to 255 characters, got ''; remove it`,
    ]);
  });

  test('target tracking is judged as that of a pool', () => {
    const scaling = { ...groupTracking(), readySeconds: 299 };
    expect(told({ size: { scope: 'total', min: 2, max: 9 }, scaling })).toEqual([
      `${GROUP}'scaling.readySeconds' must be at least 'rollout.warmupSeconds' (300), the time of boot, join and tuning, got 299; raise it, or lower 'rollout.warmupSeconds'`,
    ]);
    const cpu = { kind: 'target-tracking', signals: [{ kind: 'cpu', percent: 50 }] } as const;
    expect(told({ size: { scope: 'total', min: 0, max: 9 }, scaling: cpu })).toEqual([
      `${GROUP}'size.min' must be at least 1 where scaling is 'target-tracking' and every signal is measured on the group's own machines, got 0; raise it, or add a metric with 'dimensions' of its own; an empty group has no value of these signals and would stay empty`,
    ]);
  });

  test('a warm pool and the cluster autoscaler are none of a group', () => {
    const warm = { ...groupTracking(), warmPool: { nodes: 1 } };
    expect(told({ size: { scope: 'total', min: 2, max: 9 }, scaling: warm })[0]).toContain(
      "'scaling.warmPool' must be a known property",
    );
    const scaling = { kind: 'cluster-autoscaler' } as unknown as AwsGroupInput['scaling'];
    expect(told(scaling === undefined ? {} : { scaling })).toEqual([
      `${GROUP}'scaling.kind' must be one of 'fixed', 'target-tracking', got 'cluster-autoscaler'; choose one of them`,
    ]);
  });
});
