import type { ContainerCluster, ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import type { GooglePrivateAccessInput } from '../specs/network/private-access-input';

type AuthorisedNetworks = Extract<GooglePrivateAccessInput, { networks: unknown }>['networks'];

type AccessArguments = Pick<
  ContainerClusterConfig,
  'privateClusterConfig' | 'controlPlaneEndpointsConfig' | 'masterAuthorizedNetworksConfig'
>;

/**
 * Arguments of a private cluster that open exactly one kind of access to its control plane.
 *
 * Nodes are private in every case, and reach the control plane from inside the VPC whichever access is open to people.
 */
export function controlPlaneAccess(access: GooglePrivateAccessInput, controlPlaneCidr: string): AccessArguments {
  const isDns = access.kind === 'dns-endpoint';
  const isPrivate = access.kind === 'private-endpoint';
  return {
    privateClusterConfig: {
      enablePrivateNodes: true,
      enablePrivateEndpoint: access.kind !== 'authorised-networks',
      masterIpv4CidrBlock: controlPlaneCidr,
      // A VPN or an interconnect may end in another region; the authorised networks still limit who can connect.
      masterGlobalAccessConfig: isDns ? undefined : { enabled: isPrivate },
    },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: isDns },
      ipEndpointsConfig: { enabled: !isDns },
    },
    masterAuthorizedNetworksConfig: isDns ? undefined : authorisedNetworks(access.networks, isPrivate),
  };
}

/**
 * Arguments whose value from GKE may differ from the stated value although the cluster is the same.
 *
 * With the IP endpoints off, the provider does not send whether the endpoint would be public. A different value in GKE's answer
 * would then appear as a change in every plan, and no apply would remove it.
 */
export function unreportedAccess(access: GooglePrivateAccessInput): readonly string[] {
  return access.kind === 'dns-endpoint' ? ['private_cluster_config[0].enable_private_endpoint'] : [];
}

/** Host name or address at which people and CI reach the control plane. */
export function controlPlaneEndpoint(access: GooglePrivateAccessInput, cluster: ContainerCluster): string {
  switch (access.kind) {
    case 'dns-endpoint':
      return cluster.controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint;
    case 'authorised-networks':
      return cluster.privateClusterConfig.publicEndpoint;
    case 'private-endpoint':
      return cluster.privateClusterConfig.privateEndpoint;
  }
}

function authorisedNetworks(networks: AuthorisedNetworks, isPrivate: boolean) {
  return {
    cidrBlocks: networks.map((network) => ({ cidrBlock: network.cidr, displayName: network.name })),
    // The addresses of Google Cloud are refused, because everybody who rents a machine there can use them.
    gcpPublicCidrsAccessEnabled: false,
    privateEndpointEnforcementEnabled: isPrivate,
  };
}
