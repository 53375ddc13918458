import twoStep from '../../../apps/environments/two-step';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { synthesizeStacks } from '../../../lib/testing/synthesize-stacks';

const environment = EnvironmentSpec.from(twoStep);
const stacks = synthesizeStacks((app) => {
  addAwsStacks(app, environment);
});
const resources = stacks['two-step-main-platform']?.['resource'] ?? {};
const GROUP = /^\$\{aws_autoscaling_group\.pool-apps_group-(eu-central-1[ab])_group_\w+\.name\}$/;

/** Resources of the groups of the pool `apps`, without their metadata, by the zone of their group. */
function ofApps(type: string): Readonly<Record<string, readonly Record<string, unknown>[]>> {
  const byZone: Record<string, Record<string, unknown>[]> = {};
  for (const { '//': _, autoscaling_group_name: group, ...rest } of Object.values(resources[type] ?? {})) {
    const zone = GROUP.exec(String(group))?.[1] ?? 'elsewhere';
    byZone[zone] = [...(byZone[zone] ?? []), rest];
  }
  return byZone;
}

test("each zone's group of the shop follows its own CPU, and shows a forecast that changes nothing", () => {
  const policies = [
    {
      name: 'cpu',
      policy_type: 'TargetTrackingScaling',
      estimated_instance_warmup: 300,
      target_tracking_configuration: {
        target_value: 60,
        disable_scale_in: false,
        predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' },
      },
    },
    {
      name: 'forecast',
      policy_type: 'PredictiveScaling',
      predictive_scaling_configuration: {
        mode: 'ForecastOnly',
        max_capacity_breach_behavior: 'HonorMaxCapacity',
        scheduling_buffer_time: '300',
        metric_specification: {
          target_value: 60,
          predefined_metric_pair_specification: { predefined_metric_type: 'ASGCPUUtilization' },
        },
      },
    },
  ];
  expect(ofApps('aws_autoscaling_policy')).toEqual({ 'eu-central-1a': policies, 'eu-central-1b': policies });
});

test("each zone's group of the shop has 3 nodes by day, 4 on the busy evenings, and falls back to what still holds", () => {
  const common = { time_zone: 'Europe/Berlin', max_size: 5, desired_capacity: -1 };
  const actions = [
    { ...common, scheduled_action_name: 'evening-begin', recurrence: '30 17 * * THU,FRI,SAT', min_size: 4 },
    { ...common, scheduled_action_name: 'evening-end', recurrence: '30 21 * * THU,FRI,SAT', min_size: 3 },
    { ...common, scheduled_action_name: 'shop-hours-begin', recurrence: '0 7 * * *', min_size: 3 },
    { ...common, scheduled_action_name: 'shop-hours-end', recurrence: '0 22 * * *', min_size: 2 },
  ];
  expect(ofApps('aws_autoscaling_schedule')).toEqual({ 'eu-central-1a': actions, 'eu-central-1b': actions });
});

test('no other group of the platform has policies or actions, and those of the shop leave every size to the actions', () => {
  const groups = Object.values(resources['aws_autoscaling_group'] ?? {});
  const ignored = groups.map(({ name, lifecycle }) => [name, (lifecycle as Record<string, unknown>)['ignore_changes']]);
  const sizes = ['min_size', 'max_size', 'desired_capacity'];
  expect(Object.fromEntries(ignored.filter(([, names]) => names !== undefined))).toEqual({
    'two-step-main-apps-eu-central-1a': sizes,
    'two-step-main-apps-eu-central-1b': sizes,
  });
});
