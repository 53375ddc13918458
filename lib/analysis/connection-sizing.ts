/** Room for bursts above the peak, and for entries that linger. */
const CONNTRACK_HEADROOM = 1.5;

/** Seconds for which the entry of a connection that is over may stay: the kernel's time_wait. */
const ENTRY_LINGER_SECONDS = 120;

/** Seconds for which the port of a connection that is over cannot be used again: the kernel's TIME-WAIT, a constant. */
const PORT_LINGER_SECONDS = 60;

/** A connection that is tracked on more legs than these was translated on the node, which takes no socket. */
const MOST_SOCKETS = 2;

/** Pages of buffers that a socket with data takes at least: the kernel accounts whole ones. */
const PAGES_PER_SOCKET = 1;

/** A page of buffers, and as much again for what the kernel knows of a socket: the socket, its inode, its file and its poll entry. */
const BYTES_PER_SOCKET = 8192;

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
  /** Sockets, of which each is an open file of the process that holds it. */
  readonly sockets: number;
  readonly socketSum: string;
  /** Pages of buffers that all sockets take at least. */
  readonly bufferPages: number;
  /** Memory of the kernel for all sockets. */
  readonly socketBytes: number;
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
  const legs = Math.min(legsPerConnection, MOST_SOCKETS);
  const sockets = connections * legs;
  const share = `${load.connections} / ${nodes} nodes = ${connections}`;
  return {
    connections,
    conntrackEntries: tracked + opened * ENTRY_LINGER_SECONDS,
    conntrackSum: `${share}; x ${legsPerConnection} legs x ${CONNTRACK_HEADROOM} + ${opened}/s x ${ENTRY_LINGER_SECONDS} s = ${tracked + opened * ENTRY_LINGER_SECONDS}`,
    ephemeralPorts: held + requests * PORT_LINGER_SECONDS,
    sockets,
    socketSum: `${share}; x ${legs} = ${sockets}`,
    bufferPages: sockets * PAGES_PER_SOCKET,
    socketBytes: sockets * BYTES_PER_SOCKET,
    ephemeralSum: `${share}; / ${backends} backends + ${requests}/s x ${PORT_LINGER_SECONDS} s = ${held + requests * PORT_LINGER_SECONDS}`,
  };
}
