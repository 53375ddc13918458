import { AwsNodePool } from '../../../lib/aws/pool/aws-node-pool';
import { ManagedNodeGroup } from '../../../lib/aws/pool/managed-node-group';
import type { AwsDiskInput } from '../../../lib/specs/pool/aws/aws-pool-input';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';
import { onlyResource, synthesizePool } from './pool-stack';

const ARN = 'arn:aws:kms:eu-central-1:210987654321:key/4f5c0000-0000-0000-0000-000000000000';

function synthesize(disk: Partial<AwsDiskInput>, management: 'self-managed' | 'managed-node-group' = 'self-managed') {
  const pool = awsPoolSpec({}, { rootDisk: { sizeGib: 80, ...disk }, management });
  const Pool = management === 'self-managed' ? AwsNodePool : ManagedNodeGroup;
  return synthesizePool(pool, (scope, props) => void new Pool(scope, 'pool-general', props));
}

test.each([
  ['self-managed', 'aws_autoscaling_group'],
  ['managed-node-group', 'aws_eks_node_group'],
] as const)('a %s pool that grants its key does so before its groups', (management, type) => {
  const stack = synthesize({ kmsKey: { arn: ARN, access: 'grant' } }, management);
  expect(onlyResource(stack, 'aws_kms_grant')).toMatchObject({
    name: 'paas-main-general-disks',
    key_id: ARN,
    grantee_principal:
      'arn:aws:iam::${data.aws_caller_identity.pool-general_disk-key_account_9CD097EF.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
    operations: [
      'CreateGrant',
      'Decrypt',
      'DescribeKey',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyWithoutPlaintext',
      'ReEncryptFrom',
      'ReEncryptTo',
    ],
    lifecycle: { create_before_destroy: true },
  });
  const [grant] = Object.keys(stack['resource']?.['aws_kms_grant'] ?? {});
  expect(onlyResource(stack, type)['depends_on']).toContain(`aws_kms_grant.${grant}`);
  expect(JSON.stringify(onlyResource(stack, 'aws_launch_template'))).toContain(`"kms_key_id":"${ARN}"`);
});

test('a pool whose key is stated as granted has no grant and names the key only in its disk, in either form of the input', () => {
  const bare = synthesize({ kmsKeyArn: ARN });
  expect(synthesize({ kmsKey: { arn: ARN, access: 'granted' } })).toEqual(bare);
  expect(bare['resource']).not.toHaveProperty('aws_kms_grant');
});
