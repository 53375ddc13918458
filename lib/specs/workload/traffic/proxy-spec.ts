import type { NodePoolSpec } from '../../pool/node-pool-spec';
import { SHIPPED_IMAGES } from '../../shipped-images';
import type { ShutdownMembers } from '../shutdown/shutdown-fields';
import { resolveShutdown, type ShutdownSpec } from '../shutdown/shutdown-spec';
import type { WorkloadMembers } from '../workload-fields';
import { defaultMemory } from './proxy-memory';
import { MOST_CONNECTIONS, type ProxyMembers } from './traffic-daemon-fields';

/** Connections of clients that a proxy takes at once where nothing says how many come. */
const DEFAULT_CONNECTIONS = 20_000;

/**
 * Seconds for which a proxy serves on after it has begun to fail its health check: two checks of a balancer, 5 seconds apart, the timeout of
 * the last one, and the time until every part of the balancer knows, which are 27 s, rounded up.
 */
const ENDPOINT_LAG_SECONDS = 30;

/** A proxy of a traffic daemon with every default filled in. */
export type ProxySpec = Omit<ProxyMembers, 'image' | 'memory' | 'maxConnections'> & {
  readonly image: string;
  readonly memory: string;
  readonly maxConnections: number;
};

/** Whether a kind of workload runs one pod on every node of its pools. */
export function isDaemonKind(kind: WorkloadMembers['kind']): boolean {
  return kind === 'daemon' || kind === 'traffic-daemon';
}

/** Fills in the defaults of a proxy; by default it takes twice the connections that its busiest pool states for a node. */
export function resolveProxy(proxy: ProxyMembers, pools: readonly NodePoolSpec[]): ProxySpec {
  const stated = pools.map(({ load }) => load?.perNode?.connections ?? 0);
  const perNode = Math.max(0, ...stated);
  const connections = perNode === 0 ? DEFAULT_CONNECTIONS : Math.min(MOST_CONNECTIONS, 2 * perNode);
  const maxConnections = proxy.maxConnections ?? connections;
  return {
    ...proxy,
    image: proxy.image ?? SHIPPED_IMAGES[proxy.kind].image,
    memory: proxy.memory ?? defaultMemory(maxConnections),
    maxConnections,
  };
}

/** Fills in the defaults of a proxy's stop, which differ from a service's in the time that a balancer takes. */
export function resolveProxyShutdown(stated: ShutdownMembers): ShutdownSpec {
  return resolveShutdown({ ...stated, endpointLagSeconds: stated.endpointLagSeconds ?? ENDPOINT_LAG_SECONDS });
}
