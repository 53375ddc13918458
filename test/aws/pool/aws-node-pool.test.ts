import { AwsNodePool } from '../../../lib/aws/pool/aws-node-pool';
import { blockDevices } from '../../../lib/aws/pool/block-devices';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';
import { onlyResource, synthesizePool } from './pool-stack';

const nvme = { type: 'm6id.xlarge', vcpu: 4, memoryGib: 16 };
const bottlerocket = { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } as const;

function synthesize(pool: AwsNodePoolSpec): TerraformJson {
  return synthesizePool(pool, (scope, props) => void new AwsNodePool(scope, 'pool-general', props));
}

function resources(stack: TerraformJson, type: string): readonly Record<string, unknown>[] {
  return Object.values(stack['resource']?.[type] ?? {});
}

interface Tag {
  readonly key: string;
  readonly value: string;
  readonly propagate_at_launch: boolean;
}

function tagsOf(group: Record<string, unknown>, propagated: boolean): Readonly<Record<string, string>> {
  const tags = (group['tag'] as readonly Tag[]).filter((tag) => tag.propagate_at_launch === propagated);
  return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]));
}

function statementsOf(
  stack: TerraformJson,
): readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[] {
  return JSON.parse(String(onlyResource(stack, 'aws_iam_role_policy')['policy'])).Statement;
}

describe('the launch template of a self-managed pool', () => {
  test('hides node credentials from pods, encrypts disks and assigns no public address', () => {
    const template = onlyResource(synthesize(awsPoolSpec()), 'aws_launch_template');
    expect(template).toMatchObject({
      name: 'paas-main-general',
      instance_type: 'm6i.xlarge',
      update_default_version: true,
      ebs_optimized: 'true',
      monitoring: { enabled: true },
      metadata_options: {
        http_endpoint: 'enabled',
        http_tokens: 'required',
        http_put_response_hop_limit: 1,
        instance_metadata_tags: 'disabled',
      },
      network_interfaces: [
        {
          associate_public_ip_address: 'false',
          delete_on_termination: 'true',
          security_groups: ['sg-nodes'],
          connection_tracking_specification: {
            tcp_established_timeout: 86400,
            udp_stream_timeout: 180,
            udp_timeout: 30,
          },
        },
      ],
    });
    expect(template['key_name']).toBeUndefined();
    expect(template['vpc_security_group_ids']).toBeUndefined();
  });

  test('reads a pinned parameter by its plain value, which plans show, or takes an image id as stated', () => {
    const byParameter = onlyResource(synthesize(awsPoolSpec()), 'aws_launch_template');
    expect(byParameter['image_id']).toMatch(/^\$\{data\.aws_ssm_parameter\.[\w-]+\.insecure_value\}$/);
    const stack = synthesize(awsPoolSpec({}, { image: bottlerocket }));
    expect(onlyResource(stack, 'aws_launch_template')['image_id']).toBe('ami-0123456789abcdef0');
    expect(stack['data']?.['aws_ssm_parameter']).toBeUndefined();
  });

  test('carries no tag that can change, because every group would roll for it', () => {
    expect(JSON.stringify(onlyResource(synthesize(awsPoolSpec()), 'aws_launch_template'))).not.toContain('team');
  });

  test('tags what the default tags of the provider do not reach; only instances carry the tag of the cluster', () => {
    const template = onlyResource(synthesize(awsPoolSpec()), 'aws_launch_template');
    const specifications = template['tag_specifications'] as readonly { resource_type: string; tags: object }[];
    expect(specifications.map((each) => each.resource_type)).toEqual(['instance', 'volume', 'network-interface']);
    for (const each of specifications) {
      expect(each.tags).toMatchObject({
        Name: 'paas-main-general',
        'keelson.dev/pool': 'general',
        'keelson-environment': 'paas',
      });
    }
    const owned = specifications.filter((each) => 'kubernetes.io/cluster/paas-main' in each.tags);
    expect(owned.map((each) => each.resource_type)).toEqual(['instance']);
  });

  test('applies the disk size to the disk with images and logs, whatever its device name in the image family', () => {
    const disk = {
      sizeGib: 120,
      iops: 6000,
      throughputMibps: 250,
      kmsKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/4f5c',
    };
    const devices = (image: Parameters<typeof awsPoolSpec>[1]) =>
      blockDevices(awsPoolSpec({}, { ...image, rootDisk: disk }).aws);
    const data = {
      volumeType: 'gp3',
      encrypted: 'true',
      kmsKeyId: disk.kmsKeyArn,
      deleteOnTermination: 'true',
      volumeSize: 120,
      iops: 6000,
      throughput: 250,
    };
    expect(devices({})).toEqual([{ deviceName: '/dev/xvda', ebs: data }]);
    const ubuntu = { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' } } as const;
    expect(devices({ image: ubuntu })).toEqual([{ deviceName: '/dev/sda1', ebs: data }]);
    const [system, root] = devices({ image: bottlerocket });
    expect(root).toEqual({ deviceName: '/dev/xvdb', ebs: data });
    expect(system).toMatchObject({ deviceName: '/dev/xvda', ebs: { encrypted: 'true', kmsKeyId: disk.kmsKeyArn } });
    expect(system?.ebs?.volumeSize).toBeUndefined();
  });
});

describe('the Auto Scaling group of a self-managed pool', () => {
  test('rolls to the newest version as a number, in steps, launching new nodes before old ones go', () => {
    const group = onlyResource(synthesize(awsPoolSpec()), 'aws_autoscaling_group');
    expect(group).toMatchObject({
      name: 'paas-main-general',
      min_size: 2,
      max_size: 6,
      desired_capacity: 2,
      vpc_zone_identifier: [
        'subnet-private-eu-central-1a',
        'subnet-private-eu-central-1b',
        'subnet-private-eu-central-1c',
      ],
      health_check_type: 'EC2',
      wait_for_capacity_timeout: '0',
      default_instance_warmup: 300,
      instance_maintenance_policy: { min_healthy_percentage: 100, max_healthy_percentage: 110 },
      instance_refresh: {
        strategy: 'Rolling',
        preferences: {
          min_healthy_percentage: 100,
          max_healthy_percentage: 110,
          instance_warmup: '300',
          checkpoint_percentages: [20, 50, 100],
          checkpoint_delay: '600',
          skip_matching: true,
        },
      },
    });
    const template = group['launch_template'] as { version: string };
    expect(template.version).toMatch(/^\$\{aws_launch_template\.[\w-]+\.latest_version\}$/);
    expect(JSON.stringify(group)).not.toContain('alarm_specification');
    expect(JSON.stringify(group)).not.toContain('$Latest');
  });

  test('stops a refresh at the alarms that the pool names, and never asks for a rollback', () => {
    const pool = awsPoolSpec({}, { rollout: { alarmNames: ['shop-errors'] } });
    const refresh = onlyResource(synthesize(pool), 'aws_autoscaling_group')['instance_refresh'];
    expect(refresh).toMatchObject({ preferences: { alarm_specification: { alarms: ['shop-errors'] } } });
    expect(JSON.stringify(refresh)).not.toContain('auto_rollback');
  });

  test('keeps the number of nodes of a fixed pool, and ignores the number that an autoscaler sets', () => {
    const fixed = onlyResource(synthesize(awsPoolSpec()), 'aws_autoscaling_group');
    expect(fixed['lifecycle']).not.toHaveProperty('ignore_changes');
    expect(fixed['suspended_processes']).toBeUndefined();
    const scaled = onlyResource(synthesize(awsPoolSpec({ scaling: 'cluster-autoscaler' })), 'aws_autoscaling_group');
    expect(scaled['lifecycle']).toMatchObject({ ignore_changes: ['desired_capacity'] });
    expect(scaled['suspended_processes']).toEqual(['AZRebalance']);
  });

  test('refuses a plan with both kinds of capacity, because Terraform keeps the kind that is left out', () => {
    for (const scaling of ['fixed', 'cluster-autoscaler'] as const) {
      const group = onlyResource(synthesize(awsPoolSpec({ scaling })), 'aws_autoscaling_group');
      expect(group['lifecycle']).toMatchObject({
        postcondition: [
          {
            condition: '${length(self.launch_template) == 0 || length(self.mixed_instances_policy) == 0}',
            error_message: expect.stringMatching(/'aws.capacity'.*Add a second pool.*drain.*remove/),
          },
        ],
      });
    }
  });

  test('tells an autoscaler what an empty group would launch, without the startup taint that is removed by then', () => {
    const pool = awsPoolSpec({
      scaling: 'cluster-autoscaler',
      labels: { 'example.com/tier': 'front' },
      taints: [{ key: 'dedicated', value: 'edge', effect: 'NoSchedule' }],
      startupTaint: { removedBy: 'tuner' },
    });
    expect(tagsOf(onlyResource(synthesize(pool), 'aws_autoscaling_group'), false)).toEqual({
      'k8s.io/cluster-autoscaler/enabled': 'true',
      'k8s.io/cluster-autoscaler/paas-main': 'owned',
      'k8s.io/cluster-autoscaler/node-template/label/example.com/tier': 'front',
      'k8s.io/cluster-autoscaler/node-template/label/keelson.dev/pool': 'general',
      'k8s.io/cluster-autoscaler/node-template/label/keelson.dev/purpose': 'workloads',
      'k8s.io/cluster-autoscaler/node-template/taint/dedicated': 'edge:NoSchedule',
      // 4 cores without 80 thousandths, 16 GiB without 255 + 11 x 110 + 100 MiB, and 80 GiB without a tenth and 1 GiB.
      'k8s.io/cluster-autoscaler/node-template/resources/cpu': '3920m',
      'k8s.io/cluster-autoscaler/node-template/resources/memory': String((16 * 1024 - 255 - 11 * 110 - 100) * 2 ** 20),
      'k8s.io/cluster-autoscaler/node-template/resources/pods': '110',
      'k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage': '71Gi',
      'keelson.dev/scaling': 'cluster-autoscaler',
    });
  });

  test('tells the autoscaler no storage where instance-store disks determine it', () => {
    const pool = awsPoolSpec({ scaling: 'cluster-autoscaler', machine: nvme }, { instanceStore: true });
    const tags = tagsOf(onlyResource(synthesize(pool), 'aws_autoscaling_group'), false);
    expect(Object.keys(tags).filter((key) => key.includes('storage'))).toEqual([]);
  });

  test('tags instances as owned by the cluster', () => {
    expect(tagsOf(onlyResource(synthesize(awsPoolSpec()), 'aws_autoscaling_group'), true)).toEqual({
      Name: 'paas-main-general',
      'keelson.dev/pool': 'general',
      'keelson-environment': 'paas',
      'kubernetes.io/cluster/paas-main': 'owned',
      team: 'platform',
    });
  });

  test('mixes types in the order of the spec, and replaces spot nodes before they are interrupted', () => {
    const pool = awsPoolSpec({}, { capacity: { kind: 'mixed', alternativeTypes: ['m6a.xlarge', 'm5.xlarge'] } });
    const group = onlyResource(synthesize(pool), 'aws_autoscaling_group');
    expect(group).toMatchObject({
      capacity_rebalance: true,
      mixed_instances_policy: {
        instances_distribution: {
          on_demand_base_capacity: 0,
          on_demand_percentage_above_base_capacity: 0,
          spot_allocation_strategy: 'price-capacity-optimized',
        },
        launch_template: {
          override: [{ instance_type: 'm6i.xlarge' }, { instance_type: 'm6a.xlarge' }, { instance_type: 'm5.xlarge' }],
        },
      },
    });
    expect(group['launch_template']).toBeUndefined();
    expect(JSON.stringify(group['mixed_instances_policy'])).toMatch(/"version":"\$\{[\w.-]+\.latest_version\}"/);
  });

  test('exists once per zone where sizes are counted per zone, each group in the subnet of its zone', () => {
    const groups = resources(
      synthesize(
        awsPoolSpec({ size: { scope: 'per-zone', min: 1, max: 3 }, zones: ['eu-central-1a', 'eu-central-1c'] }),
      ),
      'aws_autoscaling_group',
    );
    expect(groups.map((group) => [group['name'], group['min_size'], group['vpc_zone_identifier']])).toEqual([
      ['paas-main-general-eu-central-1a', 1, ['subnet-private-eu-central-1a']],
      ['paas-main-general-eu-central-1c', 1, ['subnet-private-eu-central-1c']],
    ]);
  });
});

describe('lifecycle hooks of a group', () => {
  test('are resources of their own, and abandon an instance whose node does not become Ready', () => {
    const stack = synthesize(awsPoolSpec({}, { rollout: { joinTimeoutSeconds: 600 } }));
    expect(onlyResource(stack, 'aws_autoscaling_lifecycle_hook')).toMatchObject({
      name: 'node-ready',
      lifecycle_transition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      default_result: 'ABANDON',
      heartbeat_timeout: 600,
    });
    expect(onlyResource(stack, 'aws_autoscaling_group')['initial_lifecycle_hook']).toBeUndefined();
  });

  test("let a termination continue when the drain does not end, and extend the timeout of the group's deletion by that time", () => {
    const aws = { image: bottlerocket, terminateHeartbeatSeconds: 3600 };
    const stack = synthesize(awsPoolSpec({}, aws, { terminationHandler: 'existing' }));
    expect(onlyResource(stack, 'aws_autoscaling_lifecycle_hook')).toMatchObject({
      lifecycle_transition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      default_result: 'CONTINUE',
      heartbeat_timeout: 3600,
    });
    expect(onlyResource(stack, 'aws_autoscaling_group')['timeouts']).toEqual({ delete: '75m' });
  });

  test('wait for the drain that the workloads of the pool need where the heartbeat is not stated', () => {
    const stack = synthesize(awsPoolSpec({}, { image: bottlerocket }, { terminationHandler: 'existing' }));
    expect(onlyResource(stack, 'aws_autoscaling_lifecycle_hook')).toMatchObject({
      name: 'node-drained',
      heartbeat_timeout: 180,
    });
    expect(onlyResource(stack, 'aws_autoscaling_group')['timeouts']).toEqual({ delete: '18m' });
  });

  test('delay no launch on Bottlerocket, where nothing could complete the hook', () => {
    const stack = synthesize(awsPoolSpec({}, { image: bottlerocket }));
    expect(resources(stack, 'aws_autoscaling_lifecycle_hook')).toEqual([]);
    expect(statementsOf(stack).flatMap((statement) => statement.Action)).not.toContain(
      'autoscaling:CompleteLifecycleAction',
    );
  });
});

describe("the permissions of a pool's nodes", () => {
  test('allow only the actions that a node calls, limited to its cluster and its own groups', () => {
    expect(statementsOf(synthesize(awsPoolSpec()))).toEqual([
      { Effect: 'Allow', Action: ['ec2:DescribeInstances'], Resource: ['*'] },
      {
        Effect: 'Allow',
        Action: ['eks-auth:AssumeRoleForPodIdentity'],
        Resource: ['arn:aws:eks:*:*:cluster/paas-main'],
      },
      { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
      {
        Effect: 'Allow',
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: ['arn:aws:ecr:*:*:repository/*'],
      },
      {
        Effect: 'Allow',
        Action: ['autoscaling:CompleteLifecycleAction'],
        Resource: ['arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/paas-main-general'],
      },
    ]);
  });

  test('include one access entry for the role, replaced together with the role and created before any instance boots', () => {
    const stack = synthesize(awsPoolSpec());
    const entry = onlyResource(stack, 'aws_eks_access_entry');
    expect(entry).toMatchObject({ cluster_name: 'paas-main', type: 'EC2_LINUX' });
    expect(entry['lifecycle']).toEqual({
      replace_triggered_by: [expect.stringMatching(/^aws_iam_role\.[\w-]+\.unique_id$/)],
    });
    expect(onlyResource(stack, 'aws_autoscaling_group')['depends_on']).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\./),
      expect.stringMatching(/^aws_eks_access_entry\./),
    ]);
  });
});
