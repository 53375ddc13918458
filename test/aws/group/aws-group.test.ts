import { AwsGroup } from '../../../lib/aws/group/aws-group';
import type { AwsGroupInput } from '../../../lib/specs/group/aws/aws-group-input';
import { ConfigError } from '../../../lib/values/config-error';
import { awsGroup, groupTracking, maximalGroups } from '../../fixtures/aws-group';
import { network } from '../pool/pool-stack';
import { awsClusterSpec, idsOf, resourceOf, resourcesOf, synthesizeAws } from '../synthesize-aws';

const KMS_KEY = 'arn:aws:kms:eu-central-1:123456789012:key/6f1f1d9a-0000-4000-8000-000000000000';
const nodes = { kind: 'group', name: 'nodes', securityGroupId: 'sg-nodes', egress: 'open' } as const;
const tags = { 'keelson-environment': 'paas', team: 'edge' };

function synthesize(input: AwsGroupInput) {
  const [group] = awsClusterSpec({ groups: [input] }).groups;
  if (group === undefined) throw new Error('no group');
  return synthesizeAws((stack) => void new AwsGroup(stack, 'group', { group, network, nodes, tags }));
}

function full() {
  const [first] = maximalGroups(KMS_KEY);
  if (first === undefined) throw new Error('no group');
  return synthesize(first);
}

function blockOf(resource: Record<string, unknown>, name: string): Record<string, unknown> {
  const [first] = [resource[name]].flat() as Record<string, unknown>[];
  return first ?? {};
}

describe('the smallest group', () => {
  const stack = synthesize(awsGroup());

  test('launches machines without role, public address and user data, whose disks are encrypted', () => {
    const template = resourceOf(stack, 'aws_launch_template');
    expect(template).toMatchObject({
      name: 'paas-main-proxy',
      image_id: 'ami-0123456789abcdef0',
      instance_type: 'c6i.large',
      ebs_optimized: 'true',
      monitoring: { enabled: true },
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
    });
    expect(template).not.toHaveProperty('user_data');
    expect(template).not.toHaveProperty('iam_instance_profile');
    expect(blockOf(template, 'block_device_mappings')).toEqual({
      device_name: '/dev/xvda',
      ebs: {
        volume_type: 'gp3',
        encrypted: 'true',
        delete_on_termination: 'true',
        volume_size: 20,
        iops: 3000,
        throughput: 125,
      },
    });
    expect(blockOf(template, 'network_interfaces')['associate_public_ip_address']).toBe('false');
    expect(idsOf(stack, 'aws_iam_role')).toEqual([]);
    expect(idsOf(stack, 'aws_kms_grant')).toEqual([]);
  });

  test('is one group over all zones that keeps its number, for which Terraform does not wait', () => {
    const group = resourceOf(stack, 'aws_autoscaling_group');
    expect(group).toMatchObject({
      name: 'paas-main-proxy',
      min_size: 2,
      max_size: 4,
      desired_capacity: 2,
      health_check_type: 'EC2',
      health_check_grace_period: 300,
      wait_for_capacity_timeout: '0',
      vpc_zone_identifier: [
        'subnet-private-eu-central-1a',
        'subnet-private-eu-central-1b',
        'subnet-private-eu-central-1c',
      ],
    });
    expect(group).not.toHaveProperty('lifecycle');
    expect(idsOf(stack, 'aws_autoscaling_policy')).toEqual([]);
  });

  test('follows the version of its template by number, so that an edit starts a refresh', () => {
    const launch = blockOf(resourceOf(stack, 'aws_autoscaling_group'), 'launch_template');
    expect(launch['version']).toMatch(/^\$\{aws_launch_template\.[\w-]+\.latest_version\}$/);
  });

  test('accepts no connection', () => {
    expect(idsOf(stack, 'aws_vpc_security_group_ingress_rule')).toEqual([]);
    expect(resourceOf(stack, 'aws_vpc_security_group_egress_rule')).toMatchObject({
      ip_protocol: '-1',
      cidr_ipv4: '0.0.0.0/0',
    });
    expect(resourceOf(stack, 'aws_security_group')).toMatchObject({
      name_prefix: 'paas-main-proxy-',
      vpc_id: 'vpc-1',
      lifecycle: { create_before_destroy: true },
    });
  });

  test('is no node: no tag leads the cluster to its machines', () => {
    const keys = (resourceOf(stack, 'aws_autoscaling_group')['tag'] as { key: string; value: string }[]).map(
      ({ key, value }) => `${key}=${value}`,
    );
    expect(keys).toEqual(['Name=paas-main-proxy', 'keelson-environment=paas', 'keelson.dev/group=proxy', 'team=edge']);
    expect(JSON.stringify(stack)).not.toContain('kubernetes.io');
  });
});

describe('a group that states everything', () => {
  const stack = full();

  test('writes its files before its commands run', () => {
    const text = Buffer.from(String(resourceOf(stack, 'aws_launch_template')['user_data']), 'base64').toString();
    const [head, ...rest] = text.split('\n');
    expect(head).toBe('#cloud-config');
    expect(JSON.parse(rest.join('\n'))).toEqual({
      write_files: [
        { path: '/etc/proxy/proxy.cfg', owner: 'root:root', permissions: '0640', content: 'maxconn 20000\n' },
      ],
      runcmd: [['systemctl', 'enable', '--now', 'proxy']],
    });
  });

  test('opens its port to a range and to the nodes', () => {
    const rules = resourcesOf(stack, 'aws_vpc_security_group_ingress_rule');
    expect(rules).toEqual([
      expect.objectContaining({ cidr_ipv4: '10.0.0.0/8', from_port: 443, to_port: 443, ip_protocol: 'tcp' }),
      expect.objectContaining({ referenced_security_group_id: 'sg-nodes', from_port: 443, to_port: 443 }),
    ]);
  });

  test('grants its key before machines launch, and rolls as stated', () => {
    expect(resourceOf(stack, 'aws_kms_grant')).toMatchObject({ name: 'paas-main-proxy-disks', key_id: KMS_KEY });
    const group = resourceOf(stack, 'aws_autoscaling_group');
    expect(group['depends_on']).toEqual([expect.stringMatching(/^aws_kms_grant\./)]);
    expect(group).toMatchObject({
      desired_capacity: 3,
      instance_maintenance_policy: { min_healthy_percentage: 95, max_healthy_percentage: 120 },
      instance_refresh: {
        preferences: { checkpoint_percentages: [50, 100], instance_warmup: '240', skip_matching: true },
      },
    });
  });

  test('takes the image from its parameter', () => {
    expect(resourceOf(stack, 'aws_launch_template')['image_id']).toMatch(
      /^\$\{data\.aws_ssm_parameter\.[\w-]+\.insecure_value\}$/,
    );
  });
});

test('a group with sizes per zone has an Auto Scaling group in each zone, and each scales itself', () => {
  const stack = synthesize(
    awsGroup({ size: { scope: 'per-zone', min: 2, max: 9 }, scaling: { ...groupTracking(), schedules: [] } }),
  );
  const groups = resourcesOf(stack, 'aws_autoscaling_group');
  expect(groups.map(({ name }) => name)).toEqual(['a', 'b', 'c'].map((zone) => `paas-main-proxy-eu-central-1${zone}`));
  for (const group of groups) {
    expect(group).toMatchObject({ min_size: 2, lifecycle: { ignore_changes: ['desired_capacity'] } });
  }
  // Two targets and a forecast for each zone.
  expect(idsOf(stack, 'aws_autoscaling_policy')).toHaveLength(9);
});

test('a deploy leaves all sizes of a group with schedules as they are', () => {
  const stack = synthesize(awsGroup({ size: { scope: 'total', min: 2, max: 9 }, scaling: groupTracking() }));
  expect(resourceOf(stack, 'aws_autoscaling_group')).toMatchObject({
    lifecycle: { ignore_changes: ['min_size', 'max_size', 'desired_capacity'] },
  });
  expect(resourcesOf(stack, 'aws_autoscaling_schedule').map(({ min_size: least }) => least)).toEqual([5, 2]);
});

test('an edit of a file changes the launch template alone', () => {
  const files = (content: string) => ({ '/etc/proxy.cfg': { content } });
  const [before, after] = ['one', 'two'].map((text) => synthesize(awsGroup({ files: files(text) })));
  const without = (stack: ReturnType<typeof synthesize> | undefined) => ({
    ...stack?.['resource'],
    aws_launch_template: {},
  });
  expect(without(before)).toEqual(without(after));
  expect(before).not.toEqual(after);
});

test('user data above the limit of EC2 is refused, and the largest that fits is not', () => {
  const of = (length: number) => () => synthesize(awsGroup({ files: { '/a': { content: 'x'.repeat(length) } } }));
  // The text around the content of this file.
  const text = Buffer.from(
    String(resourceOf(synthesize(awsGroup({ files: { '/a': { content: '' } } })), 'aws_launch_template')['user_data']),
    'base64',
  );
  const most = 16_384 - text.length;
  expect(of(most)).not.toThrow();
  expect(of(most + 1)).toThrow(ConfigError);
  expect(of(most + 1)).toThrow(
    "group 'proxy': 'user data' must fit into 16384 bytes, got 16385; shorten the files, or put them into the image",
  );
});
