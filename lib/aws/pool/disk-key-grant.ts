import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { KmsGrant } from '@cdktf/provider-aws/lib/kms-grant';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { autoScalingRoleArn, awsDiskKey } from '../../specs/pool/aws/aws-disk-key';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { parseKmsKeyArn } from '../../values/kms-key';

/** What Auto Scaling does with the key of a disk that it launches. */
const OPERATIONS = [
  'CreateGrant',
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];

/** What {@link DiskKeyGrant} is made from. */
export interface DiskKeyGrantProps {
  /** Names the grant, so that each pool has its own and takes no other's away. */
  readonly pool: AwsNodePoolSpec;
  /** ARN of the key; another one is another grant, made before the old one goes. */
  readonly keyArn: string;
}

/**
 * Lets Auto Scaling use the key of a pool's disks: its service-linked role has no rights to a key of yours, and every launch would
 * fail. The role exists from the first group of an account on.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export class DiskKeyGrant extends Construct {
  /** The grant in KMS. */
  readonly resource: KmsGrant;

  constructor(scope: Construct, id: string, { pool, keyArn }: DiskKeyGrantProps) {
    super(scope, id);
    // Grants are made in the account of the group, whosever the key is.
    const { accountId } = new DataAwsCallerIdentity(this, 'account');
    this.resource = new KmsGrant(this, 'grant', {
      name: `${pool.physicalName}-disks`,
      keyId: keyArn,
      granteePrincipal: autoScalingRoleArn(parseKmsKeyArn(keyArn).partition, accountId),
      operations: [...OPERATIONS],
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** The grant of a pool that asks for one, for its groups to wait for. */
export function addDiskKeyGrant(scope: Construct, pool: AwsNodePoolSpec): readonly ITerraformDependable[] {
  const key = awsDiskKey(pool.aws);
  return key?.access === 'grant' ? [new DiskKeyGrant(scope, 'disk-key', { pool, keyArn: key.arn }).resource] : [];
}
