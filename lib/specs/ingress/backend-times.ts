import type { IngressSpec } from './ingress-spec';

/** Seconds that a balancer gives an answer where no host says anything: the default of Google. */
const USUAL_RESPONSE_SECONDS = 30;

/**
 * Seconds that the balancer of an ingress gives a whole request and its answer: as long as the slowest of its hosts, because its services share one
 * time. The proxy keeps the time of each host.
 *
 * @see https://cloud.google.com/load-balancing/docs/backend-service#timeout-setting
 */
export function responseSecondsOf({ routes }: Pick<IngressSpec, 'routes'>): number {
  const plain = routes.filter(({ host }) => host.protocol !== 'websocket');
  const seconds = plain.map(({ host }) => host.timeouts.responseSeconds);
  return seconds.length === 0 ? USUAL_RESPONSE_SECONDS : Math.max(...seconds);
}

/** Seconds that a websocket lives through the balancer of an ingress at most, also one that is in use; undefined where no host has websockets. */
export function socketSecondsOf({ routes }: Pick<IngressSpec, 'routes'>): number | undefined {
  const sockets = routes.filter(({ host }) => host.protocol === 'websocket');
  const seconds = sockets.map(({ host }) => host.timeouts.socketSeconds);
  return seconds.length === 0 ? undefined : Math.max(...seconds);
}
