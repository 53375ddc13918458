/**
 * Keys below `net.` outside of the catalogue of which a machine has one value. Linux 6.18 has their files in the first network namespace
 * and not in a new one, compared on 2026-11-27; the keys of an interface are left out, because a new namespace lacks the interface too.
 * Kernels move keys into namespaces and never back, so that older kernels have one value of these keys as well.
 *
 * @see https://github.com/torvalds/linux/blob/v6.6/net/core/sysctl_net_core.c for net_core_table
 * @see https://github.com/torvalds/linux/blob/v6.6/net/ipv4/sysctl_net_ipv4.c for ipv4_table
 * @see https://github.com/torvalds/linux/blob/v6.6/net/ipv4/route.c for ipv4_route_table
 * @see https://github.com/torvalds/linux/blob/v6.6/net/ipv6/sysctl_net_ipv6.c for ipv6_rotable
 */
const NODE_WIDE: readonly RegExp[] = [
  /^net\.core\.(bpf_jit_(enable|harden|kallsyms|limit)|dev_weight(_[rt]x_bias)?|devconf_inherit_init_net)$/,
  /^net\.core\.(fb_tunnels_only_for_init_net|flow_limit_(cpu_bitmap|table_len)|gro_normal_batch|high_order_alloc_disable)$/,
  /^net\.core\.(max_skb_frags|mem_pcpu_rsv|message_(burst|cost)|netdev_(tstamp_prequeue|unregister_timeout_secs))$/,
  /^net\.core\.(rps_sock_flow_entries|skb_defer_max|warnings)$/,
  /^net\.ipv4\.(cipso_(cache_bucket_size|cache_enable|rbm_optfmt|rbm_strictvalid)|fib_sync_mem|tcp_low_latency)$/,
  /^net\.ipv4\.(inet_peer_(maxttl|minttl|threshold)|ipfrag_secret_interval)$/,
  /^net\.ipv4\.route\.(error_(burst|cost)|gc_[a-z_]+|max_size|redirect_(load|number|silence))$/,
  /^net\.ipv[46]\.neigh\.default\.[a-z0-9_]+$/,
  /^net\.ipv6\.(calipso_cache_(bucket_size|enable)|ip6frag_secret_interval|mld_(max_msf|qrv))$/,
  /^net\.netfilter\.nf_log_all_netns$/,
];

/** Whether a machine has one value of a network key outside of the catalogue. */
export function isNodeWideNetworkSysctl(key: string): boolean {
  return NODE_WIDE.some((keys) => keys.test(key));
}
