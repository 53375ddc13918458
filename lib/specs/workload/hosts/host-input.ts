/** The whole path and query of a request. */
export interface UriShardInput {
  readonly kind: 'uri';
}

/** A header by its name. */
export interface HeaderShardInput {
  readonly kind: 'header';
  /** Name of the header: letters, digits, dashes and underscores. Changes in place. */
  readonly name: string;
}

/** A cookie by its name. */
export interface CookieShardInput {
  readonly kind: 'cookie';
  /** Name of the cookie: letters, digits, dashes and underscores. Changes in place. */
  readonly name: string;
}

/** A parameter of the query by its name. */
export interface QueryShardInput {
  readonly kind: 'query';
  /** Name of the parameter of the query: letters, digits, dashes and underscores. Changes in place. */
  readonly name: string;
}

/** A part of the path. */
export interface CaptureShardInput {
  readonly kind: 'capture';
  /** Regular expression with one group, which captures the key from the path: `^/room/([0-9]+)`. Changes in place. */
  readonly pattern: string;
}

/** Part of a request that decides which pod answers: equal keys go to the same pod while it lives. */
export type ShardKeyInput = UriShardInput | HeaderShardInput | CookieShardInput | QueryShardInput | CaptureShardInput;

/** Times of the requests of a host. */
export interface HostTimeoutsInput {
  /**
   * Seconds within which the service begins to answer a request, 1 to 3600. The balancer gives the whole answer the longest time among the hosts
   * of its clusters: state the time of a download or an event stream. Changes in place.
   * @default 30
   */
  readonly responseSeconds?: number;
  /**
   * Seconds for which a websocket may be silent, 10 to 86400; with a Google balancer also the longest life of a websocket, so that it may not be
   * shorter than the age at which the service closes one itself. Only for websockets. Changes in place.
   * @default 3600
   */
  readonly socketSeconds?: number;
}

/** A host name under which clients reach a service, or some of its paths. */
export interface HostInput {
  /** DNS name within the zone of the ingress: `chat.stream.example.com`. Changing it replaces the host's DNS records. */
  readonly host: string;
  /** Name of an ingress of the environment. Changes in place. */
  readonly ingress: string;
  /**
   * Prefixes of paths that the service answers, each beginning with `/`, 16 at most; the longest one decides. Changes in place.
   * @default [/], every path
   */
  readonly paths?: readonly string[];
  /**
   * Protocol of the host's requests: with `websocket` plain requests are answered too. Google's balancer carries no `grpc`, and nginx no `h2`.
   * Changes in place.
   * @default - the protocol of the container's port
   */
  readonly protocol?: 'http1' | 'h2' | 'grpc' | 'websocket';
  /**
   * Part of a request that decides which pod answers; refused where the proxy is nginx. Changes in place; most keys then go to other pods.
   * @default - the pod with the fewest connections answers
   */
  readonly shardBy?: ShardKeyInput;
  /**
   * Whether `www.<host>` is redirected to the host; a certificate has to cover both. Changes in place.
   * @default false
   */
  readonly wwwRedirect?: boolean;
  /**
   * Whether the proxy compresses texts that the service has not compressed. Changes in place.
   * @default false
   */
  readonly compress?: boolean;
  /**
   * Headers that the proxy sets in every response, by name. Changes in place.
   * @default - none
   */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /**
   * Most hops of a request from the client's network to the pod, 1 to 8; more hops are refused. Changing it changes nothing that is deployed.
   * @default - no limit
   */
  readonly maxHops?: number;
  /**
   * Times of the requests.
   * @default - the defaults of its members
   */
  readonly timeouts?: HostTimeoutsInput;
}
