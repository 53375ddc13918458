import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { awsPartition } from '../../values/aws-partition';
import type { PolicyStatement, ServiceTrust } from '../iam-policy';
import { planGroups } from './group-plan';
import type { Promotion } from './pool-promotion';

/** The pool and account that the roles of a promotion act on; the account may be a token. */
export interface PromotionIdentity {
  /** The pool: its zones determine the partition, and its groups are refreshed. */
  readonly pool: AwsNodePoolSpec;
  /** Account in which the pool is. */
  readonly accountId: string;
}

/** Principal that may assume the role of the scheduler: EventBridge Scheduler, and only for schedules of this account. */
export function schedulerTrust(accountId: string): ServiceTrust {
  return { service: 'scheduler.amazonaws.com', conditions: { StringEquals: { 'aws:SourceAccount': accountId } } };
}

/** Principal that may assume the role of the runbook: Systems Manager, and only for automations of this account. */
export function runbookTrust({ pool, accountId }: PromotionIdentity): ServiceTrust {
  return {
    service: 'ssm.amazonaws.com',
    conditions: {
      StringEquals: { 'aws:SourceAccount': accountId },
      ArnLike: { 'aws:SourceArn': `arn:${partitionOf(pool)}:ssm:*:${accountId}:automation-execution/*` },
    },
  };
}

/**
 * Permissions of the schedule: start this runbook, and pass the runbook's role to it.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export function schedulerStatements(
  { pool, accountId }: PromotionIdentity,
  runbook: { readonly name: string; readonly roleArn: string },
): readonly PolicyStatement[] {
  const arn = `arn:${partitionOf(pool)}:ssm:*:${accountId}`;
  return [
    {
      actions: ['ssm:StartAutomationExecution'],
      // An execution has no ARN before it starts; the ARN of the definition limits what the schedule may start.
      resources: [
        `${arn}:automation-definition/${runbook.name}:*`,
        `${arn}:document/${runbook.name}`,
        `${arn}:automation-execution/*`,
      ],
    },
    {
      actions: ['iam:PassRole'],
      resources: [runbook.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
  ];
}

/**
 * Permissions of the runbook: the calls of its steps. The runbook launches no instance, because EC2 Auto Scaling launches them with
 * its service-linked role.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-ec2-aliases.html
 */
export function runbookStatements(
  { pool, accountId }: PromotionIdentity,
  images: { readonly parameterArn: string; readonly promotion: Promotion },
): readonly PolicyStatement[] {
  const partition = partitionOf(pool);
  const groups = planGroups(pool).map(
    ({ name }) => `arn:${partition}:autoscaling:*:${accountId}:autoScalingGroup:*:autoScalingGroupName/${name}`,
  );
  return [
    {
      actions: ['ssm:GetParameter'],
      resources: [sourceArn(images.promotion.fromParameter, partition, accountId), images.parameterArn],
    },
    // EC2 Auto Scaling requires `ssm:GetParameters` of the principal that uses a launch template which names the parameter.
    { actions: ['ssm:PutParameter', 'ssm:GetParameters'], resources: [images.parameterArn] },
    { actions: ['autoscaling:StartInstanceRefresh', 'autoscaling:CancelInstanceRefresh'], resources: groups },
    // Parameter Store validates an image id with the caller's right to `ec2:DescribeImages`; neither action supports a narrower
    // resource.
    { actions: ['autoscaling:DescribeInstanceRefreshes', 'ec2:DescribeImages'], resources: ['*'] },
  ];
}

/** ARN of a source parameter; the public parameters of AWS belong to no account. */
function sourceArn(path: string, partition: string, accountId: string): string {
  return `arn:${partition}:ssm:*:${path.startsWith('/aws/') ? '' : accountId}:parameter${path}`;
}

/** A zone's name begins with the name of its region, and the partition depends only on the region. */
function partitionOf(pool: AwsNodePoolSpec): string {
  return awsPartition(pool.zones[0] ?? '');
}
