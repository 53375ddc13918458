import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { TargetTrackingScalingInput } from '../../../../lib/specs/scaling/scaling-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const POOL = "environment 'paas' > cluster 'main' > pool 'general': ";
const cpu = { kind: 'cpu', percent: 60 } as const;
const metric = { kind: 'metric', namespace: 'Edge', name: 'Connections', target: 100, writtenBy: 'proxy' } as const;

const PROXY = { name: 'proxy', namespace: 'keelson-system', kind: 'daemon', pools: ['general'] } as const;

interface Overrides {
  readonly pool?: Partial<AwsNodePoolInput>;
  readonly aws?: Partial<AwsNodePoolInput['aws']>;
}

function told(scaling: Partial<TargetTrackingScalingInput> = {}, { pool = {}, aws = {} }: Overrides = {}) {
  const base = awsPool({ scaling: { kind: 'target-tracking', signals: [cpu], ...scaling }, ...pool });
  const pools = [{ ...base, aws: { ...base.aws, ...aws } }, awsPool({ name: 'system', purpose: 'system' })];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [PROXY] })] }));
}

test('accepts a group that follows its CPU and a metric', () => {
  expect(told({ signals: [cpu, metric], predictive: 'on', readySeconds: 300 })).toEqual([]);
});

test('refuses target tracking on a managed node group', () => {
  expect(told({ signals: [] }, { aws: { management: 'managed-node-group' } })).toEqual([
    `${POOL}'scaling.kind' must not be 'target-tracking' on a managed node group, because EKS sets the group's size itself, got 'target-tracking'; use 'cluster-autoscaler', or management 'self-managed'`,
  ]);
});

describe('signals', () => {
  test('must be at least one', () => {
    expect(told({ signals: [] })).toEqual([
      `${POOL}'scaling.signals' must name 1 to 50 signals, got 0; name one, as { kind: 'cpu', percent: 60 }`,
    ]);
  });

  test('must be at most as many as a group has policies, among which the forecast counts', () => {
    const metrics = (count: number) => Array.from({ length: count }, (_, index) => ({ ...metric, name: `m${index}` }));
    expect(told({ signals: metrics(51) })).toEqual([
      `${POOL}'scaling.signals' must name 1 to 50 signals, got 51; remove some`,
    ]);
    expect(told({ signals: metrics(50) })).toEqual([]);
    expect(told({ signals: [cpu, ...metrics(49)], predictive: 'on' })).toEqual([
      `${POOL}'scaling.signals' must name 1 to 49 signals, got 50; remove some`,
    ]);
    expect(told({ signals: [cpu, ...metrics(48)], predictive: 'on' })).toEqual([]);
  });

  test('must differ from each other', () => {
    expect(told({ signals: [cpu, { ...cpu, percent: 70 }, metric, { ...metric, target: 7 }] })).toEqual([
      `${POOL}'scaling.signals' must name every signal once, got 'cpu'; remove one of them`,
      `${POOL}'scaling.signals' must name every signal once, got 'Edge Connections'; remove one of them`,
    ]);
    expect(told({ signals: [metric, { ...metric, dimensions: { Site: 'a' } }, { ...metric, name: 'Other' }] })).toEqual(
      [],
    );
  });

  test('must have a target above 0', () => {
    expect(told({ signals: [{ ...metric, target: 0 }] })).toEqual([
      `${POOL}'scaling.signals[0].target' must be above 0, got 0; state the value that one machine should have`,
    ]);
  });

  test.each([':Edge', '', 'a'.repeat(256), 'Größe'])(
    'must be in a namespace that CloudWatch accepts: %j',
    (namespace) => {
      expect(told({ signals: [{ ...metric, namespace }] })).toEqual([
        `${POOL}'scaling.signals[0].namespace' must be 1 to 255 letters, digits, blanks or '.-_/#:', the first one no colon, got '${namespace}'; copy it from CloudWatch`,
      ]);
    },
  );

  test.each(['', ' ', 'Verbindungen für Knoten'])('must have a name that CloudWatch accepts: %j', (name) => {
    expect(told({ signals: [{ ...metric, name }] })).toEqual([
      `${POOL}'scaling.signals[0].name' must be 1 to 255 printable characters of ASCII, got '${name}'; copy it from CloudWatch`,
    ]);
  });

  test('must have dimensions that CloudWatch accepts', () => {
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`d${index}`, 'x']));
    expect(told({ signals: [{ ...metric, dimensions: many }] })).toEqual([
      `${POOL}'scaling.signals[0].dimensions' must hold at most 30 dimensions, got 31; remove some`,
    ]);
    expect(told({ signals: [{ ...metric, dimensions: { ':Site': 'a', Site: '' } }] })).toEqual([
      `${POOL}'scaling.signals[0].dimensions.:Site' must have a name of 1 to 255 printable characters of ASCII, the first one no colon, got ':Site'; copy it from CloudWatch`,
      `${POOL}'scaling.signals[0].dimensions.Site' must be 1 to 1024 printable characters of ASCII, got ''; copy it from CloudWatch`,
    ]);
    const queue = { ...metric, namespace: 'AWS/SQS', name: 'Waiting now', dimensions: { QueueName: 'orders' } };
    expect(told({ signals: [queue] })).toEqual([]);
  });
});

test('accepts any writer of a metric with dimensions of its own, and for the metric of the machines a workload only', () => {
  const other = { ...metric, writtenBy: 'nobody' };
  expect(told({ signals: [{ ...other, dimensions: { QueueName: 'orders' } }] })).toEqual([]);
  expect(told({ signals: [other] })).toEqual([
    `${POOL}'scaling.signals[0].writtenBy' must name a workload of the cluster that runs on this pool, got 'nobody'; add the pool to that workload, or correct the name; a metric that nobody writes scales nothing`,
  ]);
});

test('refuses a metric whose name or dimension Terraform would evaluate', () => {
  const literal = "must hold neither '${' nor '%{', which Terraform would evaluate";
  const remedy = 'rename the metric or its dimension';
  expect(told({ signals: [{ ...metric, name: 'a${b}', dimensions: { Site: '%{c}', Price: '$5' } }] })).toEqual([
    `${POOL}'scaling.signals[0].name' ${literal}, got 'a\${b}'; ${remedy}`,
    `${POOL}'scaling.signals[0].dimensions.Site' ${literal}, got 'Site=%{c}'; ${remedy}`,
  ]);
});

test('accepts a metric that EC2 itself writes for the group, whoever is named as its writer', () => {
  const traffic = { ...metric, namespace: 'AWS/EC2', name: 'NetworkIn', writtenBy: 'ec2' };
  expect(told({ signals: [traffic] })).toEqual([]);
});

test('refuses a metric of another service of AWS without dimensions, because it has no value for a group', () => {
  const queue = { ...metric, namespace: 'AWS/SQS', name: 'ApproximateNumberOfMessagesVisible' };
  expect(told({ signals: [queue] })).toEqual([
    `${POOL}'scaling.signals[0].dimensions' must be given in the namespace 'AWS/SQS', which has no values of an Auto Scaling group, got nothing; copy them from CloudWatch, as { QueueName: 'orders' }; only AWS writes below 'AWS/'`,
  ]);
});

test('refuses a forecast without the CPU', () => {
  expect(told({ signals: [metric], predictive: 'forecast-only' })).toEqual([
    `${POOL}'scaling.predictive' must be 'off' where no signal is 'cpu', because the forecast is one of the CPU, got 'forecast-only'; add the signal 'cpu', or leave it out`,
  ]);
  expect(told({ signals: [metric] })).toEqual([]);
});

describe('a least size of 0', () => {
  const size = { scope: 'total', min: 0, max: 6 } as const;

  test("is refused where only the group's own machines have values, because the group would stay empty", () => {
    expect(told({ signals: [cpu, metric] }, { pool: { size } })).toEqual([
      `${POOL}'size.min' must be at least 1 where scaling is 'target-tracking' and every signal is measured on the group's own machines, got 0; raise it, or add a metric with 'dimensions' of its own; an empty group has no value of these signals and would stay empty`,
    ]);
    expect(told({ signals: [cpu, { ...metric, dimensions: { QueueName: 'orders' } }] }, { pool: { size } })).toEqual(
      [],
    );
  });

  test('is refused for a system pool, whatever it follows', () => {
    const signals = [{ ...metric, dimensions: { QueueName: 'orders' } }];
    expect(told({ signals }, { pool: { size, purpose: 'system' } })).toEqual([
      `${POOL}'size.min' must be at least 1 where scaling is 'target-tracking' and the purpose 'system', got 0; raise it, because the targets know nothing of the add-ons that need a node`,
    ]);
    expect(told({ signals }, { pool: { size: { ...size, min: 1 }, purpose: 'system' } })).toEqual([]);
  });
});

test('refuses that the metrics of a machine count before the machine is warm', () => {
  expect(told({ readySeconds: 299 })).toEqual([
    `${POOL}'scaling.readySeconds' must be at least 'aws.rollout.warmupSeconds' (300), the time of boot, join and tuning, got 299; raise it, or lower 'aws.rollout.warmupSeconds'`,
  ]);
  expect(told({ readySeconds: 240 }, { aws: { rollout: { warmupSeconds: 240 } } })).toEqual([]);
});

describe('a warm pool', () => {
  const warmPool = { nodes: 2 };
  const bottlerocket = { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  const ubuntu = { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' } } as const;

  test('is accepted on Bottlerocket', () => {
    expect(told({ warmPool }, { aws: { image: bottlerocket } })).toEqual([]);
  });

  test('is refused where a node joins at its first boot', () => {
    expect(told({ warmPool })).toEqual([
      `${POOL}'scaling.warmPool' must be absent on 'al2023': nodeadm joins at the first boot, before the instance is stopped, and its node would stay NotReady, got {"nodes":2}; leave it out, or take the family 'bottlerocket'`,
    ]);
    expect(told({ warmPool }, { aws: { image: ubuntu } })).toEqual([
      `${POOL}'scaling.warmPool' must be absent on 'ubuntu': the node joins at the first boot, before the instance is stopped, and would stay NotReady, got {"nodes":2}; leave it out, or take the family 'bottlerocket'`,
    ]);
  });

  test('is refused beside spot instances', () => {
    const capacity = { kind: 'mixed', alternativeTypes: ['m6a.xlarge'] } as const;
    expect(told({ warmPool }, { aws: { image: bottlerocket, capacity } })).toEqual([
      `${POOL}'scaling.warmPool' must be absent where 'aws.capacity' is 'mixed': Auto Scaling stops no spot instances, got {"nodes":2}; leave it out, or buy one machine type on demand`,
    ]);
  });
});

test('refuses a grace that a removed node does not give its pods, because the group removes nodes without a drain', () => {
  const pods = (drainSeconds: number, scalesIn = true) => {
    const pools = [
      awsPool({
        scaling: { kind: 'target-tracking', signals: [cpu], scalesIn },
        aws: { ...awsPool().aws, gracefulShutdown: { totalSeconds: 90 } },
      }),
      awsPool({ name: 'system', purpose: 'system' }),
    ];
    const container = { image: 'registry.example.com/shop/api:1', port: 8080, cpu: '100m', memory: '64Mi' };
    const health = { kind: 'tcp' } as const;
    const api = {
      name: 'api',
      namespace: 'keelson-system',
      kind: 'deployment',
      pools: ['general'],
      replicas: 2,
    } as const;
    return problemsOf(
      awsEnvironment({
        clusters: [awsCluster({ pools, workloads: [{ ...api, container, health, shutdown: { drainSeconds } }] })],
      }),
    );
  };
  expect(pods(51)).toEqual([
    "environment 'paas' > cluster 'main' > workload 'api': 'shutdown' must end within the 70 s that the shutdown of the node gives pods of pool 'general' (90 s - 20 s for critical pods): the group removes nodes without a drain ('target-tracking'), got 'endpoint lag 15 + drain 51 + margin 5 = 71 s'; shorten its members by 1 s, or raise 'aws.gracefulShutdown.totalSeconds' to 91",
  ]);
  expect(pods(50)).toEqual([]);
  expect(pods(51, false)).toEqual([expect.stringContaining('the group replaces nodes without a drain')]);
});

describe('schedules', () => {
  const evening = { name: 'evening', window: { days: 'every-day', start: '18:00', end: '23:30' }, min: 4 } as const;

  test('are judged with the sizes of the pool', () => {
    expect(told({ schedules: [{ ...evening, min: 7 }] })).toEqual([
      `${POOL}'scaling.schedules[0].min' must be above 'size.min', 2, and at most 'size.max', 6, got 7; raise 'size.max'`,
    ]);
    expect(told({ schedules: [{ ...evening, min: 6 }] })).toEqual([]);
  });

  test('have one time zone', () => {
    const other = { ...evening, name: 'other', window: { ...evening.window, timeZone: 'Europe/Berlin' } };
    expect(told({ schedules: [evening, other] })).toEqual([
      `${POOL}'scaling.schedules' must have one time zone on AWS, got ["UTC","Europe/Berlin"]; write all windows in one of them, because an end must restore what other windows still ask for`,
    ]);
    const same = { ...evening, name: 'other' };
    expect(told({ schedules: [evening, same] })).toEqual([]);
  });
});
