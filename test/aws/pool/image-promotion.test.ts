import { AwsNodePool } from '../../../lib/aws/pool/aws-node-pool';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import type { ImagePromotionInput } from '../../../lib/specs/reboots/reboot-input';
import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';
import { onlyResource, synthesizePool } from './pool-stack';

const fromParameter = '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id';
const window = { days: ['tuesday', 'monday'], start: '23:30', end: '05:00', timeZone: 'Europe/Amsterdam' } as const;
const PROMOTION_TYPES = ['aws_scheduler_schedule', 'aws_ssm_document', 'aws_ssm_parameter'];

function synthesizeSpec(pool: AwsNodePoolSpec): TerraformJson {
  return synthesizePool(pool, (scope, props) => void new AwsNodePool(scope, 'pool-general', props));
}

/** Spec of a pool that promotes images, with members that no environment could give the pool. */
function promotedSpec(facts: Partial<AwsNodePoolSpec>): AwsNodePoolSpec {
  const pool = awsPoolSpec({ reboots: { kind: 'replace', promotion: { window, fromParameter } } });
  return { ...pool, ...facts };
}

function synthesize(overrides: Partial<AwsNodePoolInput>, aws: Parameters<typeof awsPoolSpec>[1] = {}): TerraformJson {
  return synthesizeSpec(awsPoolSpec(overrides, aws));
}

function promoted(promotion: Partial<ImagePromotionInput> = {}, aws: Parameters<typeof awsPoolSpec>[1] = {}) {
  return synthesize({ reboots: { kind: 'replace', promotion: { window, fromParameter, ...promotion } } }, aws);
}

function resource(stack: TerraformJson, type: string, id: string): Record<string, unknown> {
  const found = Object.entries(stack['resource']?.[type] ?? {}).find(([key]) => key.includes(id))?.[1];
  if (found === undefined) throw new Error(`no ${type} ${id}`);
  return found;
}

function statements(stack: TerraformJson, id: string): readonly unknown[] {
  return JSON.parse(String(resource(stack, 'aws_iam_role_policy', id)['policy'])).Statement;
}

function trust(stack: TerraformJson, id: string): unknown {
  return JSON.parse(String(resource(stack, 'aws_iam_role', id)['assume_role_policy'])).Statement;
}

describe('a pool that promotes no images', () => {
  test.each([
    ['without a schedule', {}],
    ['that replaces by age', { reboots: { kind: 'replace', maxLifetimeDays: 21 } }],
  ] as const)('%s has no parameter, runbook or schedule, and its template names the pinned image', (_, overrides) => {
    const stack = synthesize(overrides);
    expect(Object.keys(stack['resource'] ?? {}).filter((type) => PROMOTION_TYPES.includes(type))).toEqual([]);
    expect(Object.keys(stack['resource']?.['aws_iam_role'] ?? {})).toHaveLength(1);
    expect(onlyResource(stack, 'aws_launch_template')['image_id']).toMatch(
      /^\$\{data\.aws_ssm_parameter\.[\w-]+\.insecure_value\}$/,
    );
    expect(onlyResource(stack, 'aws_autoscaling_group')['instance_refresh']).toMatchObject({
      preferences: { skip_matching: true },
    });
  });

  test('replaces instances after the maximum lifetime in seconds, and not by age where no lifetime is stated', () => {
    const aged = synthesize({ reboots: { kind: 'replace', maxLifetimeDays: 21 } });
    expect(onlyResource(aged, 'aws_autoscaling_group')['max_instance_lifetime']).toBe(1_814_400);
    expect(onlyResource(synthesize({}), 'aws_autoscaling_group')['max_instance_lifetime']).toBeUndefined();
    expect(onlyResource(promoted(), 'aws_autoscaling_group')['max_instance_lifetime']).toBeUndefined();
  });
});

describe('the image of a pool that promotes images', () => {
  test('is in a plain-text parameter of the pool, which Terraform fills once', () => {
    const parameter = onlyResource(promoted(), 'aws_ssm_parameter');
    expect(parameter).toMatchObject({
      name: '/keelson/paas-main-general/image',
      type: 'String',
      data_type: 'aws:ec2:image',
      lifecycle: { create_before_destroy: true, ignore_changes: ['insecure_value'] },
    });
    expect(parameter['insecure_value']).toMatch(/^\$\{data\.aws_ssm_parameter\.[\w-]+\.insecure_value\}$/);
    expect(parameter['value']).toBeUndefined();
    const literal = promoted({}, { image: { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } });
    expect(onlyResource(literal, 'aws_ssm_parameter')['insecure_value']).toBe('ami-0123456789abcdef0');
  });

  test('is referenced in the template by that parameter, so that a promotion causes no difference in plans', () => {
    expect(onlyResource(promoted(), 'aws_launch_template')['image_id']).toMatch(
      /^resolve:ssm:\$\{aws_ssm_parameter\.[\w-]+\.name\}$/,
    );
  });

  test('is rolled out by Terraform without skip-matching, which EC2 Auto Scaling refuses together with a parameter', () => {
    expect(onlyResource(promoted(), 'aws_autoscaling_group')['instance_refresh']).toMatchObject({
      preferences: { skip_matching: false, min_healthy_percentage: 100 },
    });
  });
});

describe('the schedule of a promotion', () => {
  test('starts the runbook at the beginning of the window, in its time zone, on the day on which the window begins', () => {
    const schedule = onlyResource(promoted(), 'aws_scheduler_schedule');
    expect(schedule).toMatchObject({
      name: 'paas-main-general-promotion',
      schedule_expression: 'cron(30 23 ? * MON,TUE *)',
      schedule_expression_timezone: 'Europe/Amsterdam',
      flexible_time_window: { mode: 'OFF' },
      target: {
        arn: 'arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution',
        retry_policy: { maximum_event_age_in_seconds: 300, maximum_retry_attempts: 3 },
      },
    });
    const { input, role_arn: roleArn } = schedule['target'] as Record<string, string>;
    expect(roleArn).toMatch(/^\$\{aws_iam_role\.[\w-]*promotion_schedule-role\w*\.arn\}$/);
    expect(JSON.parse(input ?? '')).toEqual({
      DocumentName: expect.stringMatching(/^\$\{aws_ssm_document\.[\w-]*promotion_runbook\w*\.name\}$/),
      Parameters: { ScheduledTime: ['<aws.scheduler.scheduled-time>'] },
    });
    expect(schedule['depends_on']).toEqual([expect.stringMatching(/^aws_iam_role_policy\.[\w-]*schedule-policy/)]);
  });

  test('uses ARNs in the partition of its region', () => {
    const text = JSON.stringify(synthesizeSpec(promotedSpec({ zones: ['cn-north-1a'] })));
    expect(text).toContain('arn:aws-cn:scheduler:::aws-sdk:ssm:startAutomationExecution');
    expect(text.match(/arn:aws:\w+/g)).toBeNull();
  });

  test('limits its names to the lengths that AWS accepts', () => {
    const stack = synthesizeSpec(promotedSpec({ physicalName: `paas-${'main-'.repeat(12)}cluster-general` }));
    const names = (type: string) => Object.values(stack['resource']?.[type] ?? {}).map((each) => String(each['name']));
    for (const name of [...names('aws_iam_role'), ...names('aws_scheduler_schedule')]) {
      expect(name.length).toBeLessThanOrEqual(64);
    }
    expect(new Set(names('aws_iam_role')).size).toBe(3);
    expect(names('aws_ssm_document').every((name) => name.length <= 128)).toBe(true);
  });
});

const account = expect.stringMatching(/^\$\{data\.aws_caller_identity\.[\w-]+\.account_id\}$/);

describe('the roles of a promotion', () => {
  test('let EventBridge Scheduler of this account start one runbook and pass one role', () => {
    const stack = promoted();
    expect(trust(stack, 'schedule-role')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: ['sts:AssumeRole'],
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ]);
    const name = String.raw`\$\{aws_ssm_document\.[\w-]+\.name\}`;
    const ssm = String.raw`^arn:aws:ssm:\*:\$\{data\.aws_caller_identity\.[\w-]+\.account_id\}`;
    expect(statements(stack, 'schedule-policy')).toEqual([
      {
        Effect: 'Allow',
        Action: ['ssm:StartAutomationExecution'],
        Resource: [
          expect.stringMatching(new RegExp(`${ssm}:automation-definition/${name}:\\*$`)),
          expect.stringMatching(new RegExp(`${ssm}:document/${name}$`)),
          expect.stringMatching(new RegExp(`${ssm}:automation-execution/\\*$`)),
        ],
      },
      {
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: [expect.stringMatching(/^\$\{aws_iam_role\.[\w-]*runbook-role\w*\.arn\}$/)],
        Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
      },
    ]);
  });

  test('let Systems Manager of this account use two parameters and refresh the groups of the pool', () => {
    const stack = promoted();
    expect(trust(stack, 'runbook-role')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'ssm.amazonaws.com' },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': expect.stringMatching(/^arn:aws:ssm:\*:\$\{[^}]+\}:automation-execution\/\*$/) },
        },
      },
    ]);
    const ours = expect.stringMatching(/^\$\{aws_ssm_parameter\.[\w-]*image-parameter\w*\.arn\}$/);
    expect(statements(stack, 'runbook-policy')).toEqual([
      { Effect: 'Allow', Action: ['ssm:GetParameter'], Resource: [`arn:aws:ssm:*::parameter${fromParameter}`, ours] },
      { Effect: 'Allow', Action: ['ssm:PutParameter', 'ssm:GetParameters'], Resource: [ours] },
      {
        Effect: 'Allow',
        Action: ['autoscaling:StartInstanceRefresh', 'autoscaling:CancelInstanceRefresh'],
        Resource: [
          expect.stringMatching(
            /^arn:aws:autoscaling:\*:\$\{[^}]+\}:autoScalingGroup:\*:autoScalingGroupName\/paas-main-general$/,
          ),
        ],
      },
      { Effect: 'Allow', Action: ['autoscaling:DescribeInstanceRefreshes', 'ec2:DescribeImages'], Resource: ['*'] },
    ]);
  });

  test.each([
    [
      '/keelson/paas-staging-general/image',
      /^arn:aws:ssm:\*:\$\{[^}]+\}:parameter\/keelson\/paas-staging-general\/image$/,
    ],
    ['/images/al2023', /^arn:aws:ssm:\*:\$\{[^}]+\}:parameter\/images\/al2023$/],
  ])('let the runbook read the source %s under its ARN', (source, arn) => {
    const [read] = statements(promoted({ fromParameter: source }), 'runbook-policy') as readonly {
      Resource: string[];
    }[];
    expect(read?.Resource[0]).toMatch(arn);
  });
});
