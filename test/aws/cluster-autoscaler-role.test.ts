import { ClusterAutoscalerRole } from '../../lib/aws/cluster-autoscaler-role';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../lib/stacks/aws/add-aws-stacks';
import { AwsPlatformStack } from '../../lib/stacks/aws/aws-platform-stack';
import { synthesizeStacks } from '../../lib/testing/synthesize-stacks';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { awsClusterSpec, resourceOf, resourcesOf, synthesizeAws } from './synthesize-aws';

const SYSTEM = awsPool({ name: 'system', purpose: 'system' });
const SCALED = awsPool({ scaling: { kind: 'cluster-autoscaler' } });

function roleOf(overrides: Parameters<typeof awsClusterSpec>[0] = {}) {
  const cluster = awsClusterSpec({ pools: [SYSTEM, SCALED], controllers: { clusterAutoscaler: {} }, ...overrides });
  return synthesizeAws((stack) => void new ClusterAutoscalerRole(stack, 'cluster-autoscaler-role', { cluster }));
}

test('the policy changes the size only of groups with the tags of the cluster and of the autoscaler', () => {
  expect(JSON.parse(String(resourceOf(roleOf(), 'aws_iam_role_policy')['policy']))['Statement']).toEqual([
    {
      Effect: 'Allow',
      Action: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeScalingActivities',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
      ],
      Resource: ['*'],
    },
    {
      Effect: 'Allow',
      Action: ['eks:DescribeNodegroup'],
      Resource: ['arn:aws:eks:eu-central-1:123456789012:nodegroup/paas-main/*/*'],
    },
    {
      Effect: 'Allow',
      Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      Resource: ['arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:*:autoScalingGroupName/*'],
      Condition: {
        StringEquals: {
          'aws:ResourceTag/keelson.dev/scaling': 'cluster-autoscaler',
          'aws:ResourceTag/k8s.io/cluster-autoscaler/paas-main': 'owned',
        },
      },
    },
  ]);
});

test('only the autoscaler of the cluster gets the role, once it has its rights', () => {
  const json = roleOf();
  expect(resourceOf(json, 'aws_eks_pod_identity_association')).toMatchObject({
    cluster_name: 'paas-main',
    namespace: 'keelson-system',
    service_account: 'cluster-autoscaler',
    depends_on: [expect.stringMatching(/^aws_iam_role_policy\./)],
  });
  const role = resourceOf(json, 'aws_iam_role');
  expect(role['name']).toBe('paas-main-cluster-autoscaler');
  const [statement] = JSON.parse(String(role['assume_role_policy']))['Statement'];
  expect(statement).toMatchObject({
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Condition: {
      StringEquals: {
        'aws:RequestTag/kubernetes-namespace': 'keelson-system',
        'aws:RequestTag/kubernetes-service-account': 'cluster-autoscaler',
      },
    },
  });
});

test('the names of long clusters still fit into the name of a role', () => {
  const name = 'a'.repeat(40);
  expect(String(resourceOf(roleOf({ name }), 'aws_iam_role')['name']).length).toBeLessThanOrEqual(64);
});

test.each([
  { clusterAutoscaler: {}, roles: 1 },
  { clusterAutoscaler: 'existing', roles: 0 },
] as const)('the platform stack has $roles association with the autoscaler $clusterAutoscaler', (given) => {
  const { clusterAutoscaler, roles } = given;
  const cluster = awsCluster({ pools: [SYSTEM, SCALED], controllers: { clusterAutoscaler } });
  const environment = EnvironmentSpec.from(awsEnvironment({ clusters: [cluster] }));
  const stacks = synthesizeStacks((app) => {
    const [added] = addAwsStacks(app, environment);
    expect(added?.platform).toBeInstanceOf(AwsPlatformStack);
  });
  expect(resourcesOf(stacks['paas-main-platform'] ?? {}, 'aws_eks_pod_identity_association')).toHaveLength(roles);
});
