import type { BalancerTimes } from '../../analysis/balancer-chain';
import type { IngressSpec } from './ingress-spec';

/**
 * Seconds until every part of a Google balancer knows what one of its probers has learnt. Google states no figure; this is what it takes
 * in practice, rounded up.
 */
export const GCLB_PROPAGATION_SECONDS = 15;

/**
 * Seconds for which a Google balancer keeps a connection to a backend that carries no request; nobody can change it.
 *
 * @see https://cloud.google.com/load-balancing/docs/https#timeout-keepalive-backends
 */
export const GCLB_BACKEND_IDLE_SECONDS = 600;

/** Times of the balancer of an ingress. */
export function balancerTimesOf({ health, balancer }: IngressSpec): BalancerTimes {
  return {
    healthCheck: {
      intervalSeconds: health.intervalSeconds,
      timeoutSeconds: health.timeoutSeconds,
      healthyThreshold: health.healthyAfter,
      unhealthyThreshold: health.unhealthyAfter,
    },
    propagationSeconds: GCLB_PROPAGATION_SECONDS,
    deregistrationSeconds: balancer.drainSeconds,
    idleSeconds: GCLB_BACKEND_IDLE_SECONDS,
  };
}
