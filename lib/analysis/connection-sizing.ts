/** Room for bursts above the peak, and for entries that linger. */
const CONNTRACK_HEADROOM = 1.5;

/** Seconds for which the entry of a connection that is over may stay: the kernel's time_wait. */
const ENTRY_LINGER_SECONDS = 120;

/** Seconds for which the port of a connection that is over cannot be used again: the kernel's TIME-WAIT, a constant. */
const PORT_LINGER_SECONDS = 60;

/** Load of a whole pool at its peak. */
export interface PoolLoad {
  readonly connections: number;
  readonly requestsPerSecond: number;
  readonly legsPerConnection: number;
  readonly newConnectionsPerSecond: number;
  readonly backends: number;
}

/** What a node has to carry, with the sums that show why. */
export interface NodeLoad {
  /** Connections of clients. */
  readonly connections: number;
  /** Entries of the connection-tracking table. */
  readonly conntrackEntries: number;
  readonly conntrackSum: string;
  /** Ephemeral ports towards one address and port of a backend. */
  readonly ephemeralPorts: number;
  readonly ephemeralSum: string;
}

/** Nodes that are left when the fullest zone is lost; of a pool in one zone, when a node is. At least one. */
export function nodesAfterZoneLoss(nodes: number, zones: number): number {
  return Math.max(1, zones > 1 ? Math.floor((nodes * (zones - 1)) / zones) : nodes - 1);
}

/**
 * Load of one of the nodes that share a pool's.
 *
 * @param nodes that are left to share it, at least 1.
 */
export function nodeLoad(load: PoolLoad, nodes: number): NodeLoad {
  const { backends, legsPerConnection } = load;
  const connections = Math.ceil(load.connections / nodes);
  const opened = Math.ceil(load.newConnectionsPerSecond / nodes);
  const requests = Math.ceil(load.requestsPerSecond / nodes / backends);
  const tracked = Math.ceil(connections * legsPerConnection * CONNTRACK_HEADROOM);
  const held = Math.ceil(connections / backends);
  const share = `${load.connections} / ${nodes} nodes = ${connections}`;
  return {
    connections,
    conntrackEntries: tracked + opened * ENTRY_LINGER_SECONDS,
    conntrackSum: `${share}; x ${legsPerConnection} legs x ${CONNTRACK_HEADROOM} + ${opened}/s x ${ENTRY_LINGER_SECONDS} s = ${tracked + opened * ENTRY_LINGER_SECONDS}`,
    ephemeralPorts: held + requests * PORT_LINGER_SECONDS,
    ephemeralSum: `${share}; / ${backends} backends + ${requests}/s x ${PORT_LINGER_SECONDS} s = ${held + requests * PORT_LINGER_SECONDS}`,
  };
}
