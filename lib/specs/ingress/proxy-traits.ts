import type { ShardKey } from '../workload/hosts/host-fields';
import type { HostProtocol } from '../workload/hosts/host-spec';
import type { ProxySpec } from '../workload/traffic/proxy-spec';

/** Abilities of a proxy; rules read these traits and never compare the proxy's name. */
export interface ProxyTraits {
  /** Name of the proxy, for messages. */
  readonly name: string;
  /** Protocols of hosts that the proxy carries from the balancer to pods. */
  readonly protocols: readonly HostProtocol[];
  /** Parts of a request by which the proxy chooses a pod so that every proxy of the pool chooses the same one. */
  readonly shardKinds: readonly ShardKey['kind'][];
}

/**
 * Traits of every proxy in the versions that keelson supports. The pods of a service are the addresses of one DNS name: HAProxy can place each on
 * its ring by the address, and nginx places them by the name, which all of them share, so that its consistent hash takes them in turn: of
 * 1 000 keys two proxies agreed on 76. nginx speaks HTTP/2 to pods from 1.29.4 on only. Seen on 2026-11-27 with HAProxy 3.2.26 and nginx 1.30.6.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#5.2-hash-key
 * @see https://github.com/nginx/nginx/blob/release-1.30.0/src/http/modules/ngx_http_upstream_hash_module.c
 */
export const PROXY_TRAITS: Readonly<Record<ProxySpec['kind'], ProxyTraits>> = {
  haproxy: {
    name: 'HAProxy',
    protocols: ['http1', 'h2', 'websocket'],
    shardKinds: ['uri', 'header', 'cookie', 'query', 'capture'],
  },
  nginx: { name: 'nginx', protocols: ['http1', 'websocket'], shardKinds: [] },
};
