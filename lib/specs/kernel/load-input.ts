/** Load of a whole pool at its peak, with which kernel parameters are checked. Changing it changes nothing that is deployed. */
export interface LoadProfileInput {
  /** Connections from clients to the pool that are open at once, 1 to 100000000. */
  readonly connections: number;
  /**
   * Requests per second for which a proxy opens a new connection to a backend, 0 to 10000000; 0 where it keeps connections alive.
   * @default 0
   */
  readonly requestsPerSecond?: number;
  /**
   * Tracked connections of a node for each connection of a client, 1 to 4: 1 where the connection ends on the node, 2 where a proxy opens
   * another one to a backend.
   * @default 2
   */
  readonly legsPerConnection?: number;
  /**
   * New connections of clients per second, 0 to 10000000.
   * @default 0
   */
  readonly newConnectionsPerSecond?: number;
  /**
   * Different pairs of address and port to which a proxy opens connections, 1 to 100000; each pair has ephemeral ports of its own.
   * @default 1
   */
  readonly backends?: number;
  /**
   * Whether a load balancer in front preserves the client's address; otherwise a target accepts about 55 000 connections of a balancer.
   * @default true
   */
  readonly preservesClientAddress?: boolean;
}
