import { diskKeyWithoutAccess } from '../../lib/checks/disk-key-without-access';
import { runChecks } from '../../lib/checks/run-checks';
import type { AwsDiskInput } from '../../lib/specs/pool/aws/aws-pool-input';
import type { GoogleDiskInput } from '../../lib/specs/pool/google/google-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';
import { modelOf } from '../fixtures/manifests';

const ARN = 'arn:aws:kms:eu-central-1:123456789012:key/4f5c0000-0000-0000-0000-000000000000';
const NAME = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';

function onAws(disk: Partial<AwsDiskInput>) {
  const rootDisk = { sizeGib: 80, ...disk };
  const pools = [awsPool({ aws: { ...awsPool().aws, rootDisk } })];
  return runChecks(modelOf(awsEnvironment({ clusters: [awsCluster({ pools })] }), []), [diskKeyWithoutAccess]);
}

function onGoogle(disk: Partial<GoogleDiskInput>) {
  const pools = [googlePool({ google: { image: { family: 'cos' }, disk: { sizeGib: 100, ...disk } } })];
  return runChecks(modelOf(googleEnvironment({ clusters: [googleCluster({ pools })] }), []), [diskKeyWithoutAccess]);
}

test('warns of a bare key on AWS, with the statements that its policy needs', () => {
  const role = 'arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
  const allowed = { Effect: 'Allow', Principal: { AWS: role } };
  const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
  const condition = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
  const statements = JSON.stringify([
    { ...allowed, Action: use, Resource: '*' },
    { ...allowed, Action: 'kms:CreateGrant', Resource: '*', Condition: condition },
  ]);
  expect(onAws({ kmsKeyArn: ARN })).toEqual([
    {
      check: 'disk-key-without-access',
      severity: 'warning',
      subject: "cluster 'main' > pool 'general'",
      message: `nothing states that Auto Scaling may use 'aws.rootDisk.kmsKeyArn', and without access no node launches; write 'aws.rootDisk.kmsKey: { arn, access }' instead, with access 'grant' to let keelson make the grant, or 'granted' once the key's policy has the statements ${statements}`,
    },
  ]);
});

test('warns of a bare key on Google Cloud, with the command that lets Compute Engine use it', () => {
  expect(onGoogle({ kmsKeyName: NAME })).toEqual([
    {
      check: 'disk-key-without-access',
      severity: 'warning',
      subject: "cluster 'main' > pool 'core'",
      message: `nothing states that Compute Engine may use 'google.disk.kmsKeyName', and without access no node is made; write 'google.disk.kmsKey: { name, access }' instead, with access 'grant' to let keelson make the binding, or 'granted' after you ran gcloud kms keys add-iam-policy-binding ${NAME} --role roles/cloudkms.cryptoKeyEncrypterDecrypter --member "serviceAccount:service-$(gcloud projects describe example-streaming --format 'value(projectNumber)')@compute-system.iam.gserviceaccount.com"`,
    },
  ]);
});

test.each(['granted', 'grant'] as const)("finds nothing where access is '%s', or where no key is stated", (access) => {
  expect(onAws({ kmsKey: { arn: ARN, access } })).toEqual([]);
  expect(onGoogle({ kmsKey: { name: NAME, access } })).toEqual([]);
  expect(onAws({})).toEqual([]);
  expect(onGoogle({})).toEqual([]);
});
