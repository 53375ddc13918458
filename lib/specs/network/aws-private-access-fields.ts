import { either, kinds, list, members } from '../fields/compound-fields';
import { type Resolved, withDefault } from '../fields/field';
import { oneOf, text, whole } from '../fields/leaf-fields';
import { replaces } from '../fields/state-effect';
import type { AwsPrivateAccessInput } from './private-access-input';

type Way<K extends AwsPrivateAccessInput['kind']> = Extract<AwsPrivateAccessInput, { kind: K }>;

const authentication = either(
  members<{ readonly samlProviderArn: string }>()({ samlProviderArn: text }),
  members<{ readonly rootCertificateChainArn: string }>()({ rootCertificateChainArn: text }),
);

/** Fields of the access to a private EKS endpoint. */
export const awsPrivateAccessFields = kinds<AwsPrivateAccessInput>()({
  'ssm-bastion': members<Way<'ssm-bastion'>>()({
    kind: oneOf('ssm-bastion'),
    instanceType: withDefault(text, 't4g.nano'),
    ssmParameter: replaces(text),
  }),
  'client-vpn': members<Way<'client-vpn'>>()({
    kind: oneOf('client-vpn'),
    clientCidr: replaces(text),
    serverCertificateArn: text,
    authentication: replaces(authentication),
  }),
  'site-to-site-vpn': members<Way<'site-to-site-vpn'>>()({
    kind: oneOf('site-to-site-vpn'),
    customerGatewayIp: replaces(text),
    customerGatewayAsn: replaces(whole({ min: 1, max: 4_294_967_294 })),
    remoteCidrs: list(text),
  }),
  'transit-gateway': members<Way<'transit-gateway'>>()({
    kind: oneOf('transit-gateway'),
    transitGatewayId: replaces(text),
    remoteCidrs: list(text),
  }),
  'public-allow-list': members<Way<'public-allow-list'>>()({ kind: oneOf('public-allow-list'), cidrs: list(text) }),
});

/** Access to a private EKS endpoint with every default filled in. */
export type AwsPrivateAccess = Resolved<typeof awsPrivateAccessFields>;
