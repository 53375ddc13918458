import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import type { IAwsNetwork } from '../aws-network-contract';
import type { IEksCluster } from '../eks-cluster-contract';
import { GROUP_LIFECYCLE } from './group-lifecycle';
import { addSecurityFlows, type SecurityFlow, type SecurityGroupPeer } from './security-flow';

/** Port of the Kubernetes API, on the control plane's interfaces in the VPC. */
export const API_PORT = 443;

const KUBELET_PORT = 10250;

const DNS_PORT = 53;

/** Ports of nodes that the control plane's group reaches whatever the webhooks are: a second rule of one port would be a duplicate. */
const ALWAYS_OPEN: readonly number[] = [KUBELET_PORT, DNS_PORT];

const ANYWHERE = '0.0.0.0/0';

/** What {@link ClusterSecurity} is made from. */
export interface ClusterSecurityProps {
  /** The control plane that the nodes talk to. */
  readonly cluster: IEksCluster;
  /** The VPC of the node group. Changing it replaces the group and rolls every pool. */
  readonly network: IAwsNetwork;
  /** Ports of pods that the API server may call, beyond the kubelet's: admission webhooks and aggregated APIs. */
  readonly webhookPorts: readonly number[];
}

/**
 * Who talks to whom around an EKS cluster: one group for the nodes of all pools, and what it and the control plane exchange.
 *
 * Nodes carry this group alone. EKS tags the group that it makes for the control plane `kubernetes.io/cluster/<name>`, and
 * exactly one group of an interface may carry that tag, or controllers that open ports for balancers refuse to choose; so the
 * node group has the tag and the cluster's own group stays off the nodes. That also keeps the API server's reach to the ports below.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export class ClusterSecurity extends Construct {
  /** The group of the nodes. */
  readonly resource: SecurityGroup;
  /** The group that node interfaces carry, and the only one with the cluster's tag. */
  readonly nodeSecurityGroupId: string;
  /** The nodes, as an end of further flows: a balancer's, a database's. */
  readonly nodes: SecurityGroupPeer;
  /** The control plane, as an end of further flows: whoever may reach the API. */
  readonly controlPlane: SecurityGroupPeer;

  constructor(scope: Construct, id: string, props: ClusterSecurityProps) {
    super(scope, id);
    this.resource = this.addNodeGroup(props);
    this.nodeSecurityGroupId = this.resource.id;
    this.nodes = { kind: 'group', name: 'nodes', securityGroupId: this.resource.id, egress: 'open' };
    this.controlPlane = controlPlanePeer(props.cluster);
    addSecurityFlows(this, [
      ...nodeFlows(this.nodes),
      ...controlPlaneFlows(this.nodes, this.controlPlane, props.webhookPorts),
      ...dnsFlows(this.nodes, this.controlPlane),
    ]);
  }

  private addNodeGroup({ cluster, network }: ClusterSecurityProps): SecurityGroup {
    return new SecurityGroup(this, 'nodes', {
      // Another VPC replaces the group: with a prefix, old and new stand side by side.
      namePrefix: `${cluster.name}-nodes-`,
      description: 'Nodes and pods of all pools',
      vpcId: network.vpcId,
      tags: { Name: `${cluster.name}-nodes`, [`kubernetes.io/cluster/${cluster.name}`]: 'owned' },
      lifecycle: GROUP_LIFECYCLE,
    });
  }
}

/** The group that EKS made for a control plane. EKS lets it send anything anywhere, so flows from it open the receiver only. */
export function controlPlanePeer(cluster: IEksCluster): SecurityGroupPeer {
  return { kind: 'group', name: 'control-plane', securityGroupId: cluster.clusterSecurityGroupId, egress: 'open' };
}

function nodeFlows(nodes: SecurityGroupPeer): readonly SecurityFlow[] {
  const all = { kind: 'all' } as const;
  return [
    {
      from: nodes,
      to: { kind: 'range', cidr: ANYWHERE },
      protocol: all,
      why: 'Nodes and pods pull images and call services; network policies narrow it per pod',
    },
    {
      from: nodes,
      to: nodes,
      protocol: all,
      why: 'Pods have addresses of the VPC and talk to each other on any port; network policies narrow it',
    },
  ];
}

function controlPlaneFlows(
  nodes: SecurityGroupPeer,
  controlPlane: SecurityGroupPeer,
  webhookPorts: readonly number[],
): readonly SecurityFlow[] {
  const toPods = [...new Set(webhookPorts)].filter((port) => !ALWAYS_OPEN.includes(port));
  return [
    {
      from: nodes,
      to: controlPlane,
      protocol: { kind: 'tcp', port: API_PORT },
      why: 'Kubelets and pods call the API',
    },
    {
      from: controlPlane,
      to: nodes,
      protocol: { kind: 'tcp', port: KUBELET_PORT },
      why: 'API server calls kubelets for logs, exec and port-forward, and webhooks that share the port',
    },
    ...toPods.map(
      (port): SecurityFlow => ({
        from: controlPlane,
        to: nodes,
        protocol: { kind: 'tcp', port },
        why: 'API server calls admission webhooks and aggregated APIs on pods',
      }),
    ),
  ];
}

/** Interfaces that EKS puts into its own group (Fargate pods, managed nodes of somebody else) and ours resolve names from each other. */
function dnsFlows(nodes: SecurityGroupPeer, controlPlane: SecurityGroupPeer): readonly SecurityFlow[] {
  return (['tcp', 'udp'] as const).flatMap((kind): readonly SecurityFlow[] => {
    const protocol = { kind, port: DNS_PORT };
    return [
      { from: controlPlane, to: nodes, protocol, why: 'Pods in the group of EKS ask DNS servers on our nodes' },
      { from: nodes, to: controlPlane, protocol, why: 'Our pods ask DNS servers in the group of EKS' },
    ];
  });
}
