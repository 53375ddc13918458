/** Ports of a traffic daemon on its nodes; no other workload of its pools may use them. */
export interface HostPortsInput {
  /** TCP port on which the proxy takes requests, 1024 to 65535: the process is no superuser. Changing it is refused by the lock. */
  readonly http: number;
  /** TCP port on which the proxy answers health checks, 1024 to 65535. Changing it is refused by the lock. */
  readonly health: number;
  /**
   * TCP port of the proxy's metrics, 1024 to 65535. Changing it rolls the pods.
   * @default 8404
   */
  readonly metrics?: number;
}

/** Members that every proxy of a traffic daemon has. */
export interface ProxyBaseInput {
  /**
   * Processors requested, `10m` to `64`. There is no limit, because the proxy may use what its node has. Changing it rolls the pods.
   * @default '1'
   */
  readonly cpu?: string;
  /**
   * Memory requested, and the limit: `32Mi` to `256Gi`. Changing it rolls the pods.
   * @default - 1Gi, or what `maxConnections` may need
   */
  readonly memory?: string;
  /**
   * Connections of clients that one proxy takes at once, 100 to 500000. Further ones wait at HAProxy; nginx counts
   * them for each of its workers and refuses further ones. Changing it rolls the pods.
   * @default - twice the connections that the pool's `load.perNode` states, or 20000
   */
  readonly maxConnections?: number;
}

/**
 * HAProxy of the line 3.2 or later: it hashes by the addresses of pods, so that all proxies agree.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#hash-key
 */
export interface HaproxyInput extends ProxyBaseInput {
  readonly kind: 'haproxy';
  /**
   * Image with a version from 3.2 on. Changing it rolls the pods.
   * @default - the shipped version
   */
  readonly image?: string;
}

/**
 * nginx 1.27.4 or later: it keeps the connections of clients open while a former worker ends.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#keepalive_min_timeout
 */
export interface NginxInput extends ProxyBaseInput {
  readonly kind: 'nginx';
  /**
   * Image with a version from 1.27.4 on. Changing it rolls the pods.
   * @default - the shipped version
   */
  readonly image?: string;
}

/** The proxy of a traffic daemon. */
export type ProxyInput = HaproxyInput | NginxInput;
