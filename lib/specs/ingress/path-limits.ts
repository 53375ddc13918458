import { GCLB_BACKEND_IDLE_SECONDS } from './balancer-times';
import type { IngressRoute, IngressSpec } from './ingress-spec';
import { PROXY_KEEP_ALIVE_SECONDS } from './proxy-times';
import { serviceTimes } from './service-times';

/** A time on the way of a request, after which somebody ends the request or its connection. */
export interface PathLimit {
  /** The part that keeps the time. */
  readonly by: 'balancer' | 'proxy';
  /** The thing that the time is for: `unused client connection`. */
  readonly what: string;
  readonly seconds: number;
}

/** The time limits on the way of a host's requests, from the client on. The balancer ends a websocket also while it is in use. */
export function pathLimits(ingress: IngressSpec, { host }: IngressRoute): readonly PathLimit[] {
  const { responseSeconds, socketSeconds } = serviceTimes(ingress, servingClusters(ingress, host.host));
  const isSocket = host.protocol === 'websocket';
  const ofBalancer: PathLimit = isSocket
    ? { by: 'balancer', what: 'life of a websocket', seconds: socketSeconds }
    : { by: 'balancer', what: 'whole answer', seconds: responseSeconds };
  const silence: readonly PathLimit[] = isSocket
    ? [{ by: 'proxy', what: 'silence of a websocket', seconds: host.timeouts.socketSeconds }]
    : [];
  return [
    { by: 'balancer', what: 'unused client connection', seconds: ingress.balancer.clientKeepAliveSeconds },
    ofBalancer,
    { by: 'balancer', what: 'unused proxy connection', seconds: GCLB_BACKEND_IDLE_SECONDS },
    { by: 'proxy', what: 'unused connection', seconds: PROXY_KEEP_ALIVE_SECONDS },
    { by: 'proxy', what: 'begin of an answer', seconds: host.timeouts.responseSeconds },
    ...silence,
  ];
}

/** Names of the clusters with a backend that serve a host, each once: the balancer has one time for all of them. */
export function servingClusters({ routes, backends }: IngressSpec, host: string): readonly string[] {
  const clusters = routes.filter((route) => route.host.host === host).map(({ cluster }) => cluster);
  return [...new Set(clusters)].filter((name) => backends.some(({ cluster }) => cluster === name));
}
