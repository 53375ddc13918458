/** Load of a whole pool at its peak, against which kernel parameters are judged. Changing it changes nothing that is deployed. */
export interface LoadProfileInput {
  /** Connections open at once, of clients to the pool, 1 to 100000000. */
  readonly connections: number;
  /**
   * Requests per second that open a connection of their own to a backend, 0 to 10000000; 0 where backends are kept alive.
   * @default 0
   */
  readonly requestsPerSecond?: number;
  /**
   * Legs of a connection that a node tracks: 1 where it ends, 2 where a proxy opens another to a backend; 1 to 4.
   * @default 2
   */
  readonly legsPerConnection?: number;
  /**
   * New connections per second, 0 to 10000000.
   * @default 0
   */
  readonly newConnectionsPerSecond?: number;
  /**
   * Different addresses and ports of backends that a proxy opens connections to, 1 to 100000; each takes ephemeral ports of its own.
   * @default 1
   */
  readonly backends?: number;
  /**
   * Whether a balancer in front keeps the client's address; without it a target takes about 55 000 connections of a balancer.
   * @default true
   */
  readonly preservesClientAddress?: boolean;
}
