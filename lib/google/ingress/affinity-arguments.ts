import type { ComputeBackendServiceConfig } from '@cdktf/provider-google/lib/compute-backend-service';
import type { Affinity } from '../../specs/ingress/google/google-ingress-fields';

/** Arguments of a backend service that decide which node answers. */
export type AffinityArguments = Pick<
  ComputeBackendServiceConfig,
  'sessionAffinity' | 'affinityCookieTtlSec' | 'localityLbPolicy' | 'consistentHash'
>;

/** A ring of hashes: with the default policy the balancer accepts an affinity and ignores it. */
const RING = { localityLbPolicy: 'RING_HASH' } as const;

const NO_COOKIE = { affinityCookieTtlSec: 0 } as const;

/**
 * Arguments for an affinity, those of what is off included.
 *
 * @see https://cloud.google.com/load-balancing/docs/backend-service#session_affinity
 */
export function affinityArguments(affinity: Affinity): AffinityArguments {
  switch (affinity.kind) {
    case 'none':
      return { sessionAffinity: 'NONE', ...NO_COOKIE, localityLbPolicy: 'ROUND_ROBIN' };
    case 'client-address':
      return { sessionAffinity: 'CLIENT_IP', ...NO_COOKIE, ...RING };
    case 'generated-cookie':
      return { sessionAffinity: 'GENERATED_COOKIE', affinityCookieTtlSec: affinity.ttlSeconds, ...RING };
    case 'header':
      return {
        sessionAffinity: 'HEADER_FIELD',
        ...NO_COOKIE,
        ...RING,
        consistentHash: { httpHeaderName: affinity.name },
      };
    case 'http-cookie':
      return {
        sessionAffinity: 'HTTP_COOKIE',
        ...NO_COOKIE,
        ...RING,
        consistentHash: { httpCookie: { name: affinity.name, path: '/', ttl: { seconds: affinity.ttlSeconds } } },
      };
  }
}
