import { affinityArguments } from '../../../lib/google/ingress/affinity-arguments';
import type { Affinity } from '../../../lib/specs/ingress/google/google-ingress-fields';

test.each<[Affinity, ReturnType<typeof affinityArguments>]>([
  [{ kind: 'none' }, { sessionAffinity: 'NONE', affinityCookieTtlSec: 0, localityLbPolicy: 'ROUND_ROBIN' }],
  [
    { kind: 'client-address' },
    { sessionAffinity: 'CLIENT_IP', affinityCookieTtlSec: 0, localityLbPolicy: 'RING_HASH' },
  ],
  [
    { kind: 'generated-cookie', ttlSeconds: 600 },
    { sessionAffinity: 'GENERATED_COOKIE', affinityCookieTtlSec: 600, localityLbPolicy: 'RING_HASH' },
  ],
  [
    { kind: 'header', name: 'X-Room' },
    {
      sessionAffinity: 'HEADER_FIELD',
      affinityCookieTtlSec: 0,
      localityLbPolicy: 'RING_HASH',
      consistentHash: { httpHeaderName: 'X-Room' },
    },
  ],
  [
    { kind: 'http-cookie', name: 'room', ttlSeconds: 60 },
    {
      sessionAffinity: 'HTTP_COOKIE',
      affinityCookieTtlSec: 0,
      localityLbPolicy: 'RING_HASH',
      consistentHash: { httpCookie: { name: 'room', path: '/', ttl: { seconds: 60 } } },
    },
  ],
])('an affinity of %j has a policy that heeds it, and the hash that it needs', (affinity, expected) => {
  expect(affinityArguments(affinity)).toEqual(expected);
});
