import { either, flag, kinds, list, members, number, oneOf, optional, type Shape, text } from '../fields/shape';
import type { AwsNetworkInput, AwsZoneInput, GoogleNetworkInput } from './network-input';
import type { AwsPrivateAccessInput, GooglePrivateAccessInput } from './private-access-input';

type AwsAccess<K extends AwsPrivateAccessInput['kind']> = Extract<AwsPrivateAccessInput, { kind: K }>;
type GoogleAccess<K extends GooglePrivateAccessInput['kind']> = Extract<GooglePrivateAccessInput, { kind: K }>;

/** Shape of a network on AWS. */
export const awsNetworkShape: Shape = members<AwsNetworkInput>({
  vpcCidr: text,
  zones: list(
    members<AwsZoneInput>({
      zone: text,
      publicCidr: text,
      privateCidr: text,
      existing: optional(
        members<NonNullable<AwsZoneInput['existing']>>({ publicSubnetId: text, privateSubnetId: text }),
      ),
    }),
  ),
  nat: optional(oneOf('per-zone', 'single')),
  flowLogs: optional(
    members<NonNullable<AwsNetworkInput['flowLogs']>>({ retentionDays: number, traffic: oneOf('ALL', 'REJECT') }),
  ),
  existing: optional(members<NonNullable<AwsNetworkInput['existing']>>({ vpcId: text })),
});

/** Shape of a network on Google Cloud. */
export const googleNetworkShape: Shape = members<GoogleNetworkInput>({
  nodeCidr: text,
  podCidr: text,
  serviceCidr: text,
  controlPlaneCidr: text,
  zones: list(text),
  natMinPortsPerVm: optional(number),
  flowLogs: optional(flag),
  existing: optional(
    members<NonNullable<GoogleNetworkInput['existing']>>({
      network: text,
      subnetwork: text,
      podRangeName: text,
      serviceRangeName: text,
    }),
  ),
});

/** Shape of the way to a private EKS endpoint. */
export const awsPrivateAccessShape: Shape = kinds({
  'ssm-bastion': members<AwsAccess<'ssm-bastion'>>({ kind: text, instanceType: optional(text), ssmParameter: text }),
  'client-vpn': members<AwsAccess<'client-vpn'>>({
    kind: text,
    clientCidr: text,
    serverCertificateArn: text,
    authentication: either<{ samlProviderArn: string }, { rootCertificateChainArn: string }>(
      { samlProviderArn: text },
      { rootCertificateChainArn: text },
    ),
  }),
  'site-to-site-vpn': members<AwsAccess<'site-to-site-vpn'>>({
    kind: text,
    customerGatewayIp: text,
    customerGatewayAsn: number,
    remoteCidrs: list(text),
  }),
  'transit-gateway': members<AwsAccess<'transit-gateway'>>({
    kind: text,
    transitGatewayId: text,
    remoteCidrs: list(text),
  }),
  'public-allow-list': members<AwsAccess<'public-allow-list'>>({ kind: text, cidrs: list(text) }),
});

const namedNetworks = list(
  members<GoogleAccess<'authorised-networks'>['networks'][number]>({ name: text, cidr: text }),
);

/** Shape of the way to a private GKE control plane. */
export const googlePrivateAccessShape: Shape = kinds({
  'dns-endpoint': members<GoogleAccess<'dns-endpoint'>>({ kind: text }),
  'authorised-networks': members<GoogleAccess<'authorised-networks'>>({ kind: text, networks: namedNetworks }),
  'private-endpoint': members<GoogleAccess<'private-endpoint'>>({ kind: text, networks: namedNetworks }),
});
