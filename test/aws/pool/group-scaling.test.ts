import { AwsNodePool } from '../../../lib/aws/pool/aws-node-pool';
import type { ControllersInput } from '../../../lib/specs/cluster/controllers/controllers-input';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { TargetTrackingScalingInput } from '../../../lib/specs/scaling/scaling-input';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';
import { onlyResource, synthesizePool } from './pool-stack';

const bottlerocket = { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } as const;
const cpu = { kind: 'cpu', percent: 55 } as const;
const connections = {
  kind: 'metric',
  namespace: 'Edge',
  name: 'ConnectionsPerNode',
  target: 20_000,
  writtenBy: 'api',
} as const;

interface Overrides {
  readonly pool?: Partial<AwsNodePoolInput>;
  readonly aws?: Partial<AwsNodePoolInput['aws']>;
  readonly controllers?: ControllersInput;
}

function synthesize(scaling: Partial<TargetTrackingScalingInput> = {}, { pool, aws, controllers }: Overrides = {}) {
  const spec = awsPoolSpec(
    { ...pool, scaling: { kind: 'target-tracking', signals: [cpu], ...scaling } },
    aws,
    controllers,
  );
  return synthesizePool(spec, (scope, props) => void new AwsNodePool(scope, 'pool-general', props));
}

function policies(stack: ReturnType<typeof synthesize>): readonly Record<string, unknown>[] {
  const all = Object.values(stack['resource']?.['aws_autoscaling_policy'] ?? {});
  return all.map(({ '//': _, ...policy }) => policy);
}

describe('the policies of a group that scales itself', () => {
  test('keep the CPU near its target, and count a machine once it is warm', () => {
    expect(policies(synthesize())).toEqual([
      {
        name: 'cpu',
        autoscaling_group_name: expect.stringMatching(/^\$\{aws_autoscaling_group\.[\w-]+\.name\}$/),
        policy_type: 'TargetTrackingScaling',
        estimated_instance_warmup: 300,
        target_tracking_configuration: {
          target_value: 55,
          disable_scale_in: false,
          predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' },
        },
      },
    ]);
  });

  test("follow a metric of the group's own machines, by the group's name", () => {
    const [policy] = policies(synthesize({ signals: [connections], readySeconds: 420, scalesIn: false }));
    expect(policy).toMatchObject({
      name: expect.stringMatching(/^metric-ConnectionsPerNode-[0-9a-f]{6}$/),
      estimated_instance_warmup: 420,
      target_tracking_configuration: {
        target_value: 20_000,
        disable_scale_in: true,
        customized_metric_specification: {
          namespace: 'Edge',
          metric_name: 'ConnectionsPerNode',
          statistic: 'Average',
          metric_dimension: [
            { name: 'AutoScalingGroupName', value: expect.stringMatching(/^\$\{aws_autoscaling_group\./) },
          ],
        },
      },
    });
  });

  test('follow a metric by its own dimensions in the order of their names, or without any', () => {
    const queue = {
      ...connections,
      namespace: 'AWS/SQS',
      name: 'Waiting',
      dimensions: { Zone: 'a', QueueName: 'orders' },
    };
    const found = policies(synthesize({ signals: [queue, { ...queue, dimensions: {} }] }));
    const texts = found.map((policy) => JSON.stringify(policy).match(/"metric_dimension":(\[.*?\])/)?.[1] ?? '');
    expect(texts.sort()).toEqual(['[]', '[{"name":"QueueName","value":"orders"},{"name":"Zone","value":"a"}]']);
    expect(new Set(found.map(({ name }) => name)).size).toBe(2);
  });

  test('have names that depend neither on the order of the signals nor on their targets', () => {
    const names = (signals: TargetTrackingScalingInput['signals']) =>
      policies(synthesize({ signals })).map(({ name }) => name);
    const changed = [
      { ...connections, target: 5, statistic: 'Maximum' },
      { ...cpu, percent: 70 },
    ] as const;
    expect(names(changed)).toEqual(names([cpu, connections]));
  });

  test('belong to each group of its own where sizes are counted per zone', () => {
    const stack = synthesize({}, { pool: { size: { scope: 'per-zone', min: 1, max: 3 } } });
    const groups = policies(stack).map((policy) => policy['autoscaling_group_name']);
    expect(new Set(groups).size).toBe(3);
  });

  test('include no forecast unless the pool asks for one', () => {
    expect(policies(synthesize({ predictive: 'off' })).map(({ name }) => name)).toEqual(['cpu']);
  });

  test.each([
    ['forecast-only', 'ForecastOnly'],
    ['on', 'ForecastAndScale'],
  ] as const)('include a forecast of the CPU where the pool asks for it: %s', (predictive, mode) => {
    const forecast = policies(synthesize({ predictive, readySeconds: 3600 })).find(({ name }) => name === 'forecast');
    expect(forecast).toEqual({
      name: 'forecast',
      autoscaling_group_name: expect.stringMatching(/^\$\{aws_autoscaling_group\./),
      policy_type: 'PredictiveScaling',
      predictive_scaling_configuration: {
        mode,
        max_capacity_breach_behavior: 'HonorMaxCapacity',
        scheduling_buffer_time: '3540',
        metric_specification: {
          target_value: 55,
          predefined_metric_pair_specification: { predefined_metric_type: 'ASGCPUUtilization' },
        },
      },
    });
  });
});

describe('a group that scales itself', () => {
  test('keeps the number of its instances to itself, and is none of the cluster autoscaler', () => {
    const group = onlyResource(synthesize(), 'aws_autoscaling_group');
    expect(group).toMatchObject({
      min_size: 2,
      max_size: 6,
      desired_capacity: 2,
      lifecycle: { ignore_changes: ['desired_capacity'] },
      suspended_processes: ['AZRebalance'],
    });
    expect(JSON.stringify(group['tag'])).not.toContain('cluster-autoscaler');
    expect(group['warm_pool']).toBeUndefined();
  });

  test('has a startup taint with a key of keelson, because the prefix of the cluster autoscaler would stop it for other pools', () => {
    const { startupTaint } = awsPoolSpec({
      scaling: { kind: 'target-tracking', signals: [cpu] },
      startupTaint: { removedBy: 'tuner' },
    });
    expect(startupTaint?.key).toBe('keelson.dev/startup');
  });

  test('keeps exactly as many stopped instances as the pool states, and waits for them when it goes', () => {
    const aws = { image: bottlerocket, terminateHeartbeatSeconds: 600 };
    const stack = synthesize({ warmPool: { nodes: 4 } }, { aws, controllers: { terminationHandler: 'existing' } });
    const group = onlyResource(stack, 'aws_autoscaling_group');
    expect(group['warm_pool']).toEqual({
      pool_state: 'Stopped',
      min_size: 4,
      max_group_prepared_capacity: 4,
      instance_reuse_policy: { reuse_on_scale_in: false },
    });
    expect(group['timeouts']).toEqual({ delete: '35m' });
  });
});

describe('the scheduled actions of a group', () => {
  const evening = {
    name: 'evening',
    window: { days: 'every-day', start: '18:00', end: '23:30', timeZone: 'Europe/Amsterdam' },
    min: 5,
  } as const;
  const actions = (stack: ReturnType<typeof synthesize>) =>
    Object.values(stack['resource']?.['aws_autoscaling_schedule'] ?? {}).map(({ '//': _, ...action }) => action);

  test('raise and restore the minimum, write every size, and leave the number of instances to the targets', () => {
    const common = {
      autoscaling_group_name: expect.stringMatching(/^\$\{aws_autoscaling_group\.[\w-]+\.name\}$/),
      time_zone: 'Europe/Amsterdam',
      max_size: 6,
      desired_capacity: -1,
    };
    expect(actions(synthesize({ schedules: [evening] }))).toEqual([
      { ...common, scheduled_action_name: 'evening-begin', recurrence: '0 18 * * *', min_size: 5 },
      { ...common, scheduled_action_name: 'evening-end', recurrence: '30 23 * * *', min_size: 2 },
    ]);
  });

  test('remove the instances at the end of the window where the targets remove none', () => {
    const found = actions(synthesize({ schedules: [evening], scalesIn: false }));
    expect(found.map((action) => [action['min_size'], action['desired_capacity']])).toEqual([
      [5, -1],
      [2, 2],
    ]);
  });

  test('own every size of the group, so that a deploy at the peak does not set the sizes of the night', () => {
    const group = onlyResource(synthesize({ schedules: [evening] }), 'aws_autoscaling_group');
    expect(group['lifecycle']).toMatchObject({ ignore_changes: ['min_size', 'max_size', 'desired_capacity'] });
    expect(group).toMatchObject({ min_size: 2, max_size: 6, desired_capacity: 2 });
  });

  test('exist in every group with the numbers of one zone where sizes are counted per zone', () => {
    const stack = synthesize({ schedules: [evening] }, { pool: { size: { scope: 'per-zone', min: 1, max: 7 } } });
    const found = actions(stack).map(
      (action) => `${action['autoscaling_group_name']} ${action['min_size']} ${action['max_size']}`,
    );
    expect(new Set(found).size).toBe(6);
    expect(found.filter((each) => each.endsWith(' 5 7'))).toHaveLength(3);
    expect(found.filter((each) => each.endsWith(' 1 7'))).toHaveLength(3);
  });
});
