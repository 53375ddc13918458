import type { AwsEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { synthesizeStacks } from '../../../lib/testing/synthesize-stacks';
import { awsEnvironment } from '../../fixtures/aws-environment';
import { maximalAwsEnvironments } from '../../fixtures/maximal-aws-environment';
import { problemsOf } from '../../specs/problems-of';

const REGIONS = [
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
] as const;

const FULL = maximalAwsEnvironments()[0] ?? awsEnvironment();

/** The environment that states every member, with its regions and ARNs moved to another partition. */
function movedTo(region: string, partition: string, environment = FULL): AwsEnvironmentInput {
  const text = JSON.stringify(environment).replaceAll('eu-central-1', region);
  return JSON.parse(text.replaceAll('arn:aws:', `arn:${partition}:`)) as AwsEnvironmentInput;
}

test.each(REGIONS)('an environment in %s is accepted with ARNs of %s', (region, partition) => {
  expect(problemsOf(movedTo(region, partition))).toEqual([]);
});

test.each(REGIONS)('no stack of an environment in %s has an ARN of another partition than %s', (region, partition) => {
  const environment = EnvironmentSpec.from(movedTo(region, partition));
  const text = JSON.stringify(
    synthesizeStacks((app) => {
      addAwsStacks(app, environment);
    }),
  );
  const partitions = new Set([...text.matchAll(/\barn:([a-z-]+):/g)].map((match) => match[1]));
  expect([...partitions]).toEqual([partition]);
});

test('refuses every ARN of another partition than that of its region', () => {
  const problems = problemsOf(movedTo('eusc-de-east-1', 'aws'));
  const members = new Set(problems.map((problem) => /'([\w.[\]]+)' must be of the partition/.exec(problem)?.[1]));
  expect([...members].sort()).toEqual([
    'access[0].principalArn',
    'access[1].principalArn',
    'aws.rootDisk.kmsKey.arn',
    'aws.rootDisk.kmsKeyArn',
    'controlPlane.secretsKeyArn',
    'disk.kmsKey.arn',
    'privateAccess.authentication.rootCertificateChainArn',
    'privateAccess.authentication.samlProviderArn',
    'privateAccess.serverCertificateArn',
  ]);
});

test.each([
  ['authentication.samlProviderArn', 'iam:', 'arn:aws:iam::123456789012:saml-provider/office'],
  ['serverCertificateArn', 'acm:eusc-de-east-1', 'arn:aws:acm:eusc-de-east-1:123456789012:certificate/'],
])(
  'refuses an ARN of another partition in privateAccess.%s, and the message names the right one',
  (member, service, arn) => {
    const wanted = `'privateAccess.${member}' must be of the partition of eusc-de-east-1, 'aws-eusc', got '${arn}`;
    const problem = problemsOf(movedTo('eusc-de-east-1', 'aws')).find((each) => each.includes(wanted));
    expect(problem).toMatch(
      new RegExp(`; write it as 'arn:aws-eusc:${service}:…', or copy it from the account of the cluster$`),
    );
  },
);

test('refuses a region that has the form of no partition', () => {
  const problems = problemsOf(movedTo('eu-moon-1', 'aws', awsEnvironment()));
  expect(problems[0]).toBe(
    "environment 'paas' > cluster 'main': 'region' must be an AWS region, got 'eu-moon-1'; write it as 'eu-central-1'",
  );
});
