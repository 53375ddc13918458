/**
 * Load of a pool in the form of version 0.1, accepted until version 0.3 with a warning; today the load stands on the pool. Changing it
 * changes nothing that is deployed.
 */
export interface LoadProfileInput {
  /** Connections from clients to the pool that are open at once, 1 to 100000000. */
  readonly connections: number;
  /**
   * Requests per second for which a proxy opens a new connection to a backend, 0 to 10000000: `unpooledRequestsPerSecond` of today's form.
   * @default 0
   */
  readonly requestsPerSecond?: number;
  /**
   * Tracked connections of a node for each connection of a client, 1 to 4.
   * @default 2
   */
  readonly legsPerConnection?: number;
  /**
   * New connections of clients per second, 0 to 10000000.
   * @default 0
   */
  readonly newConnectionsPerSecond?: number;
  /**
   * Different pairs of address and port to which a proxy opens connections, 1 to 100000.
   * @default 1
   */
  readonly backends?: number;
  /**
   * Whether a load balancer in front preserves the client's address.
   * @default true
   */
  readonly preservesClientAddress?: boolean;
}
