import type { CommonIngressInput, IngressBackendInput, IngressDnsInput, IngressHealthInput } from '../ingress-input';

/** Requests go to any node. */
export interface NoAffinityInput {
  readonly kind: 'none';
}

/** Requests of one address of a client go to the same node while it serves. */
export interface ClientAddressAffinityInput {
  readonly kind: 'client-address';
}

/** Requests with a cookie that the balancer sets go to the same node while it serves. */
export interface GeneratedCookieAffinityInput {
  readonly kind: 'generated-cookie';
  /**
   * Life of the cookie in seconds, 0 to 1209600; with 0 it ends with the browser. Changes in place.
   * @default 0
   */
  readonly ttlSeconds?: number;
}

/** Requests with the same value of a header go to the same node, by a consistent hash. */
export interface HeaderAffinityInput {
  readonly kind: 'header';
  /** Name of the header. Changes in place. */
  readonly name: string;
}

/** Requests with the same cookie go to the same node, by a consistent hash. */
export interface HttpCookieAffinityInput {
  readonly kind: 'http-cookie';
  /** Name of the cookie. Changes in place. */
  readonly name: string;
  /**
   * Life in seconds of a cookie that the balancer sets where the request has none, 0 to 1209600. Changes in place.
   * @default 0
   */
  readonly ttlSeconds?: number;
}

/** Choice of the node for requests that belong together. */
export type AffinityInput =
  | NoAffinityInput
  | ClientAddressAffinityInput
  | GeneratedCookieAffinityInput
  | HeaderAffinityInput
  | HttpCookieAffinityInput;

/** An external Application Load Balancer of Google Cloud, which ends TLS. Its backends are the instance groups of zonal pools. */
export interface GclbInput {
  readonly kind: 'gclb';
  /**
   * Oldest version of TLS that clients may use. Changes in place.
   * @default '1.2'
   * @see https://cloud.google.com/load-balancing/docs/ssl-policies-concepts
   */
  readonly minTls?: '1.0' | '1.1' | '1.2';
  /**
   * Ciphers: `restricted` for those of current clients, `modern` for more of them, `compatible` for the oldest clients too. Changes in place.
   * @default 'restricted'
   */
  readonly ciphers?: 'compatible' | 'modern' | 'restricted';
  /**
   * Whether clients reach the balancer by IPv6 too. Changes in place.
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Place where the balancer finds its certificates: a certificate map, or the classic list of at most 15 certificates without wildcards.
   * From the list to the map the way leads over `migrating`, which makes the map and its certificates and still serves from the list: managed
   * certificates are then in both, an existing one is in the place of its id, and every host must be covered in both.
   * Changing it is refused by the lock, but for these two steps, of which each makes another proxy of the balancer, the new one first.
   * @default 'map'
   */
  readonly certificateStore?: 'map' | 'classic-list' | 'migrating';
  /**
   * Choice of the node for requests that belong together. Changes in place.
   * @default - any node
   */
  readonly affinity?: AffinityInput;
  /**
   * Seconds for which the balancer keeps a connection of a client that sends no request, 5 to 1200. Changing it replaces the proxy of the
   * balancer, the new one first.
   * @default 610
   */
  readonly clientKeepAliveSeconds?: number;
  /**
   * Seconds for which requests under way to a node that leaves its group may end, 0 to 3600; it may only be longer than the drain of the
   * traffic daemons. Changes in place.
   * @default - the longest drain of the traffic daemons
   */
  readonly drainSeconds?: number;
  /**
   * Share of requests whose log entries are kept, in percent, 0 to 100. Changes in place.
   * @default 10
   */
  readonly logSamplePercent?: number;
  /**
   * Name of a security policy of Cloud Armor in the project, which somebody else keeps. Changes in place.
   * @default - a policy of the stack that admits everything, to which rules can be added
   */
  readonly securityPolicy?: string;
}

/** A shared way in on Google Cloud: one balancer for the services of all clusters of the environment. */
export interface GoogleIngressInput extends CommonIngressInput {
  /** The balancer. */
  readonly balancer: GclbInput;
  /** Traffic daemons to whose nodes the balancer sends requests; at least one, 50 at most. */
  readonly backends: readonly IngressBackendInput[];
  /**
   * Check by which the balancer learns whether a node's proxy serves.
   * @default - the defaults of its members
   */
  readonly health?: IngressHealthInput;
  /**
   * Owner of the DNS records: of the hosts, and of those by which managed certificates are issued.
   * @default - others, with the records as outputs of the stack
   */
  readonly dns?: IngressDnsInput;
}
