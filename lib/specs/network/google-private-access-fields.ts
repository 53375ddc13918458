import { kinds, list, members } from '../fields/compound-fields';
import type { Resolved } from '../fields/field';
import { oneOf, text } from '../fields/leaf-fields';
import type { GooglePrivateAccessInput } from './private-access-input';

type Way<K extends GooglePrivateAccessInput['kind']> = Extract<GooglePrivateAccessInput, { kind: K }>;

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
