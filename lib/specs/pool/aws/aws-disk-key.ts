import { parseKmsKeyArn } from '../../../values/kms-key';
import type { AwsPoolSettings } from './aws-pool-settings';

/** The KMS key of a root disk, and who gives Auto Scaling the right to use it. */
export interface AwsDiskKey {
  /** Path of the property that states the key, below the pool. */
  readonly property: string;
  readonly arn: string;
  /** `unstated` where the input has `kmsKeyArn` without an access, the form of version 0.1.0. */
  readonly access: 'granted' | 'grant' | 'unstated';
}

/** Key of the root disk of a pool; undefined where the disk has the account's EBS key. */
export function awsDiskKey({ rootDisk }: Pick<AwsPoolSettings, 'rootDisk'>): AwsDiskKey | undefined {
  const { kmsKey, kmsKeyArn } = rootDisk;
  if (kmsKey !== undefined) return { property: 'aws.rootDisk.kmsKey.arn', ...kmsKey };
  if (kmsKeyArn === undefined) return undefined;
  return { property: 'aws.rootDisk.kmsKeyArn', arn: kmsKeyArn, access: 'unstated' };
}

/** ARN of the service-linked role with which Auto Scaling launches instances, also those of groups that EKS manages. */
export function autoScalingRoleArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
}

/**
 * Statements of a key's policy, as JSON, that let Auto Scaling launch instances whose disks are encrypted with the key.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function renderDiskKeyStatements(keyArn: string, accountId: string): string {
  const role = autoScalingRoleArn(parseKmsKeyArn(keyArn).partition, accountId);
  const allowed = { Effect: 'Allow', Principal: { AWS: role } };
  const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
  return JSON.stringify([
    { ...allowed, Action: use, Resource: '*' },
    {
      ...allowed,
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ]);
}
