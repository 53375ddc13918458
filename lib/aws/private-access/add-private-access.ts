import type { Construct } from 'constructs';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import type { PrivateRouteTable } from '../aws-network';
import type { IAwsNetwork } from '../aws-network-contract';
import type { SecurityGroupPeer } from '../security/security-flow';
import { ClientVpn } from './client-vpn';
import { SiteToSiteVpn } from './site-to-site-vpn';
import { SsmBastion } from './ssm-bastion';
import { TransitGatewayAccess } from './transit-gateway-access';

/** What {@link addPrivateAccess} is made from. */
export interface AddPrivateAccessProps {
  /** The cluster, whose spec names the kind of access. */
  readonly cluster: AwsClusterSpec;
  /** The network in which the private endpoint is. */
  readonly network: IAwsNetwork;
  /** The security group of the control plane, through which clients reach the Kubernetes API. */
  readonly controlPlane: SecurityGroupPeer;
  /** Route tables of the private subnets; empty for a network that is managed elsewhere. */
  readonly routeTables: readonly PrivateRouteTable[];
}

/**
 * Adds the access for people and CI to the private endpoint that the cluster's spec names.
 *
 * An allow-listed public endpoint needs no resource here, because the allow-list is an argument of the control plane.
 */
export function addPrivateAccess(scope: Construct, props: AddPrivateAccessProps): void {
  const access = props.cluster.privateAccess;
  switch (access.kind) {
    case 'ssm-bastion':
      new SsmBastion(scope, 'ssm-bastion', { ...props, access });
      return;
    case 'client-vpn':
      new ClientVpn(scope, 'client-vpn', { ...props, access });
      return;
    case 'site-to-site-vpn':
      new SiteToSiteVpn(scope, 'site-to-site-vpn', { ...props, access });
      return;
    case 'transit-gateway':
      new TransitGatewayAccess(scope, 'transit-gateway', { ...props, access });
      return;
    case 'public-allow-list':
      return;
  }
}
