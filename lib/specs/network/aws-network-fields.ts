import { either, kinds, list, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { oneOf, text, whole } from '../fields/leaf-fields';
import { logRetentionDays } from './log-retention';
import type { AwsNetworkInput, AwsZoneInput } from './network-input';
import type { AwsPrivateAccessInput } from './private-access-input';

type Way<K extends AwsPrivateAccessInput['kind']> = Extract<AwsPrivateAccessInput, { kind: K }>;

/** Fields of a network on AWS. */
export const awsNetworkFields = members<AwsNetworkInput>()({
  vpcCidr: text,
  zones: list(
    members<AwsZoneInput>()({
      zone: text,
      publicCidr: text,
      privateCidr: text,
      existing: optional(
        members<NonNullable<AwsZoneInput['existing']>>()({ publicSubnetId: text, privateSubnetId: text }),
      ),
    }),
  ),
  nat: withDefault(oneOf('per-zone', 'single'), 'per-zone'),
  primaryZone: optional(text),
  flowLogs: optional(
    members<NonNullable<AwsNetworkInput['flowLogs']>>()({
      retentionDays: logRetentionDays,
      traffic: oneOf('ALL', 'REJECT'),
    }),
  ),
  existing: optional(members<NonNullable<AwsNetworkInput['existing']>>()({ vpcId: text })),
});

const authentication = either(
  members<{ readonly samlProviderArn: string }>()({ samlProviderArn: text }),
  members<{ readonly rootCertificateChainArn: string }>()({ rootCertificateChainArn: text }),
);

/** Fields of the way to a private EKS endpoint. */
export const awsPrivateAccessFields = kinds<AwsPrivateAccessInput>()({
  'ssm-bastion': members<Way<'ssm-bastion'>>()({
    kind: oneOf('ssm-bastion'),
    instanceType: withDefault(text, 't4g.nano'),
    ssmParameter: text,
  }),
  'client-vpn': members<Way<'client-vpn'>>()({
    kind: oneOf('client-vpn'),
    clientCidr: text,
    serverCertificateArn: text,
    authentication,
  }),
  'site-to-site-vpn': members<Way<'site-to-site-vpn'>>()({
    kind: oneOf('site-to-site-vpn'),
    customerGatewayIp: text,
    customerGatewayAsn: whole({ min: 1, max: 4_294_967_294 }),
    remoteCidrs: list(text),
  }),
  'transit-gateway': members<Way<'transit-gateway'>>()({
    kind: oneOf('transit-gateway'),
    transitGatewayId: text,
    remoteCidrs: list(text),
  }),
  'public-allow-list': members<Way<'public-allow-list'>>()({ kind: oneOf('public-allow-list'), cidrs: list(text) }),
});

/** Way to a private EKS endpoint with every default filled in. */
export type AwsPrivateAccess = Resolved<typeof awsPrivateAccessFields>;
