import { balancerTimesOf, minReadySecondsOf } from './balancer-times';
import type { IngressSpec } from './ingress-spec';

/**
 * Seconds for which a new pod of a traffic daemon must be ready until its rollout takes the next one: within this time every part of the
 * balancer learns that the node serves again. A faster rollout would take the next proxy away while the former one gets no requests yet.
 */
export function readySecondsOf(ingress: IngressSpec): number {
  return minReadySecondsOf(balancerTimesOf(ingress));
}
