import { atMost, kinds, list, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../../fields/field';
import { flag, oneOf, text, whole } from '../../fields/leaf-fields';
import { refused, replaces } from '../../fields/state-effect';
import { backendFields, commonIngressFields, dnsFields, ingressHealthFields, MAX_BACKENDS } from '../ingress-fields';
import type {
  AffinityInput,
  ClientAddressAffinityInput,
  GclbInput,
  GeneratedCookieAffinityInput,
  GoogleIngressInput,
  HeaderAffinityInput,
  HttpCookieAffinityInput,
  NoAffinityInput,
} from './google-ingress-input';

/** Longest life of a cookie of the balancer: two weeks. */
const ttlSeconds = withDefault(whole({ min: 0, max: 1_209_600, unit: 'seconds' }), 0);

const affinity = kinds<AffinityInput>()({
  none: members<NoAffinityInput>()({ kind: oneOf('none') }),
  'client-address': members<ClientAddressAffinityInput>()({ kind: oneOf('client-address') }),
  'generated-cookie': members<GeneratedCookieAffinityInput>()({ kind: oneOf('generated-cookie'), ttlSeconds }),
  header: members<HeaderAffinityInput>()({ kind: oneOf('header'), name: text }),
  'http-cookie': members<HttpCookieAffinityInput>()({ kind: oneOf('http-cookie'), name: text, ttlSeconds }),
});

const gclbFields = members<GclbInput>()({
  kind: oneOf('gclb'),
  minTls: withDefault(oneOf('1.0', '1.1', '1.2'), '1.2'),
  ciphers: withDefault(oneOf('compatible', 'modern', 'restricted'), 'restricted'),
  ipv6: withDefault(flag, false),
  certificateStore: refused(withDefault(oneOf('map', 'classic-list', 'migrating'), 'map')),
  affinity: withDefault(affinity, { kind: 'none' }),
  clientKeepAliveSeconds: replaces(withDefault(whole({ min: 5, max: 1200, unit: 'seconds' }), 610)),
  drainSeconds: optional(whole({ min: 0, max: 3600, unit: 'seconds' })),
  logSamplePercent: withDefault(whole({ min: 0, max: 100 }), 10),
  securityPolicy: optional(text),
});

/** Fields of an ingress on Google Cloud. */
export const googleIngressFields = members<GoogleIngressInput>()({
  ...commonIngressFields,
  balancer: kinds<GclbInput>()({ gclb: gclbFields }),
  backends: atMost(MAX_BACKENDS, list(backendFields)),
  health: withOwnDefaults(ingressHealthFields),
  dns: withDefault(dnsFields, { kind: 'elsewhere' }),
});

/** Members of an ingress on Google Cloud with every default of a field filled in. */
export type GoogleIngressMembers = Resolved<typeof googleIngressFields>;

/** Choice of the node for requests that belong together. */
export type Affinity = GoogleIngressMembers['balancer']['affinity'];
