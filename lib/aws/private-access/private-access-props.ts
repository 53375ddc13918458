import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import type { AwsPrivateAccess } from '../../specs/network/aws-network-fields';
import type { PrivateRouteTable } from '../aws-network';
import type { IAwsNetwork } from '../aws-network-contract';
import type { SecurityGroupPeer } from '../security/security-flow';

/** Settings of one way to a private endpoint. */
export type PrivateAccessOf<Kind extends AwsPrivateAccess['kind']> = Extract<AwsPrivateAccess, { kind: Kind }>;

/** What every way to a private endpoint is made from. */
export interface PrivateAccessProps<Kind extends AwsPrivateAccess['kind']> {
  /** Its physical name is in those of the resources. */
  readonly cluster: AwsClusterSpec;
  /** Where the private endpoint is. */
  readonly network: IAwsNetwork;
  /** What the spec says of this way. */
  readonly access: PrivateAccessOf<Kind>;
  /** The group that stands before the Kubernetes API. */
  readonly controlPlane: SecurityGroupPeer;
}

/** What a way that routes through the VPC is made from besides. */
export interface RoutedAccessProps<Kind extends AwsPrivateAccess['kind']> extends PrivateAccessProps<Kind> {
  /**
   * Route tables of the private subnets; none for a network that is managed elsewhere, whose owner has attached and routed it:
   * a VPC takes one VPN gateway and one attachment per transit gateway, so that a second one of ours could not be created.
   */
  readonly routeTables: readonly PrivateRouteTable[];
}
