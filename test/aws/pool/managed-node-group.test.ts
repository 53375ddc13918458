import { ManagedNodeGroup } from '../../../lib/aws/pool/managed-node-group';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';
import { onlyResource, synthesizePool } from './pool-stack';

interface GroupTag {
  readonly key: string;
  readonly value: string;
  readonly propagate_at_launch: boolean;
}

function synthesize(
  overrides: Partial<AwsNodePoolInput> = {},
  aws: Partial<AwsNodePoolInput['aws']> = {},
): TerraformJson {
  const pool = awsPoolSpec(overrides, { management: 'managed-node-group', ...aws });
  return synthesizePool(pool, (scope, props) => void new ManagedNodeGroup(scope, 'pool-general', props));
}

test('a managed node group launches our template and spells taints as the EKS API does', () => {
  const group = onlyResource(
    synthesize({
      taints: [
        { key: 'dedicated', value: 'edge', effect: 'NoSchedule' },
        { key: 'spare', effect: 'PreferNoSchedule' },
        { key: 'gone', effect: 'NoExecute' },
      ],
    }),
    'aws_eks_node_group',
  );
  expect(group).toMatchObject({
    cluster_name: 'paas-main',
    capacity_type: 'ON_DEMAND',
    instance_types: ['m6i.xlarge'],
    labels: { 'keelson.dev/pool': 'general' },
    taint: [
      { key: 'dedicated', value: 'edge', effect: 'NO_SCHEDULE' },
      { key: 'spare', effect: 'PREFER_NO_SCHEDULE' },
      { key: 'gone', effect: 'NO_EXECUTE' },
    ],
    scaling_config: { min_size: 2, max_size: 6, desired_size: 2 },
    update_config: { max_unavailable_percentage: 10 },
    node_repair_config: { enabled: true },
    force_update_version: false,
  });
  expect(JSON.stringify(group['launch_template'])).toMatch(/latest_version\}/);
});

test('the startup taint is a kubelet flag and unknown to EKS, which would otherwise add it again', () => {
  const stack = synthesize({ startupTaint: { removedBy: 'tuner' } });
  expect(JSON.stringify(onlyResource(stack, 'aws_eks_node_group')['taint'] ?? [])).not.toContain('startup');
  expect(String(onlyResource(stack, 'aws_launch_template')['user_data'])).toContain(
    '--register-with-taints=keelson.dev/startup=:NoSchedule',
  );
});

test('the tags of the environment are on the groups of EKS, and not in the template, which would roll for a change', () => {
  const stack = synthesize({ size: { scope: 'per-zone', min: 1, max: 2 } });
  const tags = Object.entries(stack['resource']?.['aws_autoscaling_group_tag'] ?? {});
  expect(tags.map(([id]) => id.replace(/_[0-9A-F]{8}$/, ''))).toEqual([
    'pool-general_group-eu-central-1a-tag-team',
    'pool-general_group-eu-central-1b-tag-team',
    'pool-general_group-eu-central-1c-tag-team',
  ]);
  expect(tags.map(([, tag]) => tag['tag'])).toEqual(
    tags.map(() => ({ key: 'team', value: 'platform', propagate_at_launch: true })),
  );
  expect(tags[0]?.[1]?.['autoscaling_group_name']).toMatch(
    /^\$\{aws_eks_node_group\.pool-general_group-eu-central-1a_\w+\.resources\[0\]\.autoscaling_groups\[0\]\.name\}$/,
  );
  expect(JSON.stringify(onlyResource(stack, 'aws_launch_template'))).not.toContain('team');
});

test('the template leaves out the arguments that EKS refuses', () => {
  const template = onlyResource(synthesize(), 'aws_launch_template');
  expect(template['instance_type']).toBeUndefined();
  expect(template['iam_instance_profile']).toBeUndefined();
  expect(template['network_interfaces']).toMatchObject([{ security_groups: ['sg-nodes'] }]);
});

test('the pool adds no access entry and no instance profile, because EKS creates both', () => {
  const { resource = {} } = synthesize();
  expect(Object.keys(resource).sort()).toEqual([
    'aws_autoscaling_group_tag',
    'aws_eks_node_group',
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_launch_template',
  ]);
});

test('the role of a managed group differs from that of a self-managed pool, whose access entry EKS would answer with 409', () => {
  const role = onlyResource(synthesize(), 'aws_iam_role');
  expect(role['name']).toBe('paas-main-general-node-managed');
  expect(Object.keys(synthesize()['resource']?.['aws_iam_role'] ?? {})).toEqual([
    expect.stringMatching(/_role-managed_role_/),
  ]);
});

test('a managed group that must be replaced is created before the old one is destroyed', () => {
  const group = onlyResource(synthesize(), 'aws_eks_node_group');
  expect(group['node_group_name_prefix']).toBe('general-');
  expect(group['node_group_name']).toBeUndefined();
  expect(group['lifecycle']).toEqual({ create_before_destroy: true });
});

test('a managed group ignores the number of nodes where an autoscaler sets it', () => {
  const group = onlyResource(synthesize({ scaling: 'cluster-autoscaler' }), 'aws_eks_node_group');
  expect(group['lifecycle']).toMatchObject({ ignore_changes: ['scaling_config[0].desired_size'] });
});

test('the group of EKS has the tags by which the autoscaler scales it, and no fixed group has them', () => {
  const ofGroup = (stack: TerraformJson) => {
    const tags = Object.values(stack['resource']?.['aws_autoscaling_group_tag'] ?? {}).map(
      ({ tag }) => tag as GroupTag,
    );
    return Object.fromEntries(tags.filter((tag) => !tag.propagate_at_launch).map(({ key, value }) => [key, value]));
  };
  expect(ofGroup(synthesize({ scaling: 'cluster-autoscaler', labels: { 'example.com/tier': 'front' } }))).toEqual({
    'keelson.dev/scaling': 'cluster-autoscaler',
    'k8s.io/cluster-autoscaler/node-template/resources/cpu': '3920m',
    'k8s.io/cluster-autoscaler/node-template/resources/memory': String((16 * 1024 - 255 - 11 * 110 - 100) * 2 ** 20),
    'k8s.io/cluster-autoscaler/node-template/resources/pods': '110',
    'k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage': '71Gi',
  });
  expect(ofGroup(synthesize())).toEqual({});
});

test('a managed group with several types buys spot instances of any of these types', () => {
  const spot = { kind: 'mixed', alternativeTypes: ['m6a.xlarge'] } as const;
  expect(onlyResource(synthesize({}, { capacity: spot }), 'aws_eks_node_group')).toMatchObject({
    capacity_type: 'SPOT',
    instance_types: ['m6i.xlarge', 'm6a.xlarge'],
  });
});

test('a pool with sizes per zone has one managed group per zone', () => {
  const { resource = {} } = synthesize({ size: { scope: 'per-zone', min: 1, max: 2 } });
  const groups = Object.values(resource['aws_eks_node_group'] ?? {});
  expect(groups.map((group) => group['subnet_ids'])).toEqual([
    ['subnet-private-eu-central-1a'],
    ['subnet-private-eu-central-1b'],
    ['subnet-private-eu-central-1c'],
  ]);
});
