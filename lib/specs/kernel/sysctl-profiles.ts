import type { Machine } from '../machine/machine';
import type { SysctlProfileName, TransparentHugepages } from './kernel-input';

/** What a profile's values depend on. */
export type ProfiledMachine = Pick<Machine, 'memoryGib'>;

/** Share of a machine's memory that connection tracking may take: it can never be swapped or given back. */
export const CONNTRACK_MEMORY_PERCENT = 2;

/** Entries for each bucket at most: every entry stands in two of its lists, so that a search meets eight at four. */
export const ENTRIES_PER_BUCKET = 4;

/** Beyond it GKE takes no buckets to go with the entries. */
const MOST_ENTRIES = 2097152;
const FEWEST_ENTRIES = 65536;
const BYTES_PER_ENTRY = 320 + 8 / ENTRIES_PER_BUCKET;

/** Bursts of new connections wait in queues instead of being dropped; tables of neighbours hold every pod of a large cluster. */
const BURSTS: Readonly<Record<string, string>> = {
  'net.core.netdev_max_backlog': '16384',
  'net.core.somaxconn': '32768',
  'net.ipv4.neigh.default.gc_thresh1': '4096',
  'net.ipv4.neigh.default.gc_thresh2': '16384',
  'net.ipv4.neigh.default.gc_thresh3': '32768',
  'net.ipv4.tcp_max_syn_backlog': '32768',
};

/** A dead peer is noticed after 300 + 5 x 30 s; balancers and NAT gateways forget an idle connection after 350 s. */
const KEEPALIVE: Readonly<Record<string, string>> = {
  'net.ipv4.tcp_keepalive_intvl': '30',
  'net.ipv4.tcp_keepalive_probes': '5',
  'net.ipv4.tcp_keepalive_time': '300',
};

/** 52 522 ports instead of 28 232 to one address and port of a backend; node ports and those of the node's daemons stay theirs. */
const EPHEMERAL_PORTS: Readonly<Record<string, string>> = {
  'net.ipv4.ip_local_port_range': '10240 65535',
  'net.ipv4.ip_local_reserved_ports': '2703,9808-9809,10248-10250,10256,30000-32767,61678-61679',
};

/** Entries for connections that are over go soon; those that are open stay for a day, as kube-proxy wants it too. */
const CONNTRACK_TIMEOUTS: Readonly<Record<string, string>> = {
  'net.netfilter.nf_conntrack_tcp_timeout_close_wait': '60',
  'net.netfilter.nf_conntrack_tcp_timeout_established': '86400',
  'net.netfilter.nf_conntrack_tcp_timeout_fin_wait': '30',
  'net.netfilter.nf_conntrack_tcp_timeout_time_wait': '30',
};

/** Values of a stock profile on a machine; none for a name that is no profile. */
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
        // A kept-alive connection would begin slowly again after every pause.
        'net.ipv4.tcp_slow_start_after_idle': '0',
        // Another backend is there, so one that does not answer is given up after 7 s.
        'net.ipv4.tcp_syn_retries': '2',
        'net.ipv4.tcp_tw_reuse': '1',
      };
    case 'database-client':
      return {
        ...KEEPALIVE,
        ...EPHEMERAL_PORTS,
        // A primary that fails over is missed after about 100 s instead of a quarter of an hour.
        'net.ipv4.tcp_retries2': '8',
        // There is one primary: 31 s give it time to come back.
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

/** What a profile says of huge pages: a JVM asks for them where `-XX:+UseTransparentHugePages` is given, the rest is spared. */
export function profileHugepages(name: SysctlProfileName): TransparentHugepages | undefined {
  return name === 'jvm' ? 'madvise' : undefined;
}

/** The largest power of two whose table fits into its share of the memory. */
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
 * A quarter of the memory for the buffers of all TCP sockets, where the kernel by itself stops at about a tenth: beyond the last
 * number it drops what arrives. The other two stand to it as the kernel's own do.
 */
function socketMemory({ memoryGib }: ProfiledMachine): Readonly<Record<string, string>> {
  const most = Math.floor((memoryGib * 2 ** 30) / 4 / 4096);
  return { 'net.ipv4.tcp_mem': [most / 2, (most * 2) / 3, most].map(Math.floor).join(' ') };
}

/** ZGC maps every granule of 2 MiB of its heap three times; a fifth more for all else. */
function mapCount({ memoryGib }: ProfiledMachine): number {
  const maps = Math.ceil((memoryGib * 1024 * 3 * 1.2) / 2);
  return Math.max(262144, 2 ** Math.ceil(Math.log2(maps)));
}
