import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { IngressBackend, IngressSpec } from './ingress-spec';

/** What a balancer compares between its backends: requests per second of a node, or the use of its processors. */
export type BalancingMode = 'rate' | 'utilization';

/** Requests per second that a node of a pool takes behind a balancer; undefined where nothing states it. */
export function requestsPerNodeOf({ requestsPerNode }: IngressBackend, pool: NodePoolSpec): number | undefined {
  return requestsPerNode ?? pool.load?.perNode?.requestsPerSecond;
}

/**
 * Mode of all backends of an ingress: Compute Engine refuses two modes for one instance group, which the services of requests and of websockets
 * share, and the rate of some backends cannot be compared with the utilisation of others.
 */
export function balancingModeOf({ backends }: Pick<IngressSpec, 'backends'>): BalancingMode {
  const rates = backends.flatMap((backend) => backend.daemon.pools.map((pool) => requestsPerNodeOf(backend, pool)));
  return rates.every((rate) => rate !== undefined) ? 'rate' : 'utilization';
}
