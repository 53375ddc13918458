import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';

/** A security group that sends or receives. */
export interface SecurityGroupPeer {
  readonly kind: 'group';
  /** Part of the rules' construct ids. */
  readonly name: string;
  /** May be a token. */
  readonly securityGroupId: string;
  /**
   * `open`: another rule lets everything out already (EKS gives its own group one), so that a flow to a group opens the receiver only;
   * `by-flow`: every flow opens its sender as well. A flow to an address range opens its sender in either case.
   */
  readonly egress: 'open' | 'by-flow';
}

/** Addresses outside any security group of ours. */
export interface AddressRangePeer {
  readonly kind: 'range';
  /** IPv4; part of the rules' construct ids. */
  readonly cidr: string;
}

/** What is spoken. */
export type FlowProtocol =
  | {
      /** Every protocol and port. */
      readonly kind: 'all';
    }
  | { readonly kind: 'tcp' | 'udp'; readonly port: number };

interface FlowOf<From, To> {
  readonly from: From;
  readonly to: To;
  readonly protocol: FlowProtocol;
  /** Why it is open, for whoever reads the group in the console: letters, digits and the punctuation that EC2 takes, at most 255 characters. */
  readonly why: string;
}

/** Who may open connections to whom, on which port, and why. At least one side is a group: a rule needs one to stand on. */
export type SecurityFlow =
  | FlowOf<SecurityGroupPeer, SecurityGroupPeer>
  | FlowOf<SecurityGroupPeer, AddressRangePeer>
  | FlowOf<AddressRangePeer, SecurityGroupPeer>;

/**
 * Opens security groups for flows: the receiver's inbound side where it is a group, and the sender's outbound side where it needs it.
 *
 * Construct ids come from the peers and the port, never from a position, so that a flow added or removed touches no other.
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
