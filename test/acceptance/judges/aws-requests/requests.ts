import { runProgram } from '../../harness/run-program';
import { toolPath } from '../../harness/tools';

/** Arguments of one resource, as Terraform reads them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A call that the provider makes for a resource. */
export interface AwsRequest {
  /** Name of the judged request, shown in the verdict. */
  readonly name: string;
  readonly service: string;
  readonly operation: string;
  readonly request: Arguments;
}

/** Calls by the type of their resource. The names of members differ by service; requests without a model are not judged. */
const CALLS: Readonly<Record<string, { service: string; operation: string; request: (own: Arguments) => Arguments }>> =
  {
    aws_eks_cluster: { service: 'eks', operation: 'CreateCluster', request: cluster },
    aws_eks_node_group: { service: 'eks', operation: 'CreateNodegroup', request: nodeGroup },
    aws_eks_addon: {
      service: 'eks',
      operation: 'CreateAddon',
      request: (own) => ({
        ...camel(own, 'cluster_name', 'addon_name', 'addon_version', 'configuration_values'),
        resolveConflicts: own['resolve_conflicts_on_create'],
      }),
    },
    aws_eks_access_entry: {
      service: 'eks',
      operation: 'CreateAccessEntry',
      request: (own) => camel(own, 'cluster_name', 'principal_arn', 'kubernetes_groups', 'type'),
    },
    aws_eks_pod_identity_association: {
      service: 'eks',
      operation: 'CreatePodIdentityAssociation',
      request: (own) => camel(own, 'cluster_name', 'namespace', 'service_account', 'role_arn'),
    },
    aws_kms_grant: {
      service: 'kms',
      operation: 'CreateGrant',
      request: (own) => ({
        KeyId: own['key_id'],
        GranteePrincipal: own['grantee_principal'],
        Operations: own['operations'],
        Name: own['name'],
      }),
    },
    aws_iam_role: {
      service: 'iam',
      operation: 'CreateRole',
      request: (own) => ({
        RoleName: own['name'],
        AssumeRolePolicyDocument: own['assume_role_policy'],
        Description: own['description'],
        Tags: tagList(own['tags']),
      }),
    },
    aws_iam_instance_profile: {
      service: 'iam',
      operation: 'CreateInstanceProfile',
      request: (own) => ({ InstanceProfileName: own['name'], Tags: tagList(own['tags']) }),
    },
    aws_autoscaling_group: { service: 'autoscaling', operation: 'CreateAutoScalingGroup', request: scalingGroup },
    aws_autoscaling_policy: { service: 'autoscaling', operation: 'PutScalingPolicy', request: scalingPolicy },
    aws_autoscaling_schedule: {
      service: 'autoscaling',
      operation: 'PutScheduledUpdateGroupAction',
      request: (own) => ({
        AutoScalingGroupName: own['autoscaling_group_name'],
        ScheduledActionName: own['scheduled_action_name'],
        Recurrence: own['recurrence'],
        TimeZone: own['time_zone'],
        MinSize: own['min_size'],
        MaxSize: own['max_size'],
        // The provider leaves out a size of -1.
        DesiredCapacity: own['desired_capacity'] === -1 ? undefined : own['desired_capacity'],
      }),
    },
    aws_ec2_subnet_cidr_reservation: {
      service: 'ec2',
      operation: 'CreateSubnetCidrReservation',
      request: (own) => ({
        SubnetId: own['subnet_id'],
        Cidr: own['cidr_block'],
        ReservationType: own['reservation_type'],
        Description: own['description'],
      }),
    },
    aws_launch_template: {
      service: 'ec2',
      operation: 'CreateLaunchTemplate',
      request: (own) => ({
        LaunchTemplateName: own['name'],
        VersionDescription: own['description'],
        LaunchTemplateData: {},
      }),
    },
    aws_iam_role_policy: {
      service: 'iam',
      operation: 'PutRolePolicy',
      request: (own) => ({ RoleName: own['role'], PolicyName: own['name'], PolicyDocument: own['policy'] }),
    },
    aws_scheduler_schedule: {
      service: 'scheduler',
      operation: 'CreateSchedule',
      request: (own) => ({
        Name: own['name'],
        Description: own['description'],
        ScheduleExpression: own['schedule_expression'],
        ScheduleExpressionTimezone: own['schedule_expression_timezone'],
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: (own['target'] as Arguments)['arn'], RoleArn: 'arn:aws:iam::123456789012:role/start' },
      }),
    },
    aws_ssm_document: {
      service: 'ssm',
      operation: 'CreateDocument',
      request: (own) => ({ Name: own['name'], Content: own['content'], DocumentType: own['document_type'] }),
    },
    aws_ssm_parameter: {
      service: 'ssm',
      operation: 'PutParameter',
      request: (own) => ({
        Name: own['name'],
        Description: own['description'],
        Type: own['type'],
        DataType: own['data_type'],
        Value: own['insecure_value'] ?? own['value'],
      }),
    },
    aws_cloudwatch_log_group: {
      service: 'logs',
      operation: 'CreateLogGroup',
      request: (own) => ({ logGroupName: own['name'] }),
    },
    aws_cloudwatch_event_rule: {
      service: 'events',
      operation: 'PutRule',
      request: (own) => ({
        Name: own['name'],
        Description: own['description'],
        EventPattern: own['event_pattern'],
        State: own['state'],
      }),
    },
    aws_cloudwatch_event_target: {
      service: 'events',
      operation: 'PutTargets',
      request: (own) => ({ Rule: own['rule'], Targets: [{ Id: own['target_id'], Arn: own['arn'] }] }),
    },
    aws_cloudwatch_metric_alarm: { service: 'cloudwatch', operation: 'PutMetricAlarm', request: metricAlarm },
    aws_sqs_queue: {
      service: 'sqs',
      operation: 'CreateQueue',
      request: (own) => ({ QueueName: own['name'], Attributes: queueAttributes(own) }),
    },
  };

/** Types of resources whose calls are judged. */
export const JUDGED_TYPES: readonly string[] = Object.keys(CALLS);

/**
 * The calls that create the resources of a stack.
 *
 * @param stack as synthesised; a value that is known only after an apply becomes a number of twelve digits in the request.
 */
export function requestsOf(name: string, stack: Arguments): readonly AwsRequest[] {
  const resources = stack['resource'] as Readonly<Record<string, Readonly<Record<string, Arguments>>>> | undefined;
  return Object.entries(resources ?? {}).flatMap(([type, byId]) => {
    const call = CALLS[type];
    if (call === undefined) return [];
    return Object.entries(byId).map(([id, own]) => {
      const request = call.request(withoutTokens(own) as Arguments);
      return { name: `${name} ${type}.${id}`, ...call, request: withoutAbsent(request) };
    });
  });
}

/** Judges requests by the models of AWS and returns one line for each fault. */
export async function judgeRequests(requests: readonly AwsRequest[]): Promise<readonly string[]> {
  const { status, stdout, stderr } = await runProgram([toolPath('botocore'), `${__dirname}/judge-requests.py`], {
    input: JSON.stringify(requests),
    env: { PATH: '/usr/bin:/bin' },
  });
  if (status !== 0) throw new Error(`the judge ended with ${status}:\n${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

function cluster(own: Arguments): Arguments {
  const vpc = own['vpc_config'] as Arguments;
  return {
    ...camel(own, 'name', 'role_arn', 'version', 'deletion_protection', 'bootstrap_self_managed_addons'),
    resourcesVpcConfig: camel(
      vpc,
      'subnet_ids',
      'endpoint_public_access',
      'endpoint_private_access',
      'public_access_cidrs',
    ),
    kubernetesNetworkConfig: camel(
      own['kubernetes_network_config'] as Arguments,
      'service_ipv4_cidr',
      'ip_family',
    ) as Arguments,
    accessConfig: camel(
      own['access_config'] as Arguments,
      'authentication_mode',
      'bootstrap_cluster_creator_admin_permissions',
    ),
    upgradePolicy: camel(own['upgrade_policy'] as Arguments, 'support_type'),
    logging: { clusterLogging: [{ types: own['enabled_cluster_log_types'], enabled: true }] },
  };
}

/** Where a prefix is stated, the provider adds its suffix of 26 characters. */
function nodeGroup(own: Arguments): Arguments {
  const prefix = own['node_group_name_prefix'];
  const taints = (own['taint'] ?? []) as readonly Arguments[];
  return {
    ...camel(own, 'cluster_name', 'instance_types', 'capacity_type', 'labels'),
    nodegroupName: prefix === undefined ? own['node_group_name'] : `${prefix}20261101000000000000000001`,
    nodeRole: own['node_role_arn'],
    subnets: own['subnet_ids'],
    taints: taints.map((taint) => camel(taint, 'key', 'value', 'effect')),
    launchTemplate: camel(own['launch_template'] as Arguments, 'id', 'version'),
    scalingConfig: camel(own['scaling_config'] as Arguments, 'min_size', 'max_size', 'desired_size'),
    updateConfig: camel(own['update_config'] as Arguments, 'max_unavailable_percentage'),
    nodeRepairConfig: camel(own['node_repair_config'] as Arguments, 'enabled'),
  };
}

function scalingGroup(own: Arguments): Arguments {
  const tags = own['tag'] as readonly Arguments[];
  return {
    AutoScalingGroupName: own['name'],
    MinSize: own['min_size'],
    MaxSize: own['max_size'],
    Tags: tags.map((tag) => ({
      Key: tag['key'],
      Value: tag['value'],
      PropagateAtLaunch: tag['propagate_at_launch'],
    })),
  };
}

function scalingPolicy(own: Arguments): Arguments {
  const target = own['target_tracking_configuration'];
  const forecast = own['predictive_scaling_configuration'] as Arguments | undefined;
  return {
    AutoScalingGroupName: own['autoscaling_group_name'],
    PolicyName: own['name'],
    PolicyType: own['policy_type'],
    EstimatedInstanceWarmup: own['estimated_instance_warmup'],
    TargetTrackingConfiguration: target && pascal(renamed(target, { metric_dimension: 'dimensions' })),
    PredictiveScalingConfiguration:
      forecast &&
      pascal({
        ...forecast,
        scheduling_buffer_time: Number(forecast['scheduling_buffer_time']),
        metric_specification: undefined,
        metric_specifications: [forecast['metric_specification']],
      }),
  };
}

function metricAlarm(own: Arguments): Arguments {
  return {
    AlarmName: own['alarm_name'],
    AlarmDescription: own['alarm_description'],
    Namespace: own['namespace'],
    MetricName: own['metric_name'],
    Dimensions: Object.entries(own['dimensions'] as Arguments).map(([Name, Value]) => ({ Name, Value })),
    Statistic: own['statistic'],
    ComparisonOperator: own['comparison_operator'],
    Threshold: own['threshold'],
    Period: own['period'],
    EvaluationPeriods: own['evaluation_periods'],
    TreatMissingData: own['treat_missing_data'],
  };
}

/** SQS takes every attribute of a queue as text. */
function queueAttributes(own: Arguments): Arguments {
  const names = {
    MessageRetentionPeriod: 'message_retention_seconds',
    VisibilityTimeout: 'visibility_timeout_seconds',
    SqsManagedSseEnabled: 'sqs_managed_sse_enabled',
    Policy: 'policy',
    RedrivePolicy: 'redrive_policy',
    RedriveAllowPolicy: 'redrive_allow_policy',
  };
  const stated = Object.entries(names).filter(([, name]) => own[name] !== undefined);
  return Object.fromEntries(stated.map(([attribute, name]) => [attribute, String(own[name])]));
}

/** The same value with other names of members, at every depth. */
function renamed(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [names[name] ?? name, renamed(each, names)]));
}

/** The same value with the names of all members in the Pascal case of the API, without absent members. */
function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  const word = (name: string) => name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const present = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(present.map(([name, each]) => [word(name), pascal(each)]));
}

/** The members with these names, in the camel case of the API. */
function camel(own: Arguments, ...names: readonly string[]): Arguments {
  const word = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return withoutAbsent(Object.fromEntries(names.map((name) => [word(name), own[name]])));
}

function withoutAbsent(own: Arguments): Arguments {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

function tagList(tags: unknown): readonly Arguments[] | undefined {
  if (tags === undefined) return undefined;
  return Object.entries(tags as Arguments).map(([Key, Value]) => ({ Key, Value }));
}

function withoutTokens(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\$\{[^}]*\}/g, '123456789012'));
}
