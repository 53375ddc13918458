import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

const awsClusterWith = (overrides: Partial<AwsClusterInput>) => awsEnvironment({ clusters: [awsCluster(overrides)] });

test('refuses an invalid region', () => {
  expect(problemsOf(awsClusterWith({ region: 'europe-west4' }))).toEqual([
    "environment 'paas' > cluster 'main': 'region' must be an AWS region, got 'europe-west4'; write it as 'eu-central-1'",
  ]);
});

test('refuses a VPC that is too large', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.0.0.0/8',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.vpcCidr' must be a /16 to /22, got '10.0.0.0/8'; take a smaller block",
  ]);
});

test('refuses a VPC of internet addresses', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '11.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '11.20.0.0/24', privateCidr: '11.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '11.20.1.0/24', privateCidr: '11.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.vpcCidr' must be within the ranges for a VPC on AWS: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 or 198.19.0.0/16, got '11.20.0.0/16'; take a block of these; with this one, pods could not reach the internet hosts that have these addresses",
  ]);
});

test('refuses host bits in the VPC', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.1/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.vpcCidr' must start at its first address, got '10.20.0.1/16'; write '10.20.0.0/16', or a longer prefix",
  ]);
});

test('refuses a subnet outside the VPC', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.21.0.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must lie in 'network.vpcCidr' (10.20.0.0/16), got '10.21.0.0/19'; move the subnet into the VPC, or enlarge the VPC",
  ]);
});

test('refuses subnets that overlap', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.48.0/20' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must not overlap 'network.zones.eu-central-1a.privateCidr' (10.20.32.0/19, to 10.20.63.255), got '10.20.48.0/20'; move one of them",
  ]);
});

test('refuses a network with one zone', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [{ zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' }],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones' must name 2 to 6 zones, got [\"eu-central-1a\"]; EKS requires subnets in at least two zones",
  ]);
});

test('refuses a zone of another region', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-west-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones' must be a zone of eu-central-1: 'eu-central-1a' to 'eu-central-1f', got 'eu-west-1b'; use a zone of the region",
  ]);
});

test('refuses an existing VPC without its subnets', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
          existing: { vpcId: 'vpc-0123456789abcdef0' },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.existing' must name the zone's subnets where 'network.existing' names the VPC, got nothing; state both subnet ids",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.existing' must name the zone's subnets where 'network.existing' names the VPC, got nothing; state both subnet ids",
  ]);
});

test('refuses existing subnets without their VPC', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            {
              zone: 'eu-central-1a',
              publicCidr: '10.20.0.0/24',
              privateCidr: '10.20.32.0/19',
              existing: { publicSubnetId: 'subnet-0123456789abcdef0', privateSubnetId: 'subnet-0123456789abcdef1' },
            },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    'environment \'paas\' > cluster \'main\': \'network.zones.eu-central-1a.existing\' must be absent where the VPC is created, got {"publicSubnetId":"subnet-0123456789abcdef0","privateSubnetId":"subnet-0123456789abcdef1"}; remove it, or name the VPC in \'network.existing\'',
  ]);
});

test('refuses a retention of flow logs that CloudWatch does not offer', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
          flowLogs: { retentionDays: 100, traffic: 'ALL' },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.flowLogs.retentionDays' must be one of CloudWatch's: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 100; use 120",
  ]);
});

test('refuses a service range in the VPC', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { serviceCidr: '10.20.200.0/24' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.serviceCidr' must not overlap 'network.vpcCidr' (10.20.0.0/16, to 10.20.255.255), got '10.20.200.0/24'; move one of them",
  ]);
});

test('refuses a service range of shared addresses', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { serviceCidr: '100.64.0.0/16' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.serviceCidr' must be of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, got '100.64.0.0/16'; EKS accepts no other range for Services",
  ]);
});

test('refuses a service range that is too small', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { serviceCidr: '172.20.0.0/25' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.serviceCidr' must be a /12 to /24, got '172.20.0.0/25'; take a larger block",
  ]);
});

describe('existing subnets', () => {
  const zone = (letter: string, index: number, [publicEnd, privateEnd]: readonly [string, string]) => ({
    zone: `eu-central-1${letter}`,
    publicCidr: `10.20.${index}.0/24`,
    privateCidr: `10.20.${32 * (index + 1)}.0/19`,
    existing: {
      publicSubnetId: `subnet-0123456789abcde${publicEnd}`,
      privateSubnetId: `subnet-0123456789abcde${privateEnd}`,
    },
  });
  /** Problems with two zones, each with the last letters of its public and of its private subnet. */
  const problemsWith = (first: readonly [string, string], second: readonly [string, string]) =>
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [zone('a', 0, first), zone('b', 1, second)],
          existing: { vpcId: 'vpc-0123456789abcdef0' },
        },
      }),
    );
  const sharedBy = (privateZone: string, publicZone: string, end: string) =>
    `environment 'paas' > cluster 'main': 'network.zones.eu-central-1${privateZone}.existing.privateSubnetId' must not be the public subnet of a zone ('network.zones.eu-central-1${publicZone}.existing.publicSubnetId'), got 'subnet-0123456789abcde${end}'; name a subnet whose route leads to a NAT gateway; in a public subnet, nodes without a public address cannot reach the internet`;

  test('are accepted if all differ', () => {
    expect(problemsWith(['a1', 'b1'], ['a2', 'b2'])).toEqual([]);
  });

  test('are refused if two zones have the same one', () => {
    expect(problemsWith(['a1', 'b1'], ['a2', 'b1'])).toEqual([
      "environment 'paas' > cluster 'main': 'network.zones' must name every 'existing.privateSubnetId' once, got 'subnet-0123456789abcdeb1'; remove or rename one of them",
    ]);
  });

  test('are refused if one is public and private, in one zone or in two', () => {
    expect(problemsWith(['a1', 'a1'], ['a2', 'b2'])).toEqual([sharedBy('a', 'a', 'a1')]);
    expect(problemsWith(['a1', 'a2'], ['a2', 'a1'])).toEqual([sharedBy('a', 'b', 'a2'), sharedBy('b', 'a', 'a1')]);
  });
});
