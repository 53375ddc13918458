import { AwsNetwork } from '../../../lib/aws/aws-network';
import { EksControlPlane } from '../../../lib/aws/eks-control-plane';
import { ClusterSecurity } from '../../../lib/aws/security/cluster-security';
import { addSecurityFlows } from '../../../lib/aws/security/security-flow';
import { awsClusterSpec, idsOf, resourceOf, resourcesOf, synthesizeAws } from '../synthesize-aws';

const cluster = EksControlPlane.fromAttributes({
  name: 'paas-main',
  endpoint: 'https://example.test',
  certificateAuthority: 'Q0E=',
  serviceCidr: '172.20.0.0/16',
  kubernetesVersion: '1.34',
  clusterSecurityGroupId: 'sg-cluster',
});

const network = AwsNetwork.fromAttributes({
  vpcId: 'vpc-1',
  zones: [{ zone: 'eu-central-1a', publicSubnetId: 'subnet-p', privateSubnetId: 'subnet-q' }],
});

function synthesizeSecurity(webhookPorts = awsClusterSpec().controlPlane.webhookPorts) {
  return synthesizeAws((stack) => {
    new ClusterSecurity(stack, 'security', { cluster, network, webhookPorts });
  });
}

function portsInto(json: ReturnType<typeof synthesizeSecurity>, receiver: string, sender: RegExp) {
  return resourcesOf(json, 'aws_vpc_security_group_ingress_rule')
    .filter((rule) => String(rule['security_group_id']).includes(receiver))
    .filter((rule) => sender.test(String(rule['referenced_security_group_id'])))
    .map((rule) => `${rule['ip_protocol']}/${rule['from_port'] ?? '*'}`)
    .sort();
}

describe('the security groups of a cluster', () => {
  test('open nodes to the control plane on the ports of the kubelet, webhooks, aggregated APIs and DNS, and on no other port', () => {
    expect(portsInto(synthesizeSecurity(), 'aws_security_group', /sg-cluster/)).toEqual([
      'tcp/10250',
      'tcp/10251',
      'tcp/443',
      'tcp/4443',
      'tcp/53',
      'tcp/6443',
      'tcp/8443',
      'tcp/9443',
      'udp/53',
    ]);
  });

  test('open the control plane to nodes on the ports of the API and DNS', () => {
    expect(portsInto(synthesizeSecurity(), 'sg-cluster', /aws_security_group/)).toEqual([
      'tcp/443',
      'tcp/53',
      'udp/53',
    ]);
  });

  test('let nodes and their pods talk to each other on any port, and to the internet', () => {
    const json = synthesizeSecurity();
    expect(portsInto(json, 'aws_security_group', /aws_security_group/)).toEqual(['-1/*']);
    expect(resourceOf(json, 'aws_vpc_security_group_egress_rule')).toMatchObject({
      ip_protocol: '-1',
      cidr_ipv4: '0.0.0.0/0',
    });
  });

  test('tag the only group that nodes carry with the tag of the cluster', () => {
    expect(resourceOf(synthesizeSecurity(), 'aws_security_group')).toMatchObject({
      name_prefix: 'paas-main-nodes-',
      tags: { 'kubernetes.io/cluster/paas-main': 'owned' },
    });
  });

  test('keep the node group when a later release changes its name, because its rules would go before the nodes have moved', () => {
    expect(resourceOf(synthesizeSecurity(), 'aws_security_group')['lifecycle']).toEqual({
      create_before_destroy: true,
      ignore_changes: ['description', 'name_prefix'],
    });
  });

  test('open other webhook ports, without a second rule for the ports of kubelets and DNS', () => {
    expect(portsInto(synthesizeSecurity([15017, 10250, 53, 15017]), 'aws_security_group', /sg-cluster/)).toEqual([
      'tcp/10250',
      'tcp/15017',
      'tcp/53',
      'udp/53',
    ]);
  });

  test('describe every rule, in characters that EC2 accepts', () => {
    const json = synthesizeSecurity();
    const rules = [
      ...resourcesOf(json, 'aws_vpc_security_group_ingress_rule'),
      ...resourcesOf(json, 'aws_vpc_security_group_egress_rule'),
    ];
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) expect(rule['description']).toMatch(/^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  });
});

describe('a security flow', () => {
  const app = { kind: 'group', name: 'app', securityGroupId: 'sg-app', egress: 'by-flow' } as const;
  const store = { kind: 'group', name: 'store', securityGroupId: 'sg-store', egress: 'open' } as const;
  const postgres = { kind: 'tcp', port: 5432 } as const;

  test('opens both sides where the sender has no rule for outbound traffic', () => {
    const json = synthesizeAws((stack) => {
      addSecurityFlows(stack, [{ from: app, to: store, protocol: postgres, why: 'Queries' }]);
    });
    expect(resourceOf(json, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
      security_group_id: 'sg-store',
      referenced_security_group_id: 'sg-app',
      from_port: 5432,
      to_port: 5432,
    });
    expect(resourceOf(json, 'aws_vpc_security_group_egress_rule')).toMatchObject({
      security_group_id: 'sg-app',
      referenced_security_group_id: 'sg-store',
    });
  });

  test('from an address range opens only the receiver', () => {
    const json = synthesizeAws((stack) => {
      const from = { kind: 'range', cidr: '10.200.0.0/16' } as const;
      addSecurityFlows(stack, [{ from, to: store, protocol: postgres, why: 'Reports' }]);
    });
    expect(resourceOf(json, 'aws_vpc_security_group_ingress_rule')).toMatchObject({ cidr_ipv4: '10.200.0.0/16' });
    expect(resourcesOf(json, 'aws_vpc_security_group_egress_rule')).toEqual([]);
  });

  test('keeps its construct ids when another flow is added before it', () => {
    const flow = { from: app, to: store, protocol: postgres, why: 'Queries' };
    const other = { ...flow, protocol: { kind: 'udp', port: 8125 } as const };
    const ids = (flows: Parameters<typeof addSecurityFlows>[1]) =>
      idsOf(
        synthesizeAws((stack) => addSecurityFlows(stack, flows)),
        'aws_vpc_security_group_ingress_rule',
      );
    expect(ids([other, flow])).toEqual(expect.arrayContaining([...ids([flow])]));
  });
});

test('the control plane and its security flows name the same group, which EKS created', () => {
  const spec = awsClusterSpec();
  const json = synthesizeAws((stack) => {
    const vpc = new AwsNetwork(stack, 'network', { cluster: spec });
    const controlPlane = new EksControlPlane(stack, 'control-plane', { cluster: spec, network: vpc });
    const { webhookPorts } = spec.controlPlane;
    new ClusterSecurity(stack, 'security', { cluster: controlPlane, network: vpc, webhookPorts });
  });
  const receivers = resourcesOf(json, 'aws_vpc_security_group_ingress_rule').map((rule) =>
    String(rule['security_group_id']),
  );
  expect(receivers.filter((id) => id.endsWith('.vpc_config[0].cluster_security_group_id}'))).toHaveLength(3);
});
