/** Stock profiles of kernel parameters. */
export type SysctlProfileName = 'many-connections' | 'reverse-proxy' | 'database-client' | 'jvm';

/** When the kernel backs memory with huge pages: `never`, or only where a program asks (`madvise`), or `always`. */
export type TransparentHugepages = 'always' | 'madvise' | 'never';

/** Kernel parameters of a pool's nodes. */
export interface KernelInput {
  /**
   * Stock profiles, merged in order; two that disagree on a key are refused unless `sysctls` states the key.
   * @default - none
   */
  readonly profiles?: readonly SysctlProfileName[];
  /**
   * Values by key, before those of the profiles: `{ 'net.core.somaxconn': '32768' }`.
   * @default - none
   */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** @default - what the image or a profile chooses */
  readonly transparentHugepages?: TransparentHugepages;
  /**
   * What the pool has to carry; a profile below the requirement is refused with the numbers.
   * @default - none
   */
  readonly load?: LoadProfileInput;
}

/** Load of a whole pool at its peak. */
export interface LoadProfileInput {
  /** Connections open at once, of clients to the pool. */
  readonly connections: number;
  /**
   * Requests per second that open a connection of their own to a backend; 0 where backends are kept alive.
   * @default 0
   */
  readonly requestsPerSecond?: number;
  /**
   * Legs of a connection that a node tracks: 1 where it ends, 2 where a proxy opens another to a backend; 1 to 4.
   * @default 2
   */
  readonly legsPerConnection?: number;
  /**
   * New connections per second.
   * @default 0
   */
  readonly newConnectionsPerSecond?: number;
  /**
   * Different addresses and ports of backends that a proxy opens connections to; each takes ephemeral ports of its own.
   * @default 1
   */
  readonly backends?: number;
  /**
   * Whether a balancer in front keeps the client's address; without it a target takes about 55 000 connections of a balancer.
   * @default true
   */
  readonly preservesClientAddress?: boolean;
}

/** The daemon that sets and keeps kernel parameters of nodes. */
export interface NodeTunerInput {
  /**
   * Image with a POSIX sh, awk and a curl; by version, not by a moving tag.
   * @default - the upstream curl image at a pinned version
   */
  readonly image?: string;
  /**
   * Seconds between two passes over all keys, 1 or 2: the time for which a value that kube-proxy overwrites may stand.
   * @default 1
   */
  readonly assertSeconds?: number;
  /**
   * Seconds between two looks at the node's taints once it was opened, 5 to 300; before that it looks every pass.
   * @default 15
   */
  readonly taintCheckSeconds?: number;
  /**
   * Whether kube-proxy runs on the nodes: it writes connection-tracking values late, so nodes are opened after it.
   * @default - true, but for Dataplane V2, which has none
   */
  readonly kubeProxy?: boolean;
  /**
   * Folder on the node that node_exporter's textfile collector reads.
   * @default '/var/lib/node_exporter/textfile_collector'
   */
  readonly metricsFolder?: string;
}
