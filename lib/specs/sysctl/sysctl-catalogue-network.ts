import type { SysctlForm, SysctlLine, SysctlTraits } from './sysctl-definition';

const FLAG: SysctlForm = { kind: 'integer', min: 0, max: 1 };
const UPTO_TWO: SysctlForm = { kind: 'integer', min: 0, max: 2 };
const RETRIES: SysctlForm = { kind: 'integer', min: 1, max: 127 };
const ANY: SysctlForm = { kind: 'integer', min: 0, max: 2147483647 };
const POSITIVE: SysctlForm = { kind: 'integer', min: 1, max: 2147483647 };
/** Length of a listener's queue; the kernel's default was 128 until Linux 5.4, and with less, connections are dropped. */
const QUEUE: SysctlForm = { kind: 'integer', min: 128, max: 2147483647 };
/** Entries of a neighbour table, which must have room for the gateway, the pods and the other nodes, because a node cannot send otherwise. */
const NEIGHBOURS: SysctlForm = { kind: 'integer', min: 128, max: 2147483647 };
/** Pages for the buffers of all sockets of the machine, at least 16 MiB, because with less no connection makes progress. */
const SOCKET_PAGES: SysctlForm = { kind: 'integers', count: 3, min: 4096, max: 2147483647, ascending: true };
/**
 * Least, initial and most bytes of one socket's buffer. The least is guaranteed to every socket even where memory is short, a page by
 * default; the initial size is bounded, because with gigabytes a few connections would use up the memory of the machine.
 */
const SOCKET_BYTES: SysctlForm = {
  kind: 'integers',
  count: 3,
  min: 4096,
  max: 2147483647,
  ascending: true,
  firstMaxes: [65536, 16777216],
};

/** Queueing disciplines without classes, which can be the default of a device. */
const QDISCS = ['bfifo', 'cake', 'codel', 'fq', 'fq_codel', 'fq_pie', 'pfifo', 'pfifo_fast', 'pie', 'sfq'] as const;

/** Congestion controls in the kernel's sources; images contain different ones, and GKE accepts four of them. */
const CONGESTION_CONTROLS = [
  'bbr',
  'bic',
  'cdg',
  'cubic',
  'dctcp',
  'highspeed',
  'htcp',
  'hybla',
  'illinois',
  'lp',
  'nv',
  'reno',
  'scalable',
  'vegas',
  'veno',
  'westwood',
  'yeah',
] as const;

/** Traits of a key that exists in the first network namespace only; since Linux 6.11 others have those of socket buffers read-only. */
const HIDDEN: SysctlTraits = { seenByPods: false };

/**
 * Parameters below `net.` of which a machine has one value. The kernel registers their tables for the first network namespace only, so
 * that a pod with a network namespace of its own does not have their files.
 *
 * @see https://docs.kernel.org/admin-guide/sysctl/net.html
 * @see https://github.com/torvalds/linux/blob/v6.6/net/core/sysctl_net_core.c for net_core_table
 * @see https://github.com/torvalds/linux/blob/v6.6/net/ipv4/sysctl_net_ipv4.c for ipv4_table
 */
export const NETWORK_SYSCTLS_OF_NODE: Readonly<Record<string, SysctlLine>> = {
  'net.core.busy_poll': [ANY, 'microseconds', '0', HIDDEN],
  'net.core.busy_read': [ANY, 'microseconds', '0', HIDDEN],
  'net.core.default_qdisc': [{ kind: 'word', words: QDISCS }, '', 'by image', HIDDEN],
  // A round takes up to 64 packets of each queue, in a tick of 1 ms to 4 ms: with less, every round ends early and packets are lost.
  'net.core.netdev_budget': [{ kind: 'integer', min: 64, max: 2147483647 }, 'packets', '300', HIDDEN],
  'net.core.netdev_budget_usecs': [{ kind: 'integer', min: 1000, max: 2147483647 }, 'microseconds', '2000', HIDDEN],
  'net.core.netdev_max_backlog': [{ kind: 'integer', min: 64, max: 2147483647 }, 'packets', '1000', HIDDEN],
  'net.core.rmem_default': [{ kind: 'integer', min: 2304, max: 2147483647 }, 'bytes', '212992', HIDDEN],
  'net.core.rmem_max': [{ kind: 'integer', min: 2304, max: 2147483647 }, 'bytes', '212992', HIDDEN],
  'net.core.wmem_default': [{ kind: 'integer', min: 4608, max: 2147483647 }, 'bytes', '212992', HIDDEN],
  'net.core.wmem_max': [{ kind: 'integer', min: 4608, max: 2147483647 }, 'bytes', '212992', HIDDEN],
  'net.ipv4.neigh.default.gc_thresh1': [ANY, 'entries', '128', HIDDEN],
  'net.ipv4.neigh.default.gc_thresh2': [NEIGHBOURS, 'entries', '512', HIDDEN],
  'net.ipv4.neigh.default.gc_thresh3': [NEIGHBOURS, 'entries', '1024', HIDDEN],
  'net.ipv6.neigh.default.gc_thresh1': [ANY, 'entries', '128', HIDDEN],
  'net.ipv6.neigh.default.gc_thresh2': [NEIGHBOURS, 'entries', '512', HIDDEN],
  'net.ipv6.neigh.default.gc_thresh3': [NEIGHBOURS, 'entries', '1024', HIDDEN],
  'net.ipv4.tcp_max_orphans': [{ kind: 'integer', min: 1024, max: 2147483647 }, 'sockets', 'by memory', HIDDEN],
  'net.ipv4.tcp_mem': [SOCKET_PAGES, 'pages', 'by memory', HIDDEN],
  'net.ipv4.udp_mem': [SOCKET_PAGES, 'pages', 'by memory', HIDDEN],
};

/**
 * Parameters of a network namespace: a pod has values of its own, so that those of the host apply to host-network pods only.
 *
 * @see https://docs.kernel.org/networking/ip-sysctl.html
 * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls
 */
export const NETWORK_SYSCTLS_OF_NAMESPACE: Readonly<Record<string, SysctlLine>> = {
  // A machine with Linux before 6.8 has one value, which pods do not see.
  'net.core.optmem_max': [{ kind: 'integer', min: 4096, max: 2147483647 }, 'bytes', '131072', HIDDEN],
  'net.core.somaxconn': [QUEUE, 'connections', '4096'],
  'net.ipv4.ip_local_port_range': [
    { kind: 'port-range', min: 1024, fewest: 1024 },
    'ports',
    '32768 60999',
    { safeSince: '1.0' },
  ],
  'net.ipv4.ip_local_reserved_ports': [{ kind: 'port-list' }, 'ports', 'by image', { safeSince: '1.27' }],
  'net.ipv4.ip_unprivileged_port_start': [
    { kind: 'integer', min: 0, max: 65535 },
    'port',
    '1024',
    { safeSince: '1.22' },
  ],
  'net.ipv4.ping_group_range': [{ kind: 'group-range' }, 'groups', '1 0', { safeSince: '1.18' }],
  'net.ipv4.tcp_abort_on_overflow': [FLAG, '', '0'],
  'net.ipv4.tcp_congestion_control': [{ kind: 'word', words: CONGESTION_CONTROLS }, '', 'cubic'],
  'net.ipv4.tcp_ecn': [UPTO_TWO, '', '2'],
  'net.ipv4.tcp_fastopen': [{ kind: 'integer', min: 0, max: 1551 }, '', '1'],
  'net.ipv4.tcp_fin_timeout': [{ kind: 'integer', min: 1, max: 3600 }, 'seconds', '60', { safeSince: '1.29' }],
  'net.ipv4.tcp_keepalive_intvl': [{ kind: 'integer', min: 1, max: 2147483 }, 'seconds', '75', { safeSince: '1.29' }],
  'net.ipv4.tcp_keepalive_probes': [RETRIES, 'probes', '9', { safeSince: '1.29' }],
  'net.ipv4.tcp_keepalive_time': [{ kind: 'integer', min: 1, max: 2147483 }, 'seconds', '7200', { safeSince: '1.29' }],
  'net.ipv4.tcp_max_syn_backlog': [QUEUE, 'connections', 'by memory'],
  'net.ipv4.tcp_max_tw_buckets': [{ kind: 'integer', min: 4096, max: 2147483647 }, 'sockets', 'by memory'],
  'net.ipv4.tcp_moderate_rcvbuf': [FLAG, '', '1'],
  'net.ipv4.tcp_mtu_probing': [UPTO_TWO, '', '0'],
  'net.ipv4.tcp_no_metrics_save': [FLAG, '', '0'],
  'net.ipv4.tcp_notsent_lowat': [{ kind: 'integer', min: 1, max: 4294967295 }, 'bytes', '4294967295'],
  'net.ipv4.tcp_orphan_retries': [{ kind: 'integer', min: 0, max: 255 }, 'retries', '0'],
  'net.ipv4.tcp_retries2': [{ kind: 'integer', min: 1, max: 255 }, 'retries', '15'],
  'net.ipv4.tcp_rmem': [SOCKET_BYTES, 'bytes', '4096 131072 6291456', { safeSince: '1.32' }],
  'net.ipv4.tcp_sack': [FLAG, '', '1'],
  'net.ipv4.tcp_slow_start_after_idle': [FLAG, '', '1'],
  'net.ipv4.tcp_syn_retries': [RETRIES, 'retries', '6'],
  'net.ipv4.tcp_synack_retries': [{ kind: 'integer', min: 0, max: 255 }, 'retries', '5'],
  'net.ipv4.tcp_syncookies': [UPTO_TWO, '', '1', { safeSince: '1.0' }],
  'net.ipv4.tcp_timestamps': [UPTO_TWO, '', '1'],
  'net.ipv4.tcp_tw_reuse': [UPTO_TWO, '', '2'],
  'net.ipv4.tcp_window_scaling': [FLAG, '', '1'],
  'net.ipv4.tcp_wmem': [SOCKET_BYTES, 'bytes', '4096 16384 4194304', { safeSince: '1.32' }],
  'net.ipv4.udp_rmem_min': [POSITIVE, 'bytes', '4096'],
  'net.ipv4.udp_wmem_min': [POSITIVE, 'bytes', '4096'],
  'net.unix.max_dgram_qlen': [{ kind: 'integer', min: 10, max: 2147483647 }, 'datagrams', '512'],
};
