import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import type { AwsPrivateAccess } from '../../specs/network/aws-private-access-fields';
import type { PrivateRouteTable } from '../aws-network';
import type { IAwsNetwork } from '../aws-network-contract';
import type { SecurityGroupPeer } from '../security/security-flow';

/** Settings of one kind of access to the private endpoint. */
export type PrivateAccessOf<Kind extends AwsPrivateAccess['kind']> = Extract<AwsPrivateAccess, { kind: Kind }>;

/** Properties that every kind of access to the private endpoint has. */
export interface PrivateAccessProps<Kind extends AwsPrivateAccess['kind']> {
  /** The cluster, whose physical name is in the names of the resources. */
  readonly cluster: AwsClusterSpec;
  /** The network in which the private endpoint is. */
  readonly network: IAwsNetwork;
  /** Settings of this access in the spec. */
  readonly access: PrivateAccessOf<Kind>;
  /** The security group of the control plane, through which clients reach the Kubernetes API. */
  readonly controlPlane: SecurityGroupPeer;
}

/** Further properties of an access that routes through the VPC. */
export interface RoutedAccessProps<Kind extends AwsPrivateAccess['kind']> extends PrivateAccessProps<Kind> {
  /**
   * Route tables of the private subnets; empty for a network that is managed elsewhere, whose owner has attached and routed it. A
   * VPC takes one VPN gateway and one attachment per transit gateway, so that AWS would refuse a second one from this stack.
   */
  readonly routeTables: readonly PrivateRouteTable[];
}
