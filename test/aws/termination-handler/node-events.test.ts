import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { synthesizeStacks, type TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { maximalAwsEnvironments } from '../../fixtures/maximal-aws-environment';
import { idsOf, resourcesOf } from '../synthesize-aws';

const SYSTEM = awsPool({ name: 'system', purpose: 'system' });
const GENERAL = awsPool({
  size: { scope: 'per-zone', min: 1, max: 2 },
  aws: { ...awsPool().aws, capacity: { kind: 'mixed', alternativeTypes: ['m5.xlarge'] } },
});

/** The platform stack of a cluster in which keelson installs the handler. */
function platformOf(overrides: Partial<AwsClusterInput> = {}): TerraformJson {
  const controllers = { terminationHandler: {} };
  const cluster = awsCluster({ pools: [SYSTEM, GENERAL], controllers, ...overrides });
  const environment = EnvironmentSpec.from(awsEnvironment({ clusters: [cluster] }));
  const stacks = synthesizeStacks((app) => void addAwsStacks(app, environment));
  return stacks[`paas-${cluster.name}-platform`] ?? {};
}

function queueOf(json: TerraformJson, name: string): Record<string, unknown> {
  const found = resourcesOf(json, 'aws_sqs_queue').find((queue) => queue['name'] === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
}

interface QueueStatement {
  readonly Sid: string;
  readonly Condition: { readonly ArnEquals?: Readonly<Record<string, readonly string[]>> };
}

function statementsOf(queue: Record<string, unknown>): readonly QueueStatement[] {
  return JSON.parse(String(queue['policy'])).Statement;
}

const platform = platformOf();
const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:paas-main-node-events';

describe('the queue of node events', () => {
  const queue = queueOf(platform, 'paas-main-node-events');

  test('is encrypted, keeps a message for a day, and hides it for as long as the handler asks', () => {
    expect(queue).toMatchObject({
      sqs_managed_sse_enabled: true,
      message_retention_seconds: 86_400,
      visibility_timeout_seconds: 20,
    });
  });

  test('moves a message that was received too often to the queue of failed ones, which takes messages of this queue alone', () => {
    const [failedId] = idsOf(platform, 'aws_sqs_queue').filter((id) => id.includes('failed'));
    expect(JSON.parse(String(queue['redrive_policy']))).toEqual({
      deadLetterTargetArn: `\${aws_sqs_queue.${failedId}.arn}`,
      maxReceiveCount: 393,
    });
    const failed = queueOf(platform, 'paas-main-node-events-failed');
    expect(JSON.parse(String(failed['redrive_allow_policy']))).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [QUEUE],
    });
    expect(failed).toMatchObject({ message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true });
  });

  test('moves even the message that SQS counts longest before it deletes it, and keeps it longer there', () => {
    const mostReceives = 1000;
    const retention = Number(queue['message_retention_seconds']);
    expect(retention).toBeGreaterThan(mostReceives * Number(queue['visibility_timeout_seconds']));
    const failed = queueOf(platform, 'paas-main-node-events-failed');
    expect(Number(failed['message_retention_seconds'])).toBeGreaterThan(retention);
  });

  test('takes no failed messages of other queues', () => {
    expect(JSON.parse(String(queue['redrive_allow_policy']))).toEqual({ redrivePermission: 'denyAll' });
  });

  test('takes messages from exactly the rules of the cluster, and over encrypted connections only', () => {
    const rules = resourcesOf(platform, 'aws_cloudwatch_event_rule').map(({ name }) => String(name));
    expect(rules.sort()).toEqual(['health', 'spot', 'state', 'terminate'].map((kind) => `paas-main-node-${kind}`));
    const statements = statementsOf(queue);
    expect(statements).toEqual([
      {
        Sid: 'RulesOfTheCluster',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: QUEUE,
        Condition: { ArnEquals: { 'aws:SourceArn': expect.any(Array) } },
      },
      {
        Sid: 'NoMessagesOfOthers',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:SendMessage',
        Resource: QUEUE,
        Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      },
      {
        Sid: 'EncryptedConnectionsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Resource: QUEUE,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
    const sources = statements[0]?.Condition.ArnEquals?.['aws:SourceArn'] ?? [];
    expect([...sources].sort()).toEqual(
      rules.map((name) => `arn:aws:events:eu-central-1:123456789012:rule/${name}`).sort(),
    );
  });

  test('of a cluster whose name begins with that of another takes no message of the other', () => {
    const sources = statementsOf(queueOf(platformOf({ name: 'main-2' }), 'paas-main-2-node-events'))[0];
    for (const arn of sources?.Condition.ArnEquals?.['aws:SourceArn'] ?? []) {
      expect(arn).toMatch(/:rule\/paas-main-2-node-(health|spot|state|terminate)$/);
    }
  });
});

test('every rule is on and has the queue as its one target', () => {
  const [queueId] = idsOf(platform, 'aws_sqs_queue').filter((id) => !id.includes('failed'));
  const rules = idsOf(platform, 'aws_cloudwatch_event_rule');
  const targets = resourcesOf(platform, 'aws_cloudwatch_event_target');
  expect(targets.map(({ rule }) => rule).sort()).toEqual(
    rules.map((id) => `\${aws_cloudwatch_event_rule.${id}.name}`).sort(),
  );
  for (const target of targets) expect(target['arn']).toBe(`\${aws_sqs_queue.${queueId}.arn}`);
  for (const rule of resourcesOf(platform, 'aws_cloudwatch_event_rule')) expect(rule['state']).toBe('ENABLED');
});

test('a terminate hook is made after every target, so that somebody hears of the first instance in it', () => {
  const targets = idsOf(platform, 'aws_cloudwatch_event_target').map((id) => `aws_cloudwatch_event_target.${id}`);
  const hooks = resourcesOf(platform, 'aws_autoscaling_lifecycle_hook').filter(({ name }) => name === 'node-drained');
  expect(hooks).toHaveLength(4);
  for (const hook of hooks) expect([...(hook['depends_on'] as string[])].sort()).toEqual(targets);
});

test('every instance has the tag by which the handler knows its nodes, since it was launched', () => {
  const key = 'kubernetes.io/cluster/paas-main';
  const templates = resourcesOf(platform, 'aws_launch_template');
  expect(templates).toHaveLength(2);
  for (const template of templates) {
    expect(template['tag_specifications']).toContainEqual(
      expect.objectContaining({ resource_type: 'instance', tags: expect.objectContaining({ [key]: 'owned' }) }),
    );
  }
  for (const group of resourcesOf(platform, 'aws_autoscaling_group')) {
    expect(group['tag']).toContainEqual({ key, value: 'owned', propagate_at_launch: true });
  }
});

test('every group that buys spot launches the replacement first, and has a hook in which the old instance is drained', () => {
  const groups = Object.entries(platform['resource']?.['aws_autoscaling_group'] ?? {}).filter(
    ([, group]) => 'mixed_instances_policy' in group,
  );
  expect(groups).toHaveLength(3);
  const hooks = resourcesOf(platform, 'aws_autoscaling_lifecycle_hook').filter(({ name }) => name === 'node-drained');
  const held = hooks.map((hook) => hook['autoscaling_group_name']);
  for (const [id, group] of groups) {
    expect(group['capacity_rebalance']).toBe(true);
    expect(group['instance_maintenance_policy']).toMatchObject({ min_healthy_percentage: 100 });
    expect(held).toContain(`\${aws_autoscaling_group.${id}.name}`);
  }
});

describe('the alarms of the queues', () => {
  const alarms = resourcesOf(platform, 'aws_cloudwatch_metric_alarm');
  const alarmOf = (name: string) => alarms.find((alarm) => alarm['alarm_name'] === name);

  test('tell of a queue that nobody reads, whatever the length of a drain', () => {
    expect(alarmOf('paas-main-node-events-unread')).toMatchObject({
      namespace: 'AWS/SQS',
      metric_name: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: expect.stringMatching(/^\$\{aws_sqs_queue\.node-events_queue_\w+\.name\}$/) },
      statistic: 'Maximum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 180,
      period: 60,
      evaluation_periods: 2,
      treat_missing_data: 'notBreaching',
    });
  });

  test('leave a message alone that was received three times, as a running handler does with every one', () => {
    const pollSeconds = 2;
    const { visibility_timeout_seconds: hidden } = queueOf(platform, 'paas-main-node-events');
    const threshold = Number(alarmOf('paas-main-node-events-unread')?.['threshold']);
    expect(threshold).toBeGreaterThan(3 * (Number(hidden) + pollSeconds));
  });

  test('tell of a message that could not be answered', () => {
    expect(alarmOf('paas-main-node-events-failed')).toMatchObject({
      metric_name: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: expect.stringMatching(/^\$\{aws_sqs_queue\.node-events_failed_\w+\.name\}$/) },
      threshold: 0,
      treat_missing_data: 'notBreaching',
    });
    expect(alarms).toHaveLength(2);
  });
});

test.each(['existing', undefined] as const)('there is nothing of it with the handler %s', (terminationHandler) => {
  const stack = platformOf({ controllers: { ...(terminationHandler && { terminationHandler }) } });
  for (const type of ['aws_sqs_queue', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_metric_alarm']) {
    expect(resourcesOf(stack, type)).toEqual([]);
  }
  expect(resourcesOf(stack, 'aws_eks_pod_identity_association')).toEqual([]);
});

test('the environment that states everything routes no recommendation to rebalance and drains every group that buys spot', () => {
  for (const input of maximalAwsEnvironments()) {
    const environment = EnvironmentSpec.from(input);
    const stacks = Object.values(synthesizeStacks((app) => void addAwsStacks(app, environment)));
    const patterns = stacks.flatMap((stack) => resourcesOf(stack, 'aws_cloudwatch_event_rule'));
    expect(JSON.stringify(patterns)).not.toMatch(/rebalance/i);
    for (const stack of stacks.filter((each) => resourcesOf(each, 'aws_sqs_queue').length > 0)) {
      const hooks = resourcesOf(stack, 'aws_autoscaling_lifecycle_hook').filter(({ name }) => name === 'node-drained');
      const held = hooks.map((hook) => hook['autoscaling_group_name']);
      const spot = Object.entries(stack['resource']?.['aws_autoscaling_group'] ?? {}).filter(
        ([, group]) => group['capacity_rebalance'] === true,
      );
      expect(held).toEqual(expect.arrayContaining(spot.map(([id]) => `\${aws_autoscaling_group.${id}.name}`)));
    }
  }
});
