import type { AwsEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { stableSnapshot } from '../../../lib/testing/stable-snapshot';
import { synthesizeStacks, type TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';

function synthesize(overrides: Partial<AwsEnvironmentInput> = {}): Record<string, TerraformJson> {
  const environment = EnvironmentSpec.from(awsEnvironment(overrides));
  return synthesizeStacks((app) => {
    addAwsStacks(app, environment);
  });
}

function ofType(stack: TerraformJson | undefined, type: string): readonly Record<string, unknown>[] {
  return Object.values(stack?.['resource']?.[type] ?? {});
}

describe('stacks of an AWS environment', () => {
  test('are a foundation and a platform, named after environment and cluster', () => {
    expect(Object.keys(synthesize()).sort()).toEqual(['paas-main-foundation', 'paas-main-platform']);
  });

  test('keep their names when the environment gains another cluster', () => {
    const clusters = [awsCluster(), awsCluster({ name: 'west', region: 'eu-central-1', network: westNetwork })];
    expect(Object.keys(synthesize({ clusters })).sort()).toEqual([
      'paas-main-foundation',
      'paas-main-platform',
      'paas-west-foundation',
      'paas-west-platform',
    ]);
  });

  test('refuse any other account and tag all resources', () => {
    for (const stack of Object.values(synthesize({ tags: { team: 'platform' } }))) {
      expect(stack['provider']?.['aws']).toEqual([
        {
          region: 'eu-central-1',
          allowed_account_ids: ['123456789012'],
          default_tags: [{ tags: { 'keelson-environment': 'paas', team: 'platform' } }],
        },
      ]);
    }
  });

  test('read the foundation from the backend in which its state is kept', () => {
    const local = synthesize()['paas-main-platform']?.['data']?.['terraform_remote_state'];
    expect(Object.values(local ?? {})).toEqual([
      expect.objectContaining({ backend: 'local', config: { path: '../../../state/paas-main-foundation.tfstate' } }),
    ]);
    const shared = synthesize({ state: { kind: 's3', bucket: 'example-state', region: 'eu-central-1' } })[
      'paas-main-platform'
    ];
    expect(Object.values(shared?.['data']?.['terraform_remote_state'] ?? {})).toEqual([
      expect.objectContaining({
        backend: 's3',
        config: expect.objectContaining({ bucket: 'example-state', key: 'keelson/paas-main-foundation.tfstate' }),
      }),
    ]);
  });

  test('keep add-ons that need nodes out of the foundation', () => {
    const stacks = synthesize();
    const addons = (name: string) => ofType(stacks[name], 'aws_eks_addon').map((addon) => addon['addon_name']);
    expect(addons('paas-main-foundation').sort()).toEqual(['eks-pod-identity-agent', 'kube-proxy', 'vpc-cni']);
    expect(addons('paas-main-platform').sort()).toEqual(['aws-ebs-csi-driver', 'coredns', 'metrics-server']);
    for (const addon of ofType(stacks['paas-main-platform'], 'aws_eks_addon')) {
      expect(addon['depends_on']).toEqual(expect.arrayContaining([expect.stringContaining('aws_autoscaling_group.')]));
    }
  });

  test('give nodes only the security group that carries the tag of the cluster', () => {
    const stacks = synthesize();
    const [template] = ofType(stacks['paas-main-platform'], 'aws_launch_template');
    expect(template?.['network_interfaces']).toEqual([
      expect.objectContaining({
        security_groups: [expect.stringContaining('aws_security_groupsecurity_nodes')],
      }),
    ]);
    expect(ofType(stacks['paas-main-foundation'], 'aws_security_group')).toHaveLength(1);
  });

  test('have one pool for each pool of the spec, self-managed or managed by EKS', () => {
    const managed = awsPool({ name: 'managed', aws: { ...awsPool().aws, management: 'managed-node-group' } });
    const platform = synthesize({ clusters: [awsCluster({ pools: [awsPool(), managed] })] })['paas-main-platform'];
    expect(ofType(platform, 'aws_autoscaling_group')).toHaveLength(1);
    expect(ofType(platform, 'aws_eks_node_group')).toHaveLength(1);
  });

  test('create nothing of an existing network', () => {
    const { network } = awsCluster();
    const zones = network.zones.map((zone, index) => ({
      ...zone,
      existing: { publicSubnetId: `subnet-a000000${index}`, privateSubnetId: `subnet-b000000${index}` },
    }));
    const existing = { ...network, zones, existing: { vpcId: 'vpc-0123456789abcdef0' } };
    const foundation = synthesize({ clusters: [awsCluster({ network: existing })] })['paas-main-foundation'];
    expect(ofType(foundation, 'aws_vpc')).toEqual([]);
    expect(ofType(foundation, 'aws_subnet')).toEqual([]);
    expect(ofType(foundation, 'aws_eks_cluster')[0]?.['vpc_config']).toMatchObject({
      subnet_ids: ['subnet-b0000000', 'subnet-b0000001', 'subnet-b0000002'],
    });
  });

  test('deploy a platform after its foundation', () => {
    const environment = EnvironmentSpec.from(awsEnvironment());
    const depends: boolean[] = [];
    synthesizeStacks((app) => {
      for (const { foundation, platform } of addAwsStacks(app, environment))
        depends.push(platform.dependsOn(foundation));
    });
    expect(depends).toEqual([true]);
  });

  test('match the snapshot', () => {
    const stacks = synthesize();
    expect(stableSnapshot(stacks['paas-main-foundation'])).toMatchSnapshot('foundation');
    expect(stableSnapshot(stacks['paas-main-platform'])).toMatchSnapshot('platform');
  });
});

const westNetwork = {
  vpcCidr: '10.30.0.0/16',
  zones: [
    { zone: 'eu-central-1a', publicCidr: '10.30.0.0/24', privateCidr: '10.30.32.0/19' },
    { zone: 'eu-central-1b', publicCidr: '10.30.1.0/24', privateCidr: '10.30.64.0/19' },
  ],
};
