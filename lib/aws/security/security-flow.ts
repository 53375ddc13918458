import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';

/** A security group that sends or receives. */
export interface SecurityGroupPeer {
  readonly kind: 'group';
  /** Name of the peer, part of the rules' construct ids. */
  readonly name: string;
  /** Id of the security group, which may be a token. */
  readonly securityGroupId: string;
  /**
   * `open`: another rule already allows all outbound traffic, as in the group that EKS creates, so that a flow to a group opens
   * only the receiver; `by-flow`: every flow also opens its sender. A flow to an address range opens its sender in either case.
   */
  readonly egress: 'open' | 'by-flow';
}

/** Addresses that belong to no security group of this stack. */
export interface AddressRangePeer {
  readonly kind: 'range';
  /** IPv4 range, part of the rules' construct ids. */
  readonly cidr: string;
}

/** Protocol and port of a flow. */
export type FlowProtocol =
  | {
      /** All protocols and ports. */
      readonly kind: 'all';
    }
  | { readonly kind: 'tcp' | 'udp'; readonly port: number };

interface FlowOf<From, To> {
  readonly from: From;
  readonly to: To;
  readonly protocol: FlowProtocol;
  /** Reason of the flow, shown in the EC2 console: letters, digits and the punctuation that EC2 accepts, at most 255 characters. */
  readonly why: string;
}

/** A permission to open connections: from whom, to whom, on which port, and why. At least one side is a security group, because a rule belongs to a group. */
export type SecurityFlow =
  | FlowOf<SecurityGroupPeer, SecurityGroupPeer>
  | FlowOf<SecurityGroupPeer, AddressRangePeer>
  | FlowOf<AddressRangePeer, SecurityGroupPeer>;

/**
 * Opens security groups for flows: the inbound side of a receiver that is a group, and the outbound side of the sender where it
 * needs a rule.
 *
 * Construct ids are made from the peers and the port, never from a position, so that adding or removing a flow changes no other
 * rule.
 */
export function addSecurityFlows(scope: Construct, flows: readonly SecurityFlow[]): void {
  for (const flow of flows) {
    const name = `${peerName(flow.from)}-to-${peerName(flow.to)}-${protocolName(flow.protocol)}`;
    if (flow.to.kind === 'group') {
      new VpcSecurityGroupIngressRule(scope, `ingress-${name}`, {
        securityGroupId: flow.to.securityGroupId,
        ...otherSide(flow.from),
        ...ports(flow),
      });
    }
    if (flow.from.kind === 'group' && (flow.from.egress === 'by-flow' || flow.to.kind === 'range')) {
      new VpcSecurityGroupEgressRule(scope, `egress-${name}`, {
        securityGroupId: flow.from.securityGroupId,
        ...otherSide(flow.to),
        ...ports(flow),
      });
    }
  }
}

function otherSide(peer: SecurityGroupPeer | AddressRangePeer) {
  return peer.kind === 'group' ? { referencedSecurityGroupId: peer.securityGroupId } : { cidrIpv4: peer.cidr };
}

function ports(flow: SecurityFlow) {
  const { protocol, why } = flow;
  if (protocol.kind === 'all') return { ipProtocol: '-1', description: why };
  return { ipProtocol: protocol.kind, fromPort: protocol.port, toPort: protocol.port, description: why };
}

function peerName(peer: SecurityGroupPeer | AddressRangePeer): string {
  return peer.kind === 'group' ? peer.name : peer.cidr;
}

function protocolName(protocol: FlowProtocol): string {
  return protocol.kind === 'all' ? 'all' : `${protocol.kind}-${protocol.port}`;
}
