import { kinds, list, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { flag, number, oneOf, text } from '../fields/leaf-fields';
import { refused } from '../fields/state-effect';
import type { GoogleNetworkInput } from './network-input';
import type { GooglePrivateAccessInput } from './private-access-input';

type Way<K extends GooglePrivateAccessInput['kind']> = Extract<GooglePrivateAccessInput, { kind: K }>;

const natPorts = number({
  rule: 'be a power of two, 32 to 65536',
  remedy: () => 'use 1024, or more where nodes open many connections to one host',
  holds: (ports) => Number.isInteger(Math.log2(ports)) && ports >= 32 && ports <= 65536,
  range: { min: 32, max: 65536, unit: '' },
});

/** Fields of a network on Google Cloud. */
export const googleNetworkFields = members<GoogleNetworkInput>()({
  nodeCidr: refused(text),
  podCidr: refused(text),
  serviceCidr: refused(text),
  controlPlaneCidr: refused(text),
  zones: list(text),
  natMinPortsPerVm: withDefault(natPorts, 1024),
  flowLogs: withDefault(flag, false),
  existing: refused(
    optional(
      members<NonNullable<GoogleNetworkInput['existing']>>()({
        network: text,
        subnetwork: text,
        podRangeName: text,
        serviceRangeName: text,
      }),
    ),
  ),
});

const namedNetworks = list(members<Way<'authorised-networks'>['networks'][number]>()({ name: text, cidr: text }));

/** Fields of the access to a private GKE control plane. */
export const googlePrivateAccessFields = kinds<GooglePrivateAccessInput>()({
  'dns-endpoint': members<Way<'dns-endpoint'>>()({ kind: oneOf('dns-endpoint') }),
  'authorised-networks': members<Way<'authorised-networks'>>()({
    kind: oneOf('authorised-networks'),
    networks: namedNetworks,
  }),
  'private-endpoint': members<Way<'private-endpoint'>>()({ kind: oneOf('private-endpoint'), networks: namedNetworks }),
});

/** Access to a private GKE control plane with every default filled in. */
export type GooglePrivateAccess = Resolved<typeof googlePrivateAccessFields>;
