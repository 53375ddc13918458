import { TerminationHandlerRole } from '../../../lib/aws/termination-handler/termination-handler-role';
import { handledCluster } from '../../../lib/specs/cluster/controllers/termination-handler-spec';
import { awsPool } from '../../fixtures/aws-environment';
import { awsClusterSpec, resourceOf, synthesizeAws } from '../synthesize-aws';

const SYSTEM = awsPool({ name: 'system', purpose: 'system' });

function roleOf(name = 'main') {
  const cluster = awsClusterSpec({ name, pools: [SYSTEM, awsPool()], controllers: { terminationHandler: {} } });
  const handled = handledCluster(cluster);
  if (handled === undefined) throw new Error('keelson installs no handler');
  return synthesizeAws((stack) => void new TerminationHandlerRole(stack, 'termination-handler-role', handled));
}

interface Statement {
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

function statementsOf(json: ReturnType<typeof roleOf>): readonly Statement[] {
  return JSON.parse(String(resourceOf(json, 'aws_iam_role_policy')['policy'])).Statement;
}

test('the policy reads one queue, looks instances up, and completes lifecycle actions of the groups of the cluster', () => {
  expect(statementsOf(roleOf())).toEqual([
    {
      Effect: 'Allow',
      Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      Resource: ['arn:aws:sqs:eu-central-1:123456789012:paas-main-node-events'],
    },
    { Effect: 'Allow', Action: ['ec2:DescribeInstances'], Resource: ['*'] },
    {
      Effect: 'Allow',
      Action: ['autoscaling:CompleteLifecycleAction'],
      Resource: ['arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:*:autoScalingGroupName/paas-main-*'],
      Condition: { StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/paas-main': 'owned' } },
    },
  ]);
});

test('a cluster whose name is the beginning of another reaches neither the queue nor the groups of the other', () => {
  const [ofQueue, , ofGroups] = statementsOf(roleOf('main'));
  const [queueOfOther, , groupsOfOther] = statementsOf(roleOf('main-2'));
  expect(ofQueue?.Resource).not.toEqual(queueOfOther?.Resource);
  for (const resource of ofQueue?.Resource ?? []) expect(resource).not.toContain('*');
  // The pattern of names alone would match groups of the other cluster, which carry the tag of theirs.
  const [key] = Object.keys(ofGroups?.Condition?.StringEquals ?? {});
  const [keyOfOther] = Object.keys(groupsOfOther?.Condition?.StringEquals ?? {});
  expect([key, keyOfOther]).toEqual([
    'aws:ResourceTag/kubernetes.io/cluster/paas-main',
    'aws:ResourceTag/kubernetes.io/cluster/paas-main-2',
  ]);
});

test('only the handler of the cluster gets the role, once it has its rights', () => {
  const json = roleOf();
  expect(resourceOf(json, 'aws_eks_pod_identity_association')).toMatchObject({
    cluster_name: 'paas-main',
    namespace: 'keelson-system',
    service_account: 'termination-handler',
    depends_on: [expect.stringMatching(/^aws_iam_role_policy\./)],
  });
  const role = resourceOf(json, 'aws_iam_role');
  expect(role['name']).toBe('paas-main-termination-handler');
  const [statement] = JSON.parse(String(role['assume_role_policy'])).Statement;
  expect(statement).toMatchObject({
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Condition: {
      StringEquals: {
        'aws:RequestTag/kubernetes-namespace': 'keelson-system',
        'aws:RequestTag/kubernetes-service-account': 'termination-handler',
      },
    },
  });
});

test('the names of long clusters still fit into the name of a role', () => {
  expect(String(resourceOf(roleOf('a'.repeat(40)), 'aws_iam_role')['name']).length).toBeLessThanOrEqual(64);
});
