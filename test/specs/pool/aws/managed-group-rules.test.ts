import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const POOL = "environment 'paas' > cluster 'main' > pool 'general': ";
const SELF = "use management 'self-managed'";

const problemsWith = (overrides: Partial<AwsNodePoolInput>, management: 'managed-node-group' | 'self-managed') => {
  const pools = [awsPool({ name: 'system' }), awsPool({ ...overrides, aws: { ...awsPool().aws, management } })];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools })] }));
};
const longKey = `example.com/${'x'.repeat(52)}`;

test.each([
  [
    'a label without a value',
    { labels: { 'example.com/edge': '' } },
    `'labels.example.com/edge' must have a value of 1 to 63 characters on a managed node group, got ''; give it one, as 'true', or ${SELF}`,
  ],
  [
    'a label key of more than 63 characters, prefix included',
    { labels: { [longKey]: 'x' } },
    `'labels.${longKey}' must have a key of at most 63 characters, prefix included, on a managed node group, got '${longKey}'; shorten it, or ${SELF}`,
  ],
  [
    'a label with a prefix that EKS reserves for Kubernetes',
    { labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' } },
    `'labels.node.kubernetes.io/exclude-from-external-load-balancers' must not have 'kubernetes.io/' in its key on a managed node group, got 'node.kubernetes.io/exclude-from-external-load-balancers'; EKS refuses it; use a prefix of your own, or ${SELF}`,
  ],
  [
    'a taint key of more than 63 characters, prefix included',
    { taints: [{ key: longKey, effect: 'NoSchedule' as const }] },
    `'taints[0].key' must have a key of at most 63 characters, prefix included, on a managed node group, got '${longKey}'; shorten it, or ${SELF}`,
  ],
  [
    'a taint with a prefix that EKS reserves for itself',
    { taints: [{ key: 'eks.amazonaws.com/edge', effect: 'NoSchedule' as const }] },
    `'taints[0].key' must not have 'eks.amazonaws.com/' in its key on a managed node group, got 'eks.amazonaws.com/edge'; EKS refuses it; use a prefix of your own, or ${SELF}`,
  ],
])('refuses %s on a managed node group, and accepts it on a self-managed group', (_, overrides, message) => {
  expect(problemsWith(overrides, 'managed-node-group')).toEqual([`${POOL}${message}`]);
  expect(problemsWith(overrides, 'self-managed')).toEqual([]);
});

test('refuses more than 50 taints on a managed node group', () => {
  const taints = Array.from({ length: 51 }, (_, index) => ({ key: `taint-${index}`, effect: 'NoSchedule' as const }));
  expect(problemsWith({ taints }, 'managed-node-group')).toEqual([
    `${POOL}'taints' must hold at most 50 taints on a managed node group, got 51; remove 1, or ${SELF}`,
  ]);
});
