import { AwsNetwork } from '../../lib/aws/aws-network';
import { EksControlPlane } from '../../lib/aws/eks-control-plane';
import { awsClusterSpec, resourceOf, resourcesOf, synthesizeAws } from './synthesize-aws';

type Overrides = Parameters<typeof awsClusterSpec>[0];

function synthesizeControlPlane(overrides: Overrides = {}, zonalShift?: boolean) {
  const cluster = awsClusterSpec(overrides);
  return synthesizeAws((stack) => {
    const network = new AwsNetwork(stack, 'network', { cluster });
    new EksControlPlane(stack, 'control-plane', { cluster, network, zonalShift });
  });
}

function actionsOf(policy: unknown): readonly string[] {
  const document = JSON.parse(String(policy)) as { Statement: { Action: string[] }[] };
  return document.Statement.flatMap((statement) => statement.Action);
}

describe('an EKS control plane', () => {
  test('grants no access to its creator and installs no add-on by itself', () => {
    expect(resourceOf(synthesizeControlPlane(), 'aws_eks_cluster')).toMatchObject({
      name: 'paas-main',
      version: '1.34',
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
      bootstrap_self_managed_addons: false,
      upgrade_policy: { support_type: 'STANDARD' },
      kubernetes_network_config: { ip_family: 'ipv4', service_ipv4_cidr: '172.20.0.0/16' },
      zonal_shift_config: { enabled: false },
    });
  });

  test('has a public endpoint only for an allow-list', () => {
    expect(resourceOf(synthesizeControlPlane(), 'aws_eks_cluster')['vpc_config']).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ['9.9.9.0/24'],
    });
    const behindGateway = synthesizeControlPlane({
      privateAccess: {
        kind: 'transit-gateway',
        transitGatewayId: 'tgw-0123456789abcdef0',
        remoteCidrs: ['10.200.0.0/16'],
      },
    });
    const vpcConfig = resourceOf(behindGateway, 'aws_eks_cluster')['vpc_config'];
    expect(vpcConfig).toMatchObject({ endpoint_private_access: true, endpoint_public_access: false });
    expect(vpcConfig).not.toHaveProperty('public_access_cidrs');
  });

  test('puts its interfaces into the private subnets', () => {
    const vpcConfig = resourceOf(synthesizeControlPlane(), 'aws_eks_cluster')['vpc_config'] as { subnet_ids: string[] };
    expect(vpcConfig.subnet_ids).toHaveLength(3);
    for (const subnet of vpcConfig.subnet_ids) expect(subnet).toContain('private');
  });

  test('encrypts Secrets with a key of its own that rotates', () => {
    const json = synthesizeControlPlane();
    expect(resourceOf(json, 'aws_kms_key')).toMatchObject({
      enable_key_rotation: true,
      lifecycle: { prevent_destroy: true },
    });
    const encryption = resourceOf(json, 'aws_eks_cluster')['encryption_config'] as { provider: { key_arn: string } };
    expect(encryption).toMatchObject({ resources: ['secrets'] });
    expect(encryption.provider.key_arn).toMatch(/^\$\{aws_kms_key\..*\.arn\}$/);
  });

  test('uses a key that the input states, and creates none', () => {
    const secretsKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000';
    const json = synthesizeControlPlane({ controlPlane: { secretsKeyArn } });
    expect(resourcesOf(json, 'aws_kms_key')).toEqual([]);
    expect(resourceOf(json, 'aws_eks_cluster')['encryption_config']).toMatchObject({
      provider: { key_arn: secretsKeyArn },
    });
  });

  test('logs everything into a group that exists before the cluster and deletes records after the retention', () => {
    const json = synthesizeControlPlane({ controlPlane: { logRetentionDays: 30 } });
    expect(resourceOf(json, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/eks/paas-main/cluster',
      retention_in_days: 30,
    });
    const cluster = resourceOf(json, 'aws_eks_cluster');
    expect(cluster['enabled_cluster_log_types']).toEqual([
      'api',
      'audit',
      'authenticator',
      'controllerManager',
      'scheduler',
    ]);
    expect(cluster['depends_on']).toEqual(
      expect.arrayContaining([expect.stringContaining('aws_cloudwatch_log_group.')]),
    );
    expect(cluster['depends_on']).toEqual(
      expect.arrayContaining([expect.stringContaining('aws_iam_role_policy_attachment.')]),
    );
  });

  test('has a role with one managed policy and the right to use the key', () => {
    const json = synthesizeControlPlane();
    expect(resourceOf(json, 'aws_iam_role_policy_attachment')['policy_arn']).toBe(
      'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
    );
    expect(actionsOf(resourceOf(json, 'aws_iam_role_policy')['policy'])).toEqual([
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ListGrants',
      'kms:DescribeKey',
    ]);
  });

  test('pins no thumbprint of its issuer, because a pinned one would break when the certificate is renewed', () => {
    const provider = resourceOf(synthesizeControlPlane(), 'aws_iam_openid_connect_provider');
    expect(provider).toMatchObject({ client_id_list: ['sts.amazonaws.com'] });
    expect(provider).not.toHaveProperty('thumbprint_list');
  });

  test('can be destroyed neither by a plan nor by EKS while deletion protection is on', () => {
    expect(resourceOf(synthesizeControlPlane(), 'aws_eks_cluster')).toMatchObject({
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
    expect(
      resourceOf(synthesizeControlPlane({ controlPlane: { deletionProtection: false } }), 'aws_eks_cluster'),
    ).toMatchObject({
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
  });

  test('enables zonal shift when asked', () => {
    expect(resourceOf(synthesizeControlPlane({}, true), 'aws_eks_cluster')['zonal_shift_config']).toEqual({
      enabled: true,
    });
  });

  test('gives a principal one access entry, however many policies it has', () => {
    const principalArn = 'arn:aws:iam::123456789012:role/shop';
    const json = synthesizeControlPlane({
      access: [
        { principalArn: 'arn:aws:iam::123456789012:role/platform-admin', policy: 'cluster-admin' },
        { principalArn, policy: 'view' },
        { principalArn, policy: 'edit', namespaces: ['shop'] },
      ],
    });
    expect(resourcesOf(json, 'aws_eks_access_entry').map((entry) => entry['principal_arn'])).toEqual([
      'arn:aws:iam::123456789012:role/platform-admin',
      principalArn,
    ]);
    const scopes = resourcesOf(json, 'aws_eks_access_policy_association').map((association) => [
      String(association['policy_arn']).split('/').at(-1),
      association['access_scope'],
    ]);
    expect(Object.fromEntries(scopes)).toEqual({
      AmazonEKSClusterAdminPolicy: { type: 'cluster' },
      AmazonEKSViewPolicy: { type: 'cluster' },
      AmazonEKSEditPolicy: { type: 'namespace', namespaces: ['shop'] },
    });
  });

  test('states the groups of a principal in its entry, so that the bindings of a team have members', () => {
    const principalArn = 'arn:aws:iam::123456789012:role/shop-developers';
    const json = synthesizeControlPlane({
      access: [
        { principalArn: 'arn:aws:iam::123456789012:role/platform-admin', policy: 'cluster-admin' },
        { principalArn, groups: ['shop-developers', 'readers'] },
      ],
    });
    const entries = resourcesOf(json, 'aws_eks_access_entry').map((entry) => entry['kubernetes_groups']);
    // An empty list removes groups, whereas a missing list would keep the former groups of the principal.
    expect(entries).toEqual([[], ['readers', 'shop-developers']]);
    expect(resourcesOf(json, 'aws_eks_access_policy_association')).toHaveLength(1);
  });

  test('keeps the zones that it was created with when its network gains one', () => {
    const json = synthesizeControlPlane({ controlPlane: { zones: ['eu-central-1c', 'eu-central-1a'] } });
    const all = resourceOf(synthesizeControlPlane(), 'aws_eks_cluster')['vpc_config'] as { subnet_ids: string[] };
    expect(all.subnet_ids).toHaveLength(3);
    expect(resourceOf(json, 'aws_eks_cluster')['vpc_config']).toMatchObject({
      subnet_ids: [all.subnet_ids[0], all.subnet_ids[2]],
    });
  });

  test('writes ARNs in the partition of its region', () => {
    const principalArn = 'arn:aws-cn:iam::123456789012:role/platform-admin';
    const china = { name: 'main', region: 'cn-north-1', access: [{ principalArn, policy: 'cluster-admin' }] } as const;
    const json = synthesizeControlPlane({
      ...china,
      network: {
        vpcCidr: '10.20.0.0/16',
        zones: [
          { zone: 'cn-north-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
          { zone: 'cn-north-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
        ],
      },
    });
    expect(resourceOf(json, 'aws_iam_role_policy_attachment')['policy_arn']).toBe(
      'arn:aws-cn:iam::aws:policy/AmazonEKSClusterPolicy',
    );
    expect(resourceOf(json, 'aws_eks_access_policy_association')['policy_arn']).toBe(
      'arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    );
  });
});

test('an imported EKS cluster keeps the attributes that were stated', () => {
  const attributes = {
    name: 'other',
    endpoint: 'https://example.test',
    certificateAuthority: 'Q0E=',
    serviceCidr: '172.20.0.0/16',
    kubernetesVersion: '1.34',
    clusterSecurityGroupId: 'sg-1',
  };
  expect(EksControlPlane.fromAttributes(attributes)).toEqual(attributes);
});
