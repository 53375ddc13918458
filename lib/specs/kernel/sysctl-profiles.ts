import type { Machine } from '../machine/machine';
import type { SysctlProfileName, TransparentHugepages } from './kernel-input';

/** The figures of a machine on which a profile's values depend. */
export type ProfiledMachine = Pick<Machine, 'memoryGib'>;

/** Most percent of a machine's memory for connection tracking, because this memory can never be swapped or reclaimed. */
export const CONNTRACK_MEMORY_PERCENT = 2;

/** Most entries for each bucket. Every entry is in the lists of two buckets, so that at four a lookup compares about eight entries. */
export const ENTRIES_PER_BUCKET = 4;

/** Most entries of a profile, because GKE accepts 524288 buckets at most. */
const MOST_ENTRIES = 2097152;
const FEWEST_ENTRIES = 65536;
const BYTES_PER_ENTRY = 320 + 8 / ENTRIES_PER_BUCKET;

/**
 * With these values bursts of new connections wait in queues, where otherwise the kernel would drop them, and neighbour tables have
 * room for every pod of a large cluster.
 */
const BURSTS: Readonly<Record<string, string>> = {
  'net.core.netdev_max_backlog': '16384',
  'net.core.somaxconn': '32768',
  'net.ipv4.neigh.default.gc_thresh1': '4096',
  'net.ipv4.neigh.default.gc_thresh2': '16384',
  'net.ipv4.neigh.default.gc_thresh3': '32768',
  'net.ipv4.tcp_max_syn_backlog': '32768',
};

/**
 * The first probe is sent after 300 s, because balancers and NAT gateways drop a connection that is idle for 350 s; a dead peer is
 * detected after 300 + 5 x 30 s.
 */
const KEEPALIVE: Readonly<Record<string, string>> = {
  'net.ipv4.tcp_keepalive_intvl': '30',
  'net.ipv4.tcp_keepalive_probes': '5',
  'net.ipv4.tcp_keepalive_time': '300',
};

/**
 * 52 522 ephemeral ports instead of 28 232 to one address and port of a backend. Node ports and the ports of the node's daemons are
 * reserved, because otherwise a connection could occupy them.
 */
const EPHEMERAL_PORTS: Readonly<Record<string, string>> = {
  'net.ipv4.ip_local_port_range': '10240 65535',
  'net.ipv4.ip_local_reserved_ports': '2703,9808-9809,10248-10250,10256,30000-32767,61678-61679',
};

/** Entries of closed connections are removed soon, so that they do not fill the table; those of open ones stay a day, as with kube-proxy. */
const CONNTRACK_TIMEOUTS: Readonly<Record<string, string>> = {
  'net.netfilter.nf_conntrack_tcp_timeout_close_wait': '60',
  'net.netfilter.nf_conntrack_tcp_timeout_established': '86400',
  'net.netfilter.nf_conntrack_tcp_timeout_fin_wait': '30',
  'net.netfilter.nf_conntrack_tcp_timeout_time_wait': '30',
};

/** Values of a stock profile on a machine; no values for an unknown name. */
export function profileSysctls(name: SysctlProfileName, machine: ProfiledMachine): Readonly<Record<string, string>> {
  switch (name) {
    case 'many-connections':
      return { ...conntrackTable(machine), ...CONNTRACK_TIMEOUTS, ...socketMemory(machine), ...BURSTS, ...KEEPALIVE };
    case 'reverse-proxy':
      return {
        ...BURSTS,
        ...KEEPALIVE,
        ...EPHEMERAL_PORTS,
        ...socketMemory(machine),
        'net.ipv4.tcp_fin_timeout': '15',
        'net.ipv4.tcp_max_tw_buckets': '524288',
        // Otherwise a kept-alive connection begins with a small congestion window again after every pause.
        'net.ipv4.tcp_slow_start_after_idle': '0',
        // An unresponsive backend is given up after 7 s, because the proxy can use another one.
        'net.ipv4.tcp_syn_retries': '2',
        'net.ipv4.tcp_tw_reuse': '1',
      };
    case 'database-client':
      return {
        ...KEEPALIVE,
        ...EPHEMERAL_PORTS,
        // The loss of a database's primary is detected after about 100 s instead of a quarter of an hour.
        'net.ipv4.tcp_retries2': '8',
        // A database has one primary, so that attempts go on for 31 s, in which it may come back.
        'net.ipv4.tcp_syn_retries': '4',
        'net.ipv4.tcp_tw_reuse': '1',
      };
    case 'jvm':
      return {
        'fs.inotify.max_user_instances': '8192',
        'fs.inotify.max_user_watches': '524288',
        'vm.max_map_count': String(mapCount(machine)),
      };
    default:
      return {};
  }
}

/** Huge pages of a profile: with `madvise` a JVM with `-XX:+UseTransparentHugePages` gets them, and other programs do not. */
export function profileHugepages(name: SysctlProfileName): TransparentHugepages | undefined {
  return name === 'jvm' ? 'madvise' : undefined;
}

/** Number of entries that is the largest power of two whose table fits into the share of the memory, with its buckets. */
function conntrackTable({ memoryGib }: ProfiledMachine): Readonly<Record<string, string>> {
  const share = (memoryGib * 2 ** 30 * CONNTRACK_MEMORY_PERCENT) / 100;
  const fitting = 2 ** Math.floor(Math.log2(Math.max(1, share / BYTES_PER_ENTRY)));
  const entries = Math.min(MOST_ENTRIES, Math.max(FEWEST_ENTRIES, fitting));
  return {
    'net.netfilter.nf_conntrack_buckets': String(entries / ENTRIES_PER_BUCKET),
    'net.netfilter.nf_conntrack_max': String(entries),
  };
}

/**
 * A quarter of the memory for the buffers of all TCP sockets, where the kernel's default is about a tenth: above the last number the
 * kernel drops packets. The other two numbers have the same ratio to the last one as the kernel's defaults.
 */
function socketMemory({ memoryGib }: ProfiledMachine): Readonly<Record<string, string>> {
  const most = Math.floor((memoryGib * 2 ** 30) / 4 / 4096);
  return { 'net.ipv4.tcp_mem': [most / 2, (most * 2) / 3, most].map(Math.floor).join(' ') };
}

/** Most memory maps of a process: ZGC maps every granule of 2 MiB of its heap three times; a fifth more is for all other maps. */
function mapCount({ memoryGib }: ProfiledMachine): number {
  const maps = Math.ceil((memoryGib * 1024 * 3 * 1.2) / 2);
  return Math.max(262144, 2 ** Math.ceil(Math.log2(maps)));
}
