/** Factor for bursts above the stated peak, because a full connection-tracking table drops packets of new connections. */
const CONNTRACK_HEADROOM = 1.5;

/** Seconds for which the conntrack entry of a closed connection stays: the kernel's nf_conntrack_tcp_timeout_time_wait. */
const ENTRY_LINGER_SECONDS = 120;

/** Seconds for which the port of a closed connection cannot be used again: the kernel's TIME-WAIT, which no sysctl changes. */
const PORT_LINGER_SECONDS = 60;

/** Most sockets of one connection: further legs are tracked because the node translates addresses, which takes no socket. */
const MOST_SOCKETS = 2;

/** Least pages of buffers of a socket with data, because the kernel accounts whole pages. */
const PAGES_PER_SOCKET = 1;

/** A page of buffers, and about as much for the kernel's own records of a socket: the socket, its inode, file and poll entry. */
const BYTES_PER_SOCKET = 8192;

/** Load of a whole pool at its peak. */
export interface PoolLoad {
  readonly connections: number;
  readonly requestsPerSecond: number;
  readonly legsPerConnection: number;
  readonly newConnectionsPerSecond: number;
  readonly backends: number;
}

/** Load that a node has to carry, with the sums that show why. */
export interface NodeLoad {
  /** Connections of clients. */
  readonly connections: number;
  /** Entries of the connection-tracking table. */
  readonly conntrackEntries: number;
  readonly conntrackSum: string;
  /** Ephemeral ports in use towards one address and port of a backend. */
  readonly ephemeralPorts: number;
  readonly ephemeralSum: string;
  /** Sockets; each is an open file of the process that holds it. */
  readonly sockets: number;
  readonly socketSum: string;
  /** Pages of buffers that all sockets take at least. */
  readonly bufferPages: number;
  /** Memory of the kernel for all sockets. */
  readonly socketBytes: number;
}

/** Nodes that are left when the fullest zone is lost or, of a pool in one zone, when one node is lost; at least one. */
export function nodesAfterZoneLoss(nodes: number, zones: number): number {
  return Math.max(1, zones > 1 ? Math.floor((nodes * (zones - 1)) / zones) : nodes - 1);
}

/**
 * Load of one node, where several nodes share the load of a pool.
 *
 * @param nodes that share the load, at least 1.
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
