import type { HostSpec } from '../workload/hosts/host-spec';
import { responseSecondsOf, socketSecondsOf } from './backend-times';
import { GCLB_BACKEND_IDLE_SECONDS } from './balancer-times';
import type { IngressSpec } from './ingress-spec';
import { PROXY_KEEP_ALIVE_SECONDS } from './proxy-times';

/** A time on the way of a request, after which somebody ends the request or its connection. */
export interface PathLimit {
  /** The part that keeps the time. */
  readonly by: 'balancer' | 'proxy';
  /** The thing that the time is for: `unused client connection`. */
  readonly what: string;
  readonly seconds: number;
}

/** The time limits on the way of a host's requests, from the client on. The balancer ends a websocket also while it is in use. */
export function pathLimits(ingress: IngressSpec, { protocol, timeouts }: HostSpec): readonly PathLimit[] {
  const socket = protocol === 'websocket' ? socketSecondsOf(ingress) : undefined;
  const ofBalancer: PathLimit =
    socket === undefined
      ? { by: 'balancer', what: 'whole answer', seconds: responseSecondsOf(ingress) }
      : { by: 'balancer', what: 'life of a websocket', seconds: socket };
  const silence: readonly PathLimit[] =
    socket === undefined ? [] : [{ by: 'proxy', what: 'silence of a websocket', seconds: timeouts.socketSeconds }];
  return [
    { by: 'balancer', what: 'unused client connection', seconds: ingress.balancer.clientKeepAliveSeconds },
    ofBalancer,
    { by: 'balancer', what: 'unused proxy connection', seconds: GCLB_BACKEND_IDLE_SECONDS },
    { by: 'proxy', what: 'unused connection', seconds: PROXY_KEEP_ALIVE_SECONDS },
    { by: 'proxy', what: 'begin of an answer', seconds: timeouts.responseSeconds },
    ...silence,
  ];
}
