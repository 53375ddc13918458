import type { AwsNetworkInput } from '../../../lib/specs/network/network-input';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleEnvironment } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const awsPoolWith = (overrides: Partial<AwsNodePoolInput>) =>
  awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(overrides)], workloads: [] })] });
const otherNetwork: AwsNetworkInput = {
  vpcCidr: '10.21.0.0/16',
  zones: [
    { zone: 'eu-central-1a', publicCidr: '10.21.0.0/24', privateCidr: '10.21.32.0/19' },
    { zone: 'eu-central-1b', publicCidr: '10.21.1.0/24', privateCidr: '10.21.64.0/19' },
  ],
};

test('refuses an account id that does not have 12 digits', () => {
  expect(problemsOf(awsEnvironment({ accountId: '1234' }))).toEqual([
    "environment 'paas': 'accountId' must be 12 digits, got '1234'; write the account id in quotes, with its leading zeros",
  ]);
});

test('refuses a project number in place of its id', () => {
  expect(problemsOf(googleEnvironment({ projectId: '123456789012' }))).toEqual([
    "environment 'streaming': 'projectId' must be a project id: 6 to 30 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got '123456789012'; use the id of the project, not its number or name",
  ]);
});

test('refuses an environment without clusters', () => {
  expect(problemsOf(awsEnvironment({ clusters: [] }))).toEqual([
    "environment 'paas': 'clusters' must hold at least one cluster, got []; add a cluster",
  ]);
});

test('refuses two clusters with the same name', () => {
  expect(problemsOf(awsEnvironment({ clusters: [awsCluster(), awsCluster({ network: otherNetwork })] }))).toEqual([
    "environment 'paas': 'clusters' must name every cluster once, got 'main'; remove or rename one of them",
  ]);
});

test('refuses a cluster whose name begins with the name of another cluster and a dash', () => {
  expect(
    problemsOf(
      awsEnvironment({
        clusters: [awsCluster({ name: 'eu' }), awsCluster({ name: 'eu-main', network: otherNetwork })],
      }),
    ),
  ).toEqual([
    "environment 'paas': 'clusters' must not begin with the name of another cluster and a dash ('eu-'), got 'eu-main'; rename one of the two; otherwise names derived from their pools could be the same",
  ]);
});

test('refuses two clusters with the same address plan', () => {
  expect(
    problemsOf(awsEnvironment({ clusters: [awsCluster({ name: 'blue' }), awsCluster({ name: 'green' })] })),
  ).toEqual([
    "environment 'paas' > cluster 'green': 'network.vpcCidr' must not overlap 'network.vpcCidr' of environment 'paas' > cluster 'blue' (10.20.0.0/16), got '10.20.0.0/16'; move one of the two blocks; otherwise an address in both could not be routed",
  ]);
});

test("refuses the environment's own name as a peer", () => {
  expect(problemsOf(awsEnvironment({ peersWith: ['paas'] }))).toEqual([
    "environment 'paas': 'peersWith' must name other environments, got 'paas'; remove the environment's own name",
  ]);
});

test('refuses the tag that keelson sets', () => {
  expect(problemsOf(awsEnvironment({ tags: { 'keelson-environment': 'x' } }))).toEqual([
    "environment 'paas': 'tags.keelson-environment' must not be 'keelson-environment', got 'x'; remove it; keelson sets this tag on every resource",
  ]);
});

test("refuses a tag that begins with 'aws:'", () => {
  expect(problemsOf(awsEnvironment({ tags: { 'aws:owner': 'x' } }))).toEqual([
    "environment 'paas': 'tags.aws:owner' must be a tag key of AWS: 1 to 128 letters, digits, spaces or _.:/=+-@, not beginning with 'aws:', got 'aws:owner'; rename it",
  ]);
});

test('refuses a tag that only one security group may have', () => {
  expect(problemsOf(awsEnvironment({ tags: { 'kubernetes.io/cluster/paas': 'owned' } }))).toEqual([
    "environment 'paas': 'tags.kubernetes.io/cluster/paas' must not begin with 'kubernetes.io/cluster/', got 'kubernetes.io/cluster/paas'; remove it; keelson sets this tag where it is needed, and a second one breaks load balancers",
  ]);
});

test('refuses a tag value that is too long', () => {
  expect(problemsOf(awsEnvironment({ tags: { team: 'x'.repeat(257) } }))).toEqual([
    "environment 'paas': 'tags.team' must have a value of at most 256 characters, got 257; shorten it",
  ]);
});

test('refuses a Google label in capitals', () => {
  expect(problemsOf(googleEnvironment({ tags: { Team: 'video' } }))).toEqual([
    "environment 'streaming': 'tags.Team' must be a label key of Google Cloud: at most 63 lower-case letters, digits, dashes or underscores, beginning with a letter, got 'Team'; rename it",
  ]);
});

test('refuses a Google label value with dots', () => {
  expect(problemsOf(googleEnvironment({ tags: { team: 'video.eu' } }))).toEqual([
    "environment 'streaming': 'tags.team' must have a value of at most 63 lower-case letters, digits, dashes or underscores, got 'video.eu'; change the value",
  ]);
});

test('refuses a bucket with its scheme', () => {
  expect(problemsOf(awsEnvironment({ state: { kind: 's3', bucket: 's3://state', region: 'eu-central-1' } }))).toEqual([
    "environment 'paas': 'state.bucket' must be the name of an S3 bucket: 3 to 63 lower-case letters, digits, dashes or dots, got 's3://state'; write the bare name of the bucket, without 's3://' or 'gs://'",
  ]);
});

test('refuses an invalid region of a bucket', () => {
  expect(problemsOf(awsEnvironment({ state: { kind: 's3', bucket: 'state', region: 'europe' } }))).toEqual([
    "environment 'paas': 'state.region' must be an AWS region, got 'europe'; write it as 'eu-central-1'",
  ]);
});

test('refuses a key prefix with a slash at its end', () => {
  expect(
    problemsOf(
      awsEnvironment({ state: { kind: 's3', bucket: 'state', region: 'eu-central-1', keyPrefix: 'keelson/' } }),
    ),
  ).toEqual([
    "environment 'paas': 'state.keyPrefix' must be a path without a slash at either end, got 'keelson/'; write it as 'team/keelson'",
  ]);
});

test('refuses a Cloud Storage bucket in capitals', () => {
  expect(problemsOf(googleEnvironment({ state: { kind: 'gcs', bucket: 'State' } }))).toEqual([
    "environment 'streaming': 'state.bucket' must be the name of a Cloud Storage bucket: 3 to 63 lower-case letters, digits, dashes or dots, got 'State'; write the bare name of the bucket, without 's3://' or 'gs://'",
  ]);
});

test('refuses a Terraform token in a name', () => {
  expect(problemsOf(awsEnvironment({ name: '${TfToken[TOKEN.0]}' }))).toEqual([
    "environment '${TfToken[TOKEN.0]}': 'name' must be known before an apply, got 'a Terraform token'; write a literal; an input may hold nothing that only an apply knows",
  ]);
});

test('refuses a Terraform token deep in a pool', () => {
  expect(problemsOf(awsPoolWith({ size: { scope: 'total', min: 2, max: -8.109562212591379e298 } }))).toEqual([
    "environment 'paas': 'clusters[0].pools[0].size.max' must be known before an apply, got 'a Terraform token'; write a literal; an input may hold nothing that only an apply knows",
  ]);
});

test('refuses tags that differ in case only, because IAM treats them as the same tag', () => {
  expect(problemsOf(awsEnvironment({ tags: { Owner: 'web', owner: 'web' } }))).toEqual([
    "environment 'paas': 'tags.owner' must differ from 'Owner' in more than case, got 'owner'; keep one of the two; IAM treats both as the same key",
  ]);
  expect(problemsOf(awsEnvironment({ tags: { 'Keelson-Environment': 'x' } }))).toEqual([
    "environment 'paas': 'tags.Keelson-Environment' must differ from 'keelson-environment' in more than case, got 'Keelson-Environment'; keep one of the two; IAM treats both as the same key",
  ]);
});

test("refuses more tags than a resource may have beside keelson's own", () => {
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'x']));
  expect(problemsOf(awsEnvironment({ tags: tags(47) }))).toEqual([
    "environment 'paas': 'tags' must hold at most 46 entries, because some resources have further tags of keelson and the cloud accepts no more, got 47; remove 1 of them",
  ]);
  expect(problemsOf(googleEnvironment({ tags: tags(64) }))).toEqual([
    "environment 'streaming': 'tags' must hold at most 62 entries, because some resources have further tags of keelson and the cloud accepts no more, got 64; remove 2 of them",
  ]);
  expect(problemsOf(awsEnvironment({ tags: tags(46) }))).toEqual([]);
});

test("refuses a key of the state that is not an ARN, or in another region than the bucket's", () => {
  const state = (kmsKeyId: string) =>
    awsEnvironment({ state: { kind: 's3', bucket: 'example-state', region: 'eu-west-1', kmsKeyId } });
  expect(problemsOf(state('alias/state'))).toEqual([
    "environment 'paas': 'state.kmsKeyId' must be the ARN of a KMS key, got 'alias/state'; copy it from the key",
  ]);
  expect(problemsOf(state('arn:aws:kms:eu-central-1:123456789012:alias/state'))).toEqual([
    "environment 'paas': 'state.kmsKeyId' must be a key of the region eu-west-1, got 'arn:aws:kms:eu-central-1:123456789012:alias/state'; name a key of this region, because a KMS key can only be used in its own region",
  ]);
  expect(problemsOf(state('arn:aws:kms:eu-west-1:123456789012:alias/state'))).toEqual([]);
});

describe('names of buckets that a cloud reserves are refused:', () => {
  const SUFFIX_RULE =
    "not end with '-s3alias', '--ol-s3', '.mrap', '--x-s3' or '--table-s3', which S3 reserves for access points, directory buckets and table buckets";
  const s3 = (bucket: string) => problemsOf(awsEnvironment({ state: { kind: 's3', bucket, region: 'eu-central-1' } }));
  const gcs = (bucket: string) => problemsOf(googleEnvironment({ state: { kind: 'gcs', bucket } }));

  test.each([
    ['192.168.5.4', 'not have the form of an IP address'],
    ['xn--state', "not begin with 'xn--' or 'sthree-', which S3 reserves"],
    ['sthree-state', "not begin with 'xn--' or 'sthree-', which S3 reserves"],
    ['state-s3alias', SUFFIX_RULE],
    ['state--ol-s3', SUFFIX_RULE],
    ['state.mrap', SUFFIX_RULE],
    ['state--x-s3', SUFFIX_RULE],
    ['state--euc1-az1--x-s3', SUFFIX_RULE],
    ['state--table-s3', SUFFIX_RULE],
  ])('%s on S3', (bucket, rule) => {
    expect(s3(bucket)).toEqual([
      `environment 'paas': 'state.bucket' must ${rule}, got '${bucket}'; name an existing bucket; the cloud has none of this name`,
    ]);
  });

  test.each([
    ['192.168.5.4', 'not have the form of an IP address'],
    ['goog-state', "not begin with 'goog' or contain 'google', which Google reserves"],
    ['state-of-google', "not begin with 'goog' or contain 'google', which Google reserves"],
  ])('%s on Cloud Storage', (bucket, rule) => {
    expect(gcs(bucket)).toEqual([
      `environment 'streaming': 'state.bucket' must ${rule}, got '${bucket}'; name an existing bucket; the cloud has none of this name`,
    ]);
  });

  test('names that are only similar are accepted', () => {
    for (const bucket of [
      'amzn-s3-demo-bucket',
      '192.168.5.4.5',
      'states3alias',
      'google-state',
      'x-s3',
      'state-x-s3',
      'mrap',
    ]) {
      expect(s3(bucket)).toEqual([]);
    }
    for (const bucket of ['a-goog', 'xn--state', 'state-s3alias']) expect(gcs(bucket)).toEqual([]);
  });
});
