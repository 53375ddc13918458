import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const POOL = "environment 'paas' > cluster 'main' > pool 'general': ";
const part = awsPool().aws;

function problemsWith(overrides: Partial<AwsNodePoolInput>, tags = 0) {
  const pools = [awsPool({ name: 'system' }), awsPool(overrides)];
  const entries = Array.from({ length: tags }, (_, index) => [`t${index}`, 'x']);
  return problemsOf(awsEnvironment({ tags: Object.fromEntries(entries), clusters: [awsCluster({ pools })] }));
}

test('refuses more tags on a group than Auto Scaling accepts, and the message has the sum', () => {
  const scaling = 'cluster-autoscaler';
  const labels = { tier: 'core' };
  expect(problemsWith({ scaling, labels }, 37)).toEqual([
    `${POOL}'labels' must leave a group at most 50 tags where scaling is 'cluster-autoscaler', got '38 of the environment + 10 of the group + 3 labels + 0 taints = 51'; remove labels, taints or the environment's tags`,
  ]);
  expect(problemsWith({ scaling, labels }, 36)).toEqual([]);
  expect(problemsWith({ labels }, 37)).toEqual([]);
});

test('refuses more machine types than EKS accepts for a managed group', () => {
  const sizes = ['xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge'];
  const alternativeTypes = ['m5', 'm6a', 'm7i', 'm7a'].flatMap((family) => sizes.map((size) => `${family}.${size}`));
  const capacity = { kind: 'mixed', alternativeTypes } as const;
  expect(problemsWith({ aws: { ...part, management: 'managed-node-group', capacity } })).toEqual([
    `${POOL}'aws.capacity.alternativeTypes' must name at most 19 types beside 'machine.type' on a managed node group, got 20; remove some, or use management 'self-managed'`,
  ]);
});

test('refuses more alarms than an instance refresh accepts', () => {
  const alarmNames = Array.from({ length: 11 }, (_, index) => `alarm-${index}`);
  expect(problemsWith({ aws: { ...part, rollout: { alarmNames } } })).toEqual([
    `${POOL}'aws.rollout.alarmNames' must name at most 10 alarms, got 11; join them in a composite alarm`,
  ]);
});

test.each([
  { scaling: 'fixed', most: 45, more: '' },
  // The tag of keelson, and those of cpu, memory, pods and disk.
  { scaling: 'cluster-autoscaler', most: 40, more: ' + 5 for the cluster autoscaler' },
] as const)('counts the tags of a managed group with the scaling $scaling', ({ scaling, most, more }) => {
  const aws = { ...part, management: 'managed-node-group' } as const;
  expect(problemsWith({ scaling, aws }, most + 1)).toEqual([
    `${POOL}'aws.management' must leave a managed node group at most 50 tags, got '${most + 1} of the environment + 5 of EKS${more} = 51'; remove some of the environment's 'tags', or use 'self-managed'`,
  ]);
  expect(problemsWith({ scaling, aws }, most)).toEqual([]);
  expect(problemsWith({}, most + 1)).toEqual([]);
});

test('refuses a name that no alarm can have', () => {
  const alarms = (...alarmNames: readonly string[]) => problemsWith({ aws: { ...part, rollout: { alarmNames } } });
  const rule = "'aws.rollout.alarmNames' must hold names of 1 to 255 characters";
  expect(alarms('')).toEqual([`${POOL}${rule}, got ''; remove it`]);
  expect(alarms('a'.repeat(256))).toEqual([`${POOL}${rule}, got '${'a'.repeat(256)}'; copy it from CloudWatch`]);
  expect(alarms('a'.repeat(255), 'Errors of the shop: too many')).toEqual([]);
});
