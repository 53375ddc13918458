import { AwsNetwork } from '../../lib/aws/aws-network';
import type { AwsNetworkInput } from '../../lib/specs/network/network-input';
import { awsCluster, awsPool } from '../fixtures/aws-environment';
import { awsClusterSpec, idsOf, resourceOf, resourcesOf, synthesizeAws } from './synthesize-aws';

const plan = awsCluster().network;

function synthesizeNetwork(network: Partial<AwsNetworkInput> = {}, deletionProtection = true) {
  const cluster = awsClusterSpec({ network: { ...plan, ...network }, controlPlane: { deletionProtection } });
  return synthesizeAws((stack) => {
    new AwsNetwork(stack, 'network', { cluster });
  });
}

const existing: AwsNetworkInput = {
  ...plan,
  existing: { vpcId: 'vpc-0123456789abcdef0' },
  zones: plan.zones.map((zone, index) => ({
    ...zone,
    existing: { publicSubnetId: `subnet-a000000${index}`, privateSubnetId: `subnet-b000000${index}` },
  })),
};

describe('an AWS network', () => {
  test('gives each zone a public and a private subnet with the tags by which balancers find them', () => {
    const subnets = resourcesOf(synthesizeNetwork(), 'aws_subnet');
    const tagged = (tag: string) =>
      subnets
        .filter((subnet) => (subnet['tags'] as Record<string, string>)[tag] === '1')
        .map((subnet) => subnet['cidr_block']);
    expect(tagged('kubernetes.io/role/elb')).toEqual(['10.20.0.0/24', '10.20.1.0/24', '10.20.2.0/24']);
    expect(tagged('kubernetes.io/role/internal-elb')).toEqual(['10.20.32.0/19', '10.20.64.0/19', '10.20.96.0/19']);
    for (const subnet of subnets) {
      expect(subnet['tags']).toMatchObject({ 'kubernetes.io/cluster/paas-main': 'shared' });
      expect(subnet['map_public_ip_on_launch']).toBe(false);
    }
  });

  test('reserves the upper half of each private subnet for the prefixes of pods', () => {
    const json = synthesizeNetwork();
    expect(idsOf(json, 'aws_ec2_subnet_cidr_reservation')).toHaveLength(3);
    const reservations = resourcesOf(json, 'aws_ec2_subnet_cidr_reservation');
    expect(reservations.map((reservation) => reservation['cidr_block'])).toEqual([
      '10.20.48.0/20',
      '10.20.80.0/20',
      '10.20.112.0/20',
    ]);
    const subnets = idsOf(json, 'aws_subnet').filter((id) => id.includes('private'));
    expect(reservations.map((reservation) => reservation['subnet_id'])).toEqual(
      subnets.map((id) => `\${aws_subnet.${id}.id}`),
    );
    for (const reservation of reservations) expect(reservation['reservation_type']).toBe('prefix');
  });

  test('reserves nothing where pods have single addresses, nor in a subnet that is smaller than a /26', () => {
    const single = awsClusterSpec({ controlPlane: { prefixDelegation: false }, pools: [awsPool({ maxPods: 58 })] });
    const json = synthesizeAws((stack) => {
      new AwsNetwork(stack, 'network', { cluster: single });
    });
    expect(resourcesOf(json, 'aws_ec2_subnet_cidr_reservation')).toEqual([]);
    const [first, ...others] = plan.zones;
    if (first === undefined) throw new Error('the plan has zones');
    const pools = [awsPool({ zones: others.map(({ zone }) => zone) })];
    const small = awsClusterSpec({
      network: { ...plan, zones: [{ ...first, privateCidr: '10.20.32.0/27' }, ...others] },
      pools,
    });
    const reserved = synthesizeAws((stack) => {
      new AwsNetwork(stack, 'network', { cluster: small });
    });
    expect(resourcesOf(reserved, 'aws_ec2_subnet_cidr_reservation')).toHaveLength(2);
  });

  test('enables DNS support and host names, which the private endpoint of the control plane needs', () => {
    expect(resourceOf(synthesizeNetwork(), 'aws_vpc')).toMatchObject({
      cidr_block: '10.20.0.0/16',
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
  });

  test('removes every rule from the default security group, including rules that are added by hand later', () => {
    expect(resourceOf(synthesizeNetwork(), 'aws_default_security_group')).toMatchObject({ ingress: [], egress: [] });
  });

  test('routes each private subnet through the NAT gateway of its own zone', () => {
    const json = synthesizeNetwork();
    const routes = resourcesOf(json, 'aws_route').filter((route) => route['nat_gateway_id'] !== undefined);
    expect(new Set(routes.map((route) => route['nat_gateway_id'])).size).toBe(3);
    expect(new Set(routes.map((route) => route['route_table_id'])).size).toBe(3);
    expect(resourcesOf(json, 'aws_eip')).toHaveLength(3);
  });

  test('with a single NAT gateway keeps a route table per zone, and the same gateway that the first zone has with one per zone', () => {
    const single = synthesizeNetwork({ nat: 'single' });
    const routes = resourcesOf(single, 'aws_route').filter((route) => route['nat_gateway_id'] !== undefined);
    expect(new Set(routes.map((route) => route['nat_gateway_id'])).size).toBe(1);
    expect(resourcesOf(single, 'aws_route_table')).toHaveLength(4);
    expect(idsOf(synthesizeNetwork(), 'aws_nat_gateway')).toEqual(
      expect.arrayContaining([...idsOf(single, 'aws_nat_gateway')]),
    );
  });

  test('adds a gateway endpoint for S3, so that image layers bypass the NAT gateways', () => {
    const endpoint = resourceOf(synthesizeNetwork(), 'aws_vpc_endpoint');
    expect(endpoint).toMatchObject({ vpc_endpoint_type: 'Gateway', service_name: 'com.amazonaws.eu-central-1.s3' });
    expect(endpoint['route_table_ids']).toHaveLength(3);
  });

  test('writes flow logs only when asked, with a role that can write only to their log group', () => {
    expect(resourcesOf(synthesizeNetwork(), 'aws_flow_log')).toEqual([]);
    const json = synthesizeNetwork({ flowLogs: { retentionDays: 30, traffic: 'REJECT' } });
    expect(resourceOf(json, 'aws_flow_log')).toMatchObject({ traffic_type: 'REJECT' });
    expect(resourceOf(json, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/keelson/paas-main/flow-logs',
      retention_in_days: 30,
    });
    const policy = JSON.parse(String(resourceOf(json, 'aws_iam_role_policy')['policy'])) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    const wide = policy.Statement.filter((statement) => statement.Resource.includes('*'));
    expect(wide.flatMap((statement) => statement.Action)).toEqual(['logs:DescribeLogGroups']);
    expect(String(resourceOf(json, 'aws_iam_role')['assume_role_policy'])).toContain(
      '"aws:SourceAccount":"123456789012"',
    );
  });

  test('refuses to be replaced while the cluster has deletion protection', () => {
    expect(resourceOf(synthesizeNetwork(), 'aws_vpc')['lifecycle']).toEqual({ prevent_destroy: true });
    expect(resourceOf(synthesizeNetwork({}, false), 'aws_vpc')['lifecycle']).toEqual({ prevent_destroy: false });
  });

  test('lists its zones when it is asked for a zone that it lacks', () => {
    const cluster = awsClusterSpec();
    synthesizeAws((stack) => {
      const network = new AwsNetwork(stack, 'network', { cluster });
      expect(() => network.privateSubnetId('eu-central-1d')).toThrow(
        "network has no zone 'eu-central-1d', only eu-central-1a, eu-central-1b, eu-central-1c",
      );
    });
  });
});

describe('an existing AWS network', () => {
  test('takes the VPC and subnets that its plan names', () => {
    const network = AwsNetwork.fromPlan(awsClusterSpec({ network: existing }).network);
    expect(network.vpcId).toBe('vpc-0123456789abcdef0');
    expect(network.privateSubnetId('eu-central-1b')).toBe('subnet-b0000001');
    expect(network.publicSubnetId('eu-central-1c')).toBe('subnet-a0000002');
  });

  test('fails when the plan names no existing VPC', () => {
    expect(() => AwsNetwork.fromPlan(awsClusterSpec().network)).toThrow('the plan names no existing VPC');
  });

  test('lists its zones in alphabetical order, whatever the order of the input', () => {
    const subnets = (zone: string) => ({ zone, publicSubnetId: `p-${zone}`, privateSubnetId: `q-${zone}` });
    const network = AwsNetwork.fromAttributes({ vpcId: 'vpc-1', zones: [subnets('b'), subnets('a')] });
    expect(network.zones).toEqual(['a', 'b']);
    expect(() => network.publicSubnetId('c')).toThrow("network has no zone 'c', only a, b");
  });
});
