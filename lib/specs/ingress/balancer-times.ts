import { type BalancerTimes, registrationStep } from '../../analysis/balancer-chain';
import { neededSeconds } from '../../analysis/drain-chain';
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

/**
 * Seconds for which a new pod of a traffic daemon must be ready before a rollout takes the next one: until every part of the balancer sends
 * requests to its node again.
 */
export function minReadySecondsOf(times: BalancerTimes): number {
  return neededSeconds(registrationStep(times, { minReadySeconds: 0 }));
}
