/** Load of a whole pool at its peak: its kernel parameters and its size are judged against it. Changing it changes nothing that is deployed. */
export interface PoolLoadInput {
  /** Connections from clients to the pool that are open at once, 1 to 100000000. */
  readonly connections: number;
  /**
   * New connections of clients per second, 0 to 10000000.
   * @default 0
   */
  readonly newConnectionsPerSecond?: number;
  /**
   * Requests per second for which a proxy opens a new connection to a backend, 0 to 10000000; 0 where it keeps connections alive. They
   * are some of `requestsPerSecond`.
   * @default 0
   */
  readonly unpooledRequestsPerSecond?: number;
  /**
   * All requests per second, 1 to 10000000, for the number of nodes.
   * @default - the number of nodes is judged by the connections alone
   */
  readonly requestsPerSecond?: number;
  /**
   * Different pairs of address and port to which a proxy opens connections, 1 to 100000; each pair has ephemeral ports of its own.
   * @default 1
   */
  readonly backends?: number;
  /**
   * Tracked connections of a node for each connection of a client, 1 to 4: 1 where the connection ends on the node, 2 where a proxy opens
   * another one to a backend.
   * @default 2
   */
  readonly legsPerConnection?: number;
  /**
   * Whether a load balancer in front preserves the client's address; otherwise a target accepts about 55 000 connections of a balancer.
   * @default true
   */
  readonly preservesClientAddress?: boolean;
  /**
   * Load that one node carries, as measured. With it `size` is judged: the largest number of nodes, or `initial` where scaling is `fixed`,
   * must carry the peak after the loss of one zone.
   * @default - the size is not judged
   */
  readonly perNode?: NodeLoadInput;
  /**
   * How the load changes in the course of a day.
   * @default - the same load at all hours
   */
  readonly day?: LoadDayInput;
}

/** Most load of one node, as a load test of the machine type showed it; at least one of the members. */
export interface NodeLoadInput {
  /**
   * Requests per second, 1 to 10000000; `requestsPerSecond` of the pool must then be given.
   * @default - requests do not limit a node
   */
  readonly requestsPerSecond?: number;
  /**
   * Connections from clients that are open at once, 1 to 100000000. The kernel parameters of a node must be large enough for them where
   * something changes the number of nodes, because it then loads each node that far.
   * @default - connections do not limit a node
   */
  readonly connections?: number;
}

/** How the load of a pool changes in the course of a day. */
export interface LoadDayInput {
  /** Load at the peak divided by the load in the lull, 1 to 100; fractions are accepted. */
  readonly peakToTrough: number;
  /** Time of the peak, hour and minute: `20:30`. */
  readonly peakAt: string;
  /** Time zone of `peakAt`: `UTC`, or a continent or ocean and a place of the time zone database (`Europe/Amsterdam`). */
  readonly timeZone: string;
}
