import type { SysctlForm, SysctlLine } from './sysctl-definition';

const FLAG: SysctlForm = { kind: 'integer', min: 0, max: 1 };
const UPTO_TWO: SysctlForm = { kind: 'integer', min: 0, max: 2 };
const RETRIES: SysctlForm = { kind: 'integer', min: 1, max: 127 };
const ANY: SysctlForm = { kind: 'integer', min: 0, max: 2147483647 };
const POSITIVE: SysctlForm = { kind: 'integer', min: 1, max: 2147483647 };
const WORD: SysctlForm = { kind: 'word' };
const TRIPLE: SysctlForm = { kind: 'integers', count: 3, min: 1, max: 2147483647, ascending: true };

/**
 * Parameters below `net.` that are one for the machine.
 *
 * @see https://docs.kernel.org/admin-guide/sysctl/net.html
 */
export const NETWORK_SYSCTLS_OF_NODE: Readonly<Record<string, SysctlLine>> = {
  'net.core.busy_poll': [ANY, 'microseconds', '0'],
  'net.core.busy_read': [ANY, 'microseconds', '0'],
  'net.core.default_qdisc': [WORD, '', 'by image'],
  'net.core.netdev_budget': [POSITIVE, 'packets', '300'],
  'net.core.netdev_budget_usecs': [POSITIVE, 'microseconds', '2000'],
  'net.core.netdev_max_backlog': [POSITIVE, 'packets', '1000'],
  'net.core.optmem_max': [POSITIVE, 'bytes', '131072'],
  'net.core.rmem_default': [{ kind: 'integer', min: 2304, max: 2147483647 }, 'bytes', '212992'],
  'net.core.rmem_max': [{ kind: 'integer', min: 2304, max: 2147483647 }, 'bytes', '212992'],
  'net.core.wmem_default': [{ kind: 'integer', min: 4608, max: 2147483647 }, 'bytes', '212992'],
  'net.core.wmem_max': [{ kind: 'integer', min: 4608, max: 2147483647 }, 'bytes', '212992'],
  'net.ipv4.neigh.default.gc_thresh1': [ANY, 'entries', '128'],
  'net.ipv4.neigh.default.gc_thresh2': [POSITIVE, 'entries', '512'],
  'net.ipv4.neigh.default.gc_thresh3': [POSITIVE, 'entries', '1024'],
  'net.ipv6.neigh.default.gc_thresh1': [ANY, 'entries', '128'],
  'net.ipv6.neigh.default.gc_thresh2': [POSITIVE, 'entries', '512'],
  'net.ipv6.neigh.default.gc_thresh3': [POSITIVE, 'entries', '1024'],
  'net.ipv4.tcp_max_orphans': [ANY, 'sockets', 'by memory'],
  'net.ipv4.tcp_mem': [TRIPLE, 'pages', 'by memory'],
  'net.ipv4.udp_mem': [TRIPLE, 'pages', 'by memory'],
};

/**
 * Parameters of a network namespace: a pod has its own, and the host's serve host-network pods only.
 *
 * @see https://docs.kernel.org/networking/ip-sysctl.html
 * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls
 */
export const NETWORK_SYSCTLS_OF_NAMESPACE: Readonly<Record<string, SysctlLine>> = {
  'net.core.somaxconn': [POSITIVE, 'connections', '4096'],
  'net.ipv4.ip_local_port_range': [{ kind: 'port-range', min: 1024 }, 'ports', '32768 60999', { safeSince: '1.0' }],
  'net.ipv4.ip_local_reserved_ports': [{ kind: 'port-list' }, 'ports', 'by image', { safeSince: '1.27' }],
  'net.ipv4.ip_unprivileged_port_start': [
    { kind: 'integer', min: 0, max: 65535 },
    'port',
    '1024',
    { safeSince: '1.22' },
  ],
  'net.ipv4.ping_group_range': [
    { kind: 'integers', count: 2, min: 0, max: 2147483647, ascending: false },
    'groups',
    '1 0',
    { safeSince: '1.18' },
  ],
  'net.ipv4.tcp_abort_on_overflow': [FLAG, '', '0'],
  'net.ipv4.tcp_congestion_control': [WORD, '', 'cubic'],
  'net.ipv4.tcp_ecn': [UPTO_TWO, '', '2'],
  'net.ipv4.tcp_fastopen': [{ kind: 'integer', min: 0, max: 1551 }, '', '1'],
  'net.ipv4.tcp_fin_timeout': [{ kind: 'integer', min: 1, max: 3600 }, 'seconds', '60', { safeSince: '1.29' }],
  'net.ipv4.tcp_keepalive_intvl': [{ kind: 'integer', min: 1, max: 2147483 }, 'seconds', '75', { safeSince: '1.29' }],
  'net.ipv4.tcp_keepalive_probes': [RETRIES, 'probes', '9', { safeSince: '1.29' }],
  'net.ipv4.tcp_keepalive_time': [{ kind: 'integer', min: 1, max: 2147483 }, 'seconds', '7200', { safeSince: '1.29' }],
  'net.ipv4.tcp_max_syn_backlog': [POSITIVE, 'connections', 'by memory'],
  'net.ipv4.tcp_max_tw_buckets': [ANY, 'sockets', 'by memory'],
  'net.ipv4.tcp_moderate_rcvbuf': [FLAG, '', '1'],
  'net.ipv4.tcp_mtu_probing': [UPTO_TWO, '', '0'],
  'net.ipv4.tcp_no_metrics_save': [FLAG, '', '0'],
  'net.ipv4.tcp_notsent_lowat': [{ kind: 'integer', min: 1, max: 4294967295 }, 'bytes', '4294967295'],
  'net.ipv4.tcp_orphan_retries': [{ kind: 'integer', min: 0, max: 255 }, 'retries', '0'],
  'net.ipv4.tcp_retries2': [{ kind: 'integer', min: 1, max: 255 }, 'retries', '15'],
  'net.ipv4.tcp_rmem': [TRIPLE, 'bytes', '4096 131072 6291456', { safeSince: '1.32' }],
  'net.ipv4.tcp_sack': [FLAG, '', '1'],
  'net.ipv4.tcp_slow_start_after_idle': [FLAG, '', '1'],
  'net.ipv4.tcp_syn_retries': [RETRIES, 'retries', '6'],
  'net.ipv4.tcp_synack_retries': [{ kind: 'integer', min: 0, max: 255 }, 'retries', '5'],
  'net.ipv4.tcp_syncookies': [UPTO_TWO, '', '1', { safeSince: '1.0' }],
  'net.ipv4.tcp_timestamps': [UPTO_TWO, '', '1'],
  'net.ipv4.tcp_tw_reuse': [UPTO_TWO, '', '2'],
  'net.ipv4.tcp_window_scaling': [FLAG, '', '1'],
  'net.ipv4.tcp_wmem': [TRIPLE, 'bytes', '4096 16384 4194304', { safeSince: '1.32' }],
  'net.ipv4.udp_rmem_min': [POSITIVE, 'bytes', '4096'],
  'net.ipv4.udp_wmem_min': [POSITIVE, 'bytes', '4096'],
  'net.unix.max_dgram_qlen': [POSITIVE, 'datagrams', '512'],
};
