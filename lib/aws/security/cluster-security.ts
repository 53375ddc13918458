import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { clusterTag } from '../../specs/pool/aws/cluster-tag';
import type { IAwsNetwork } from '../aws-network-contract';
import type { IEksCluster } from '../eks-cluster-contract';
import { GROUP_LIFECYCLE } from './group-lifecycle';
import { addSecurityFlows, type SecurityFlow, type SecurityGroupPeer } from './security-flow';

/** Port of the Kubernetes API on the control plane's interfaces in the VPC. */
export const API_PORT = 443;

const KUBELET_PORT = 10250;

const DNS_PORT = 53;

/** Ports of nodes that the control plane reaches in any case; a webhook on one of these ports must not add a second, duplicate rule. */
const ALWAYS_OPEN: readonly number[] = [KUBELET_PORT, DNS_PORT];

const ANYWHERE = '0.0.0.0/0';

/** Properties of {@link ClusterSecurity}. */
export interface ClusterSecurityProps {
  /** The control plane that the nodes talk to. */
  readonly cluster: IEksCluster;
  /** The VPC of the node security group. Changing it replaces the group and rolls every pool. */
  readonly network: IAwsNetwork;
  /** Ports of pods that the API server may call in addition to the kubelet's: those of admission webhooks and aggregated APIs. */
  readonly webhookPorts: readonly number[];
}

/**
 * The security groups of an EKS cluster: one group for the nodes of all pools, and the flows between it and the control plane.
 *
 * Nodes carry this group alone. EKS tags the group that it creates for the control plane `kubernetes.io/cluster/<name>`, and only
 * one group of an interface may carry that tag, because controllers that open ports for balancers otherwise refuse to choose one.
 * Therefore the node group has the tag and nodes do not carry the control plane's group, which also limits the API server to the
 * ports below.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export class ClusterSecurity extends Construct {
  /** The security group of the nodes. */
  readonly resource: SecurityGroup;
  /** Id of the group that node interfaces carry, the only one of them with the cluster's tag. */
  readonly nodeSecurityGroupId: string;
  /** The nodes as a peer of further flows, such as those of a balancer or a database. */
  readonly nodes: SecurityGroupPeer;
  /** The control plane as a peer of further flows, for clients of the Kubernetes API. */
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
      // Changing the VPC replaces the group; the prefix lets the old and the new group exist at the same time.
      namePrefix: `${cluster.name}-nodes-`,
      description: 'Nodes and pods of all pools',
      vpcId: network.vpcId,
      tags: { Name: `${cluster.name}-nodes`, [clusterTag(cluster.name)]: 'owned' },
      lifecycle: GROUP_LIFECYCLE,
    });
  }
}

/**
 * The group that EKS created for a control plane. EKS allows all outbound traffic in that group, so that flows from it open the
 * receiver only.
 */
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

/**
 * Lets the interfaces in the group of EKS (Fargate pods, managed nodes of other owners) and the nodes here resolve names with
 * each other's DNS servers.
 */
function dnsFlows(nodes: SecurityGroupPeer, controlPlane: SecurityGroupPeer): readonly SecurityFlow[] {
  return (['tcp', 'udp'] as const).flatMap((kind): readonly SecurityFlow[] => {
    const protocol = { kind, port: DNS_PORT };
    return [
      { from: controlPlane, to: nodes, protocol, why: 'Pods in the group of EKS ask DNS servers on our nodes' },
      { from: nodes, to: controlPlane, protocol, why: 'Our pods ask DNS servers in the group of EKS' },
    ];
  });
}
