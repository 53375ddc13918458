import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { awsPartition } from '../../values/aws-partition';
import type { PolicyStatement, ServiceTrust } from '../iam-policy';
import { planGroups } from './group-plan';
import type { Promotion } from './pool-promotion';

/** What the roles of a promotion are about; every ARN and the account may be a token. */
export interface PromotionIdentity {
  /** Its zones tell the partition, its groups what is refreshed. */
  readonly pool: AwsNodePoolSpec;
  /** Account of the pool. */
  readonly accountId: string;
}

/** Who may take the role of the scheduler: EventBridge Scheduler, for schedules of this account alone. */
export function schedulerTrust(accountId: string): ServiceTrust {
  return { service: 'scheduler.amazonaws.com', conditions: { StringEquals: { 'aws:SourceAccount': accountId } } };
}

/** Who may take the role of the runbook: Systems Manager, for automations of this account alone. */
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
 * What the schedule may do: start this runbook, and lend it its role.
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
      // The execution has no name before it starts; the definition decides which one that can be.
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
 * What the runbook may do, which is what its steps call. It launches nothing: EC2 Auto Scaling does, by its service-linked role.
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
    // The second is asked of whoever uses a launch template that names the parameter.
    { actions: ['ssm:PutParameter', 'ssm:GetParameters'], resources: [images.parameterArn] },
    { actions: ['autoscaling:StartInstanceRefresh', 'autoscaling:CancelInstanceRefresh'], resources: groups },
    // Parameter Store judges an image id in the name of the caller; neither call knows a narrower resource.
    { actions: ['autoscaling:DescribeInstanceRefreshes', 'ec2:DescribeImages'], resources: ['*'] },
  ];
}

/** Parameters of publishers belong to no account. */
function sourceArn(path: string, partition: string, accountId: string): string {
  return `arn:${partition}:ssm:*:${path.startsWith('/aws/') ? '' : accountId}:parameter${path}`;
}

/** A zone begins with the name of its region, which is all that the partition follows from. */
function partitionOf(pool: AwsNodePoolSpec): string {
  return awsPartition(pool.zones[0] ?? '');
}
