/** One connection on the way of a request, from what opens it to what accepts it. */
export interface PathLeg {
  /** The part that opens the connection: `client`. */
  readonly from: string;
  /** The part that accepts it: `pod of 'chat/chat-gateway'`. */
  readonly to: string;
  /** Rewrites of its addresses or ports on the way: by kube-proxy, or by a NAT. */
  readonly nats: number;
  /** Whether TLS ends where the connection is accepted. */
  readonly endsTls: boolean;
}

/** Sums over the way of a request. */
export interface PathSums {
  /** Parts between the client and the pod that take the request and pass it on: each one that ends a connection, and each NAT. */
  readonly hops: number;
  /** TCP connections, one after the other. */
  readonly connections: number;
  readonly nats: number;
  readonly tlsTerminations: number;
}

/** Sums over the legs of a way. The last leg ends at the pod, which is no hop. */
export function pathSums(legs: readonly PathLeg[]): PathSums {
  const nats = legs.reduce((sum, leg) => sum + leg.nats, 0);
  return {
    hops: Math.max(0, legs.length - 1) + nats,
    connections: legs.length,
    nats,
    tlsTerminations: legs.filter(({ endsTls }) => endsTls).length,
  };
}

/**
 * Share of requests, 0 to 1, that go to a pod in another zone than their proxy's, where both are spread evenly over their zones and a proxy
 * takes any pod; 0 where one of them has no zone.
 */
export function crossZoneShare(proxyZones: readonly string[], podZones: readonly string[]): number {
  const [proxies, pods] = [new Set(proxyZones), new Set(podZones)];
  const pairs = proxies.size * pods.size;
  if (pairs === 0) return 0;
  const same = [...proxies].filter((zone) => pods.has(zone)).length;
  return (pairs - same) / pairs;
}

/** Processors that TLS would take, by the cheaper and the dearer key of a certificate. */
export interface TlsProcessors {
  readonly ecdsa: number;
  readonly rsa: number;
}

/**
 * Microseconds of one processor for a whole TLS handshake. With a P-256 key nginx took more than 2 000 a second and core. With an RSA key of 2048
 * bits a handshake takes about twice the signature, of which OpenSSL 3.0 makes some 2 000 a second on a server's core.
 *
 * @see https://www.nginx.com/blog/nginx-ssl-performance/
 */
export const HANDSHAKE_MICROSECONDS: TlsProcessors = { ecdsa: 500, rsa: 1000 };

/**
 * Processors that a pool would take for TLS if it ended there: an estimate by the handshakes alone. Bytes and resumed sessions are not
 * counted; the first take more on top, the second less.
 *
 * @param handshakes new TLS connections of clients per second
 */
export function tlsProcessors(handshakes: number): TlsProcessors {
  const of = (microseconds: number) => (handshakes * microseconds) / 1_000_000;
  return { ecdsa: of(HANDSHAKE_MICROSECONDS.ecdsa), rsa: of(HANDSHAKE_MICROSECONDS.rsa) };
}
