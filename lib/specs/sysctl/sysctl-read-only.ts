/**
 * Keys that the kernel lets nobody write (mode 0444), by the files below `/proc/sys` that Linux 6.18 has without permission to write,
 * compared on 2026-11-27, and by the sources for keys of other kernels and of modules. `kernel.nmi_watchdog` is not one of them, because
 * it is read-only on machines without counters only.
 *
 * @see https://github.com/torvalds/linux/blob/v6.6/kernel/sysctl.c
 * @see https://github.com/torvalds/linux/blob/v6.6/crypto/fips.c
 * @see https://github.com/torvalds/linux/blob/v6.6/fs/quota/dquot.c
 * @see https://github.com/torvalds/linux/blob/v6.6/drivers/char/random.c
 */
const READ_ONLY: readonly RegExp[] = [
  /^crypto\.fips_(enabled|name|version)$/,
  /^dev\.cdrom\.info$/,
  /^fs\.(file-nr|inode-nr|inode-state|dentry-state|aio-nr)$/,
  /^fs\.quota\.(allocated_dquots|cache_hits|drops|free_dquots|lookups|reads|syncs|writes)$/,
  /^kernel\.(arch|bootloader_type|bootloader_version|cap_last_cap|core_modes|hung_task_detect_count)$/,
  /^kernel\.(ngroups_max|osrelease|ostype|version|pty\.nr|seccomp\.actions_avail)$/,
  /^kernel\.random\.(boot_id|uuid|entropy_avail|poolsize)$/,
  /^net\.core\.netdev_rss_key$/,
  /^net\.ipv4\.(tcp_available_congestion_control|tcp_available_ulp|tcp_ehash_entries|udp_hash_entries)$/,
  /^net\.ipv[46]\.conf\.[^.]+\.mc_forwarding$/,
  /^net\.mptcp\.available_(path_managers|schedulers)$/,
  /^net\.netfilter\.nf_conntrack_count$/,
];

/** Whether every supported kernel refuses to write the key. */
export function isReadOnlySysctl(key: string): boolean {
  return READ_ONLY.some((keys) => keys.test(key));
}
