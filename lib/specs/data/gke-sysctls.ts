/** Date of {@link GKE_SYSCTLS}. */
export const GKE_SYSCTLS_AS_OF = '2026-08-22';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'net.core': [
    'busy_poll',
    'busy_read',
    'netdev_max_backlog',
    'optmem_max',
    'rmem_default',
    'rmem_max',
    'somaxconn',
    'wmem_default',
    'wmem_max',
  ],
  'net.ipv4': [
    'neigh.default.gc_thresh1',
    'neigh.default.gc_thresh2',
    'neigh.default.gc_thresh3',
    'tcp_congestion_control',
    'tcp_ecn',
    'tcp_max_orphans',
    'tcp_max_tw_buckets',
    'tcp_mtu_probing',
    'tcp_rmem',
    'tcp_syn_retries',
    'tcp_tw_reuse',
    'tcp_wmem',
  ],
  'net.netfilter': [
    'nf_conntrack_acct',
    'nf_conntrack_buckets',
    'nf_conntrack_max',
    'nf_conntrack_tcp_timeout_close_wait',
    'nf_conntrack_tcp_timeout_established',
    'nf_conntrack_tcp_timeout_time_wait',
  ],
  kernel: [
    'core_pattern',
    'dmesg_restrict',
    'keys.maxbytes',
    'keys.maxkeys',
    'kptr_restrict',
    'perf_event_paranoid',
    'sched_rt_runtime_us',
    'shmall',
    'shmmax',
    'shmmni',
    'softlockup_panic',
    'sysrq',
    'yama.ptrace_scope',
  ],
  fs: ['aio-max-nr', 'file-max', 'inotify.max_user_instances', 'inotify.max_user_watches', 'nr_open'],
  vm: [
    'dirty_background_bytes',
    'dirty_background_ratio',
    'dirty_bytes',
    'dirty_expire_centisecs',
    'dirty_ratio',
    'dirty_writeback_centisecs',
    'max_map_count',
    'min_free_kbytes',
    'overcommit_memory',
    'overcommit_ratio',
    'swappiness',
    'vfs_cache_pressure',
    'watermark_scale_factor',
  ],
};

/**
 * Kernel parameters that GKE sets on a node, `linuxNodeConfig.sysctls` of its API; the server refuses any other at apply.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/node-system-config#sysctl-options
 */
export const GKE_SYSCTLS: ReadonlySet<string> = new Set(
  Object.entries(NAMES).flatMap(([prefix, names]) => names.map((name) => `${prefix}.${name}`)),
);
