import type { IngressSpec } from './ingress-spec';

/** Seconds that a balancer gives the requests to a set of clusters. */
export interface ServiceTimes {
  /** For a request with its whole answer. */
  readonly responseSeconds: number;
  /** For a websocket from its beginning on, also for one that is in use. */
  readonly socketSeconds: number;
}

/** Times where no host states any. */
const DEFAULT_TIMES: ServiceTimes = { responseSeconds: 30, socketSeconds: 3600 };

/**
 * The longest times among the hosts that some of the clusters answer together: a backend service has one time for all of them, and the proxy
 * keeps the time of each host.
 *
 * @see https://cloud.google.com/load-balancing/docs/backend-service#timeout-setting
 */
export function serviceTimes({ routes }: Pick<IngressSpec, 'routes'>, clusters: readonly string[]): ServiceTimes {
  const own = routes.filter(({ cluster }) => clusters.includes(cluster)).map(({ host }) => host);
  const sockets = own.filter(({ protocol }) => protocol === 'websocket').map(({ timeouts }) => timeouts.socketSeconds);
  const responses = own.map(({ timeouts }) => timeouts.responseSeconds);
  return {
    responseSeconds: longest(responses, DEFAULT_TIMES.responseSeconds),
    socketSeconds: longest(sockets, DEFAULT_TIMES.socketSeconds),
  };
}

function longest(seconds: readonly number[], otherwise: number): number {
  return seconds.length === 0 ? otherwise : Math.max(...seconds);
}
