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
  readonly unpooledRequestsPerSecond: number;
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

/**
 * Nodes that are left when the fullest zone is lost or, of a pool in one zone, when one node is lost. At least one: sums over the load of
 * a node mean nothing without a node.
 */
export function nodesAfterZoneLoss(nodes: number, zones: number): number {
  return Math.max(1, nodesLeft(nodes, zones));
}

/** Nodes that are left when the fullest zone is lost or, of a pool in one zone, when one node is lost; none of a single node. */
export function nodesLeft(nodes: number, zones: number): number {
  return zones > 1 ? Math.floor((nodes * (zones - 1)) / zones) : Math.max(0, nodes - 1);
}

/**
 * Load of one node, where several nodes share the load of a pool.
 *
 * @param nodes that share the load, at least 1.
 */
export function nodeLoad(load: PoolLoad, nodes: number): NodeLoad {
  const connections = Math.ceil(load.connections / nodes);
  const share = {
    connections,
    opened: Math.ceil(load.newConnectionsPerSecond / nodes),
    requests: Math.ceil(load.unpooledRequestsPerSecond / nodes),
    sum: `${load.connections} / ${nodes} nodes = ${connections}`,
  };
  return loadOf(share, load);
}

/** Load of one node with this number of connections, and with as large a part of the requests as of the connections. */
export function fullNodeLoad(load: PoolLoad, connections: number): NodeLoad {
  const share = {
    connections,
    opened: Math.ceil((load.newConnectionsPerSecond * connections) / load.connections),
    requests: Math.ceil((load.unpooledRequestsPerSecond * connections) / load.connections),
    sum: `${connections} connections`,
  };
  return loadOf(share, load);
}

/** Part of a pool's load that one node has. */
interface Share {
  readonly connections: number;
  /** New connections per second. */
  readonly opened: number;
  /** Requests per second that open a connection of their own. */
  readonly requests: number;
  /** How the number of connections was found. */
  readonly sum: string;
}

function loadOf({ connections, opened, requests, sum }: Share, { backends, legsPerConnection }: PoolLoad): NodeLoad {
  const perBackend = Math.ceil(requests / backends);
  const tracked = Math.ceil(connections * legsPerConnection * CONNTRACK_HEADROOM);
  const held = Math.ceil(connections / backends);
  const legs = Math.min(legsPerConnection, MOST_SOCKETS);
  const sockets = connections * legs;
  return {
    connections,
    conntrackEntries: tracked + opened * ENTRY_LINGER_SECONDS,
    conntrackSum: `${sum}; x ${legsPerConnection} legs x ${CONNTRACK_HEADROOM} + ${opened}/s x ${ENTRY_LINGER_SECONDS} s = ${tracked + opened * ENTRY_LINGER_SECONDS}`,
    ephemeralPorts: held + perBackend * PORT_LINGER_SECONDS,
    sockets,
    socketSum: `${sum}; x ${legs} = ${sockets}`,
    bufferPages: sockets * PAGES_PER_SOCKET,
    socketBytes: sockets * BYTES_PER_SOCKET,
    ephemeralSum: `${sum}; / ${backends} backends + ${perBackend}/s x ${PORT_LINGER_SECONDS} s = ${held + perBackend * PORT_LINGER_SECONDS}`,
  };
}
