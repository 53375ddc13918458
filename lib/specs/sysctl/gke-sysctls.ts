/** Values that GKE accepts for a key: whole numbers of a range, one of several words, or any value. */
export interface GkeSysctl {
  /** @default - no bound */
  readonly min?: number;
  /** @default - no bound */
  readonly max?: number;
  /** @default - any word */
  readonly words?: readonly string[];
}

/** Date of {@link GKE_SYSCTLS}. */
export const GKE_SYSCTLS_AS_OF = '2026-08-22';

const FLAG: GkeSysctl = { min: 0, max: 1 };
const ANY: GkeSysctl = {};
const POSITIVE: GkeSysctl = { min: 1, max: 2147483646 };
const UPTO_TWO: GkeSysctl = { min: 0, max: 2 };
const PERCENT: GkeSysctl = { min: 0, max: 100 };
const SHARE: GkeSysctl = { min: 1, max: 100 };
const BYTES: GkeSysctl = { min: 0, max: 68719476736 };
// The largest value that GKE accepts is a little below 2^64, which a number of JavaScript cannot represent exactly.
const SHARED_MEMORY: GkeSysctl = { min: 0, max: 2 ** 64 };

/**
 * Kernel parameters that GKE sets on a node, `linuxNodeConfig.sysctls` of its API, and the values that it accepts for each; for any
 * other key or value the apply fails.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/node-system-config#sysctl-options
 * @see https://cloud.google.com/sdk/gcloud/reference/container/node-pools/create
 */
export const GKE_SYSCTLS: Readonly<Record<string, GkeSysctl>> = {
  'net.core.busy_poll': POSITIVE,
  'net.core.busy_read': POSITIVE,
  'net.core.netdev_max_backlog': POSITIVE,
  'net.core.optmem_max': POSITIVE,
  'net.core.rmem_default': { min: 2304, max: 2147483647 },
  'net.core.rmem_max': { min: 2304, max: 2147483647 },
  'net.core.somaxconn': { min: 128, max: 2147483647 },
  'net.core.wmem_default': { min: 4608, max: 2147483647 },
  'net.core.wmem_max': { min: 4608, max: 2147483647 },
  'net.ipv4.neigh.default.gc_thresh1': POSITIVE,
  'net.ipv4.neigh.default.gc_thresh2': POSITIVE,
  'net.ipv4.neigh.default.gc_thresh3': POSITIVE,
  'net.ipv4.tcp_congestion_control': { words: ['bbr', 'cubic', 'lp', 'reno'] },
  'net.ipv4.tcp_ecn': UPTO_TWO,
  'net.ipv4.tcp_max_orphans': { min: 16384, max: 262144 },
  'net.ipv4.tcp_max_tw_buckets': { min: 4096, max: 2147483647 },
  'net.ipv4.tcp_mtu_probing': UPTO_TWO,
  'net.ipv4.tcp_rmem': POSITIVE,
  'net.ipv4.tcp_syn_retries': { min: 1, max: 127 },
  'net.ipv4.tcp_tw_reuse': UPTO_TWO,
  'net.ipv4.tcp_wmem': POSITIVE,
  'net.netfilter.nf_conntrack_acct': FLAG,
  'net.netfilter.nf_conntrack_buckets': { min: 65536, max: 524288 },
  'net.netfilter.nf_conntrack_max': { min: 65536, max: 4194304 },
  'net.netfilter.nf_conntrack_tcp_timeout_close_wait': { min: 60, max: 3600 },
  'net.netfilter.nf_conntrack_tcp_timeout_established': { min: 600, max: 86400 },
  'net.netfilter.nf_conntrack_tcp_timeout_time_wait': { min: 1, max: 600 },
  'kernel.core_pattern': ANY,
  'kernel.dmesg_restrict': FLAG,
  'kernel.keys.maxbytes': ANY,
  'kernel.keys.maxkeys': ANY,
  'kernel.kptr_restrict': UPTO_TWO,
  'kernel.perf_event_paranoid': { min: -1, max: 3 },
  'kernel.sched_rt_runtime_us': { min: -1, max: 1000000 },
  'kernel.shmall': SHARED_MEMORY,
  'kernel.shmmax': SHARED_MEMORY,
  'kernel.shmmni': { min: 4096, max: 32768 },
  'kernel.softlockup_panic': FLAG,
  'kernel.sysrq': { min: 0, max: 511 },
  'kernel.yama.ptrace_scope': { min: 0, max: 3 },
  'fs.aio-max-nr': { min: 65536, max: 4194304 },
  'fs.file-max': { min: 104857, max: 67108864 },
  'fs.inotify.max_user_instances': { min: 8192, max: 1048576 },
  'fs.inotify.max_user_watches': { min: 8192, max: 1048576 },
  'fs.nr_open': { min: 1048576, max: 2147483584 },
  'vm.dirty_background_bytes': BYTES,
  'vm.dirty_background_ratio': SHARE,
  'vm.dirty_bytes': BYTES,
  'vm.dirty_expire_centisecs': { min: 0, max: 6000 },
  'vm.dirty_ratio': SHARE,
  'vm.dirty_writeback_centisecs': { min: 0, max: 1000 },
  'vm.max_map_count': { min: 65536, max: 2147483647 },
  'vm.min_free_kbytes': { min: 67584, max: 1048576 },
  'vm.overcommit_memory': UPTO_TWO,
  'vm.overcommit_ratio': PERCENT,
  'vm.swappiness': { min: 0, max: 200 },
  'vm.vfs_cache_pressure': PERCENT,
  'vm.watermark_scale_factor': { min: 10, max: 3000 },
};

/** Whether GKE accepts a value for a key. */
export function isGkeValue(key: string, value: string): boolean {
  const gke = gkeSysctl(key);
  if (gke === undefined) return false;
  if (gke.words !== undefined) return gke.words.includes(value);
  const { min, max } = gke;
  if (min === undefined || max === undefined) return true;
  return value.split(' ').every((part) => Number(part) >= min && Number(part) <= max);
}

/** Values that GKE accepts for a key as text for people: `65536 to 524288`; undefined for a key that GKE cannot set. */
export function gkeRange(key: string): string | undefined {
  const gke = gkeSysctl(key);
  if (gke === undefined) return undefined;
  return gke.words === undefined ? `${gke.min} to ${gke.max}` : gke.words.join(', ');
}

function gkeSysctl(key: string): GkeSysctl | undefined {
  return Object.hasOwn(GKE_SYSCTLS, key) ? GKE_SYSCTLS[key] : undefined;
}
