import { CustomerGateway } from '@cdktf/provider-aws/lib/customer-gateway';
import { VpnConnection } from '@cdktf/provider-aws/lib/vpn-connection';
import { VpnGateway } from '@cdktf/provider-aws/lib/vpn-gateway';
import { VpnGatewayRoutePropagation } from '@cdktf/provider-aws/lib/vpn-gateway-route-propagation';
import { Construct } from 'constructs';
import { addSecurityFlows } from '../security/security-flow';
import type { PrivateAccessOf, RoutedAccessProps } from './private-access-props';
import { remoteRangeFlows } from './remote-ranges';

const TUNNEL_TYPE = 'ipsec.1';

/** Largest autonomous system number that `bgp_asn` takes; larger numbers go into `bgp_asn_extended`. */
const LARGEST_PLAIN_ASN = 2_147_483_647;

const ENCRYPTION = ['AES256', 'AES256-GCM-16'];
const INTEGRITY = ['SHA2-256', 'SHA2-384', 'SHA2-512'];
/** Elliptic-curve groups and the large classic groups only, because the service's default also admits the 1024-bit group 2. */
const DIFFIE_HELLMAN_GROUPS = [14, 15, 16, 19, 20, 21];

/**
 * A site-to-site VPN with BGP: two tunnels, with the routes of the other side propagated into the private route tables.
 *
 * AWS generates the pre-shared keys and keeps them in Secrets Manager, never in Terraform's state. In a network that is managed
 * elsewhere this construct only opens the Kubernetes API, because the network's owner has the VPN.
 */
export class SiteToSiteVpn extends Construct {
  /** The VPN connection; undefined in a network that is managed elsewhere. */
  readonly resource: VpnConnection | undefined;

  constructor(scope: Construct, id: string, props: RoutedAccessProps<'site-to-site-vpn'>) {
    super(scope, id);
    this.resource = props.routeTables.length === 0 ? undefined : this.addVpn(props);
    addSecurityFlows(this, remoteRangeFlows(props.access.remoteCidrs, props.controlPlane));
  }

  private addVpn({ cluster, network, access, routeTables }: RoutedAccessProps<'site-to-site-vpn'>): VpnConnection {
    const tags = { Name: cluster.physicalName };
    const gateway = new VpnGateway(this, 'gateway', { vpcId: network.vpcId, tags });
    const customer = new CustomerGateway(this, 'customer-gateway', {
      type: TUNNEL_TYPE,
      ipAddress: access.customerGatewayIp,
      ...renderAsn(access),
      tags,
    });
    for (const { zone, routeTableId } of routeTables) {
      new VpnGatewayRoutePropagation(this, `propagation-${zone}`, { vpnGatewayId: gateway.id, routeTableId });
    }
    return new VpnConnection(this, 'connection', {
      type: TUNNEL_TYPE,
      vpnGatewayId: gateway.id,
      customerGatewayId: customer.id,
      staticRoutesOnly: false,
      presharedKeyStorage: 'SecretsManager',
      ...TUNNEL_OPTIONS,
      tags,
    });
  }
}

/** Both tunnels require the same minimum: IKEv2, AES-256 and SHA-2. */
const TUNNEL_OPTIONS = {
  tunnel1IkeVersions: ['ikev2'],
  tunnel1Phase1EncryptionAlgorithms: ENCRYPTION,
  tunnel1Phase1IntegrityAlgorithms: INTEGRITY,
  tunnel1Phase1DhGroupNumbers: DIFFIE_HELLMAN_GROUPS,
  tunnel1Phase2EncryptionAlgorithms: ENCRYPTION,
  tunnel1Phase2IntegrityAlgorithms: INTEGRITY,
  tunnel1Phase2DhGroupNumbers: DIFFIE_HELLMAN_GROUPS,
  tunnel2IkeVersions: ['ikev2'],
  tunnel2Phase1EncryptionAlgorithms: ENCRYPTION,
  tunnel2Phase1IntegrityAlgorithms: INTEGRITY,
  tunnel2Phase1DhGroupNumbers: DIFFIE_HELLMAN_GROUPS,
  tunnel2Phase2EncryptionAlgorithms: ENCRYPTION,
  tunnel2Phase2IntegrityAlgorithms: INTEGRITY,
  tunnel2Phase2DhGroupNumbers: DIFFIE_HELLMAN_GROUPS,
};

function renderAsn(access: PrivateAccessOf<'site-to-site-vpn'>): { bgpAsn: string } | { bgpAsnExtended: string } {
  const asn = String(access.customerGatewayAsn);
  return access.customerGatewayAsn > LARGEST_PLAIN_ASN ? { bgpAsnExtended: asn } : { bgpAsn: asn };
}
