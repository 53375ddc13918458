import { AwsNetwork } from '../../../lib/aws/aws-network';
import { addPrivateAccess } from '../../../lib/aws/private-access/add-private-access';
import type { SecurityGroupPeer } from '../../../lib/aws/security/security-flow';
import type { AwsPrivateAccessInput } from '../../../lib/specs/network/private-access-input';
import { awsClusterSpec, resourceOf, resourcesOf, synthesizeAws } from '../synthesize-aws';

const controlPlane: SecurityGroupPeer = {
  kind: 'group',
  name: 'control-plane',
  securityGroupId: 'sg-cluster',
  egress: 'open',
};

function synthesizeAccess(privateAccess: AwsPrivateAccessInput, ownNetwork = true) {
  const cluster = awsClusterSpec({ privateAccess });
  const network = AwsNetwork.fromAttributes({
    vpcId: 'vpc-1',
    zones: ['eu-central-1a', 'eu-central-1b'].map((zone) => ({
      zone,
      publicSubnetId: `subnet-public-${zone}`,
      privateSubnetId: `subnet-private-${zone}`,
    })),
  });
  const routeTables = ownNetwork ? network.zones.map((zone) => ({ zone, routeTableId: `rtb-${zone}` })) : [];
  return synthesizeAws((stack) => {
    addPrivateAccess(stack, { cluster, network, controlPlane, routeTables });
  });
}

function callersOfApi(json: ReturnType<typeof synthesizeAccess>): readonly unknown[] {
  const rules = resourcesOf(json, 'aws_vpc_security_group_ingress_rule');
  for (const rule of rules)
    expect(rule).toMatchObject({ security_group_id: 'sg-cluster', from_port: 443, to_port: 443 });
  return rules.map((rule) => rule['cidr_ipv4'] ?? rule['referenced_security_group_id']);
}

describe('a Session Manager bastion', () => {
  const access: AwsPrivateAccessInput = {
    kind: 'ssm-bastion',
    ssmParameter: '/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-6.1-arm64/v20261020',
  };

  test('has no public address and no key pair, requires metadata tokens and encrypts its disk', () => {
    const instance = resourceOf(synthesizeAccess(access), 'aws_instance');
    expect(instance).toMatchObject({
      instance_type: 't4g.nano',
      subnet_id: 'subnet-private-eu-central-1a',
      associate_public_ip_address: false,
      ebs_optimized: true,
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
      root_block_device: { encrypted: true, volume_type: 'gp3' },
    });
    expect(instance).not.toHaveProperty('key_name');
    expect(instance['ami']).toMatch(/\.insecure_value\}$/);
  });

  test('keeps its security group when a later release changes the name or description', () => {
    expect(resourceOf(synthesizeAccess(access), 'aws_security_group')['lifecycle']).toEqual({
      create_before_destroy: true,
      ignore_changes: ['description', 'name_prefix'],
    });
  });

  test('opens no inbound port, and outbound only the Kubernetes API and Session Manager', () => {
    const json = synthesizeAccess({ ...access, instanceType: 't4g.micro' });
    expect(callersOfApi(json)).toEqual([expect.stringContaining('aws_security_group.')]);
    const out = resourcesOf(json, 'aws_vpc_security_group_egress_rule').map((rule) => [
      rule['from_port'],
      rule['cidr_ipv4'] ?? rule['referenced_security_group_id'],
    ]);
    expect(out).toEqual(
      expect.arrayContaining([
        [443, 'sg-cluster'],
        [443, '0.0.0.0/0'],
      ]),
    );
    expect(out).toHaveLength(2);
    expect(resourceOf(json, 'aws_instance')['instance_type']).toBe('t4g.micro');
  });

  test('has only the permissions that Session Manager needs', () => {
    expect(resourceOf(synthesizeAccess(access), 'aws_iam_role_policy_attachment')['policy_arn']).toBe(
      'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
    );
  });
});

describe('a client VPN', () => {
  const access: AwsPrivateAccessInput = {
    kind: 'client-vpn',
    clientCidr: '10.99.0.0/22',
    serverCertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/server',
    authentication: { samlProviderArn: 'arn:aws:iam::123456789012:saml-provider/people' },
  };

  test('is associated with every private subnet, logs connections and leaves other traffic of the client alone', () => {
    const json = synthesizeAccess(access);
    expect(resourceOf(json, 'aws_ec2_client_vpn_endpoint')).toMatchObject({
      client_cidr_block: '10.99.0.0/22',
      split_tunnel: true,
      vpc_id: 'vpc-1',
      connection_log_options: { enabled: true },
      authentication_options: [
        { type: 'federated-authentication', saml_provider_arn: 'arn:aws:iam::123456789012:saml-provider/people' },
      ],
    });
    expect(resourcesOf(json, 'aws_ec2_client_vpn_network_association').map((found) => found['subnet_id'])).toEqual([
      'subnet-private-eu-central-1a',
      'subnet-private-eu-central-1b',
    ]);
    expect(resourceOf(json, 'aws_ec2_client_vpn_authorization_rule')).toMatchObject({
      target_network_cidr: '10.20.0.0/16',
      authorize_all_groups: true,
    });
  });

  test('keeps its security group when a later release changes the name or description', () => {
    expect(resourceOf(synthesizeAccess(access), 'aws_security_group')['lifecycle']).toEqual({
      create_before_destroy: true,
      ignore_changes: ['description', 'name_prefix'],
    });
  });

  test('lets its clients reach only the Kubernetes API', () => {
    const json = synthesizeAccess(access);
    expect(callersOfApi(json)).toEqual([expect.stringContaining('aws_security_group.')]);
    expect(resourceOf(json, 'aws_vpc_security_group_egress_rule')).toMatchObject({
      referenced_security_group_id: 'sg-cluster',
      from_port: 443,
    });
  });

  test('authenticates machines by certificates', () => {
    const rootCertificateChainArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/root';
    const json = synthesizeAccess({ ...access, authentication: { rootCertificateChainArn } });
    expect(resourceOf(json, 'aws_ec2_client_vpn_endpoint')['authentication_options']).toEqual([
      { type: 'certificate-authentication', root_certificate_chain_arn: rootCertificateChainArn },
    ]);
  });
});

describe('a site-to-site VPN', () => {
  const access: AwsPrivateAccessInput = {
    kind: 'site-to-site-vpn',
    customerGatewayIp: '9.9.9.10',
    customerGatewayAsn: 65010,
    remoteCidrs: ['10.200.0.0/16', '10.201.0.0/16'],
  };

  test('propagates BGP routes into every private route table and keeps its keys out of the state', () => {
    const json = synthesizeAccess(access);
    expect(resourceOf(json, 'aws_vpn_connection')).toMatchObject({
      static_routes_only: false,
      preshared_key_storage: 'SecretsManager',
      tunnel1_ike_versions: ['ikev2'],
      tunnel2_ike_versions: ['ikev2'],
    });
    expect(resourceOf(json, 'aws_vpn_connection')['tunnel1_phase1_dh_group_numbers']).not.toContain(2);
    const tables = resourcesOf(json, 'aws_vpn_gateway_route_propagation').map((found) => found['route_table_id']);
    expect(tables).toEqual(['rtb-eu-central-1a', 'rtb-eu-central-1b']);
    expect(callersOfApi(json)).toEqual(['10.200.0.0/16', '10.201.0.0/16']);
  });

  test('states a four-byte AS number in the argument that accepts it', () => {
    const plain = resourceOf(synthesizeAccess({ ...access, customerGatewayAsn: 2147483647 }), 'aws_customer_gateway');
    expect(plain).toMatchObject({ bgp_asn: '2147483647' });
    const extended = resourceOf(
      synthesizeAccess({ ...access, customerGatewayAsn: 2147483648 }),
      'aws_customer_gateway',
    );
    expect(extended).toMatchObject({ bgp_asn_extended: '2147483648' });
    expect(extended).not.toHaveProperty('bgp_asn');
  });

  test('only opens the Kubernetes API in a network that already has its VPN', () => {
    const json = synthesizeAccess(access, false);
    expect(resourcesOf(json, 'aws_vpn_connection')).toEqual([]);
    expect(callersOfApi(json)).toEqual(['10.200.0.0/16', '10.201.0.0/16']);
  });
});

describe('a transit gateway', () => {
  const access: AwsPrivateAccessInput = {
    kind: 'transit-gateway',
    transitGatewayId: 'tgw-0123456789abcdef0',
    remoteCidrs: ['10.200.0.0/16', '10.201.0.0/16'],
  };

  test('is attached in every zone, and routes are added only after the attachment', () => {
    const json = synthesizeAccess(access);
    expect(resourceOf(json, 'aws_ec2_transit_gateway_vpc_attachment')['subnet_ids']).toEqual([
      'subnet-private-eu-central-1a',
      'subnet-private-eu-central-1b',
    ]);
    const routes = resourcesOf(json, 'aws_route');
    expect(routes).toHaveLength(4);
    for (const route of routes) {
      expect(route).toMatchObject({ transit_gateway_id: 'tgw-0123456789abcdef0' });
      expect(route['depends_on']).toEqual([expect.stringContaining('aws_ec2_transit_gateway_vpc_attachment.')]);
    }
    expect(callersOfApi(json)).toEqual(['10.200.0.0/16', '10.201.0.0/16']);
  });

  test('only opens the Kubernetes API in a network that is already attached', () => {
    const json = synthesizeAccess(access, false);
    expect(resourcesOf(json, 'aws_ec2_transit_gateway_vpc_attachment')).toEqual([]);
    expect(resourcesOf(json, 'aws_route')).toEqual([]);
    expect(callersOfApi(json)).toHaveLength(2);
  });
});

test('an allow-listed public endpoint needs no resource', () => {
  const json = synthesizeAccess({ kind: 'public-allow-list', cidrs: ['9.9.9.0/24'] });
  expect(json['resource']).toBeUndefined();
});
