import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { KmsGrant } from '@cdktf/provider-aws/lib/kms-grant';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { autoScalingRoleArn, awsDiskKey } from '../../specs/pool/aws/aws-disk-key';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { parseKmsKeyArn } from '../../values/kms-key';

/** Operations that Auto Scaling performs with the key of the disks that it launches. */
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

/** Properties of {@link DiskKeyGrant}. */
export interface DiskKeyGrantProps {
  /**
   * The pool or group of machines; its name is in the name of the grant, so that the grants of two pools that use one key do not replace
   * each other.
   */
  readonly pool: Pick<AwsNodePoolSpec, 'physicalName'>;
  /** ARN of the key. Changing it creates a grant for the new key before the old grant is removed. */
  readonly keyArn: string;
}

/**
 * Lets Auto Scaling use the key of a pool's disks, because its service-linked role has no rights to a customer's key and every
 * launch would otherwise fail. That role exists once an account has created its first Auto Scaling group.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export class DiskKeyGrant extends Construct {
  /** The grant in KMS. */
  readonly resource: KmsGrant;

  constructor(scope: Construct, id: string, { pool, keyArn }: DiskKeyGrantProps) {
    super(scope, id);
    // The grant names the service-linked role of this account, because the group is in this account even where the key is not.
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

/** Adds the grant where the pool asks for one, and returns what the pool's groups must depend on. */
export function addDiskKeyGrant(scope: Construct, pool: AwsNodePoolSpec): readonly ITerraformDependable[] {
  const key = awsDiskKey(pool.aws);
  return key?.access === 'grant' ? [new DiskKeyGrant(scope, 'disk-key', { pool, keyArn: key.arn }).resource] : [];
}
