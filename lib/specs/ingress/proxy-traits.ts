import type { ShardKey } from '../workload/hosts/host-fields';
import type { ProxyMembers } from '../workload/traffic/traffic-daemon-fields';

/** What a proxy can do for hosts, from a version on. */
export interface ProxyTraits {
  /** First version that takes the configuration: `3.2`. */
  readonly since: string;
  /** Kinds of keys by which requests are sharded, so that equal keys go to the same pod from every proxy. */
  readonly shardBy: readonly ShardKey['kind'][];
  readonly compress: boolean;
  readonly websocket: boolean;
  /** First version that speaks HTTP/2 to pods. */
  readonly h2ToPods: string;
  /** Whether clients of kept connections lose no request while the proxy reads other routes. */
  readonly reloadWithoutLoss: boolean;
  /** Metrics in the text format of Prometheus: of requests, responses and services, or of connections only. */
  readonly metrics: 'requests' | 'connections';
}

/** Date of {@link PROXY_TRAITS}, which were seen with HAProxy 3.2.26 and nginx 1.30.6. */
export const PROXY_TRAITS_AS_OF = '2026-11-27';

/**
 * What each proxy can do. A hash of nginx knows pods that come from DNS by their one common name, so that equal keys go around: of 1 000 keys
 * two proxies agreed on 76.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#hash-key
 * @see https://nginx.org/en/docs/http/ngx_http_upstream_module.html#resolve
 */
export const PROXY_TRAITS: Readonly<Record<ProxyMembers['kind'], ProxyTraits>> = {
  haproxy: {
    since: '3.2',
    shardBy: ['uri', 'header', 'cookie', 'query', 'capture'],
    compress: true,
    websocket: true,
    h2ToPods: '3.2',
    reloadWithoutLoss: true,
    metrics: 'requests',
  },
  nginx: {
    since: '1.27.4',
    shardBy: [],
    compress: true,
    websocket: true,
    h2ToPods: '1.29.4',
    reloadWithoutLoss: true,
    metrics: 'connections',
  },
};
