import type { SysctlForm, SysctlLine } from './sysctl-definition';

const FLAG: SysctlForm = { kind: 'integer', min: 0, max: 1 };
const UPTO_TWO: SysctlForm = { kind: 'integer', min: 0, max: 2 };
const ANY: SysctlForm = { kind: 'integer', min: 0, max: 2147483647 };
const POSITIVE: SysctlForm = { kind: 'integer', min: 1, max: 2147483647 };
const PERCENT: SysctlForm = { kind: 'integer', min: 0, max: 100 };
/** At least 16 MiB, because with less every program that writes waits for the disk; the kernel itself refuses less than two pages. */
const DIRTY_BYTES: SysctlForm = { kind: 'integer', min: 16777216, max: 2n ** 63n - 1n };
/** Limits of shared memory, at least a page for a segment and 4 MiB for all, because at 0 no program gets any shared memory. */
const SEGMENT_BYTES: SysctlForm = { kind: 'integer', min: 4096, max: 2n ** 64n - 1n };
const SEGMENT_PAGES: SysctlForm = { kind: 'integer', min: 1024, max: 2n ** 64n - 1n };

/** Most objects of System V IPC; more would require ipcmni_extend on the kernel's command line. */
const IPC_OBJECTS = 32768;

/**
 * Parameters of files, memory and the kernel itself, of which a machine has one value.
 *
 * The ranges are those of the kernel, except for limits that can be too low for a node: these begin at the kernel's defaults for a
 * small machine, because the kubelet, the container runtime and daemons fail below them. `judgeMemoryShares` has the limits that depend
 * on the memory of the machine.
 *
 * @see https://docs.kernel.org/admin-guide/sysctl/index.html
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/cm/container_manager_linux.go for the kubelet's own
 */
export const SYSCTLS_OF_NODE: Readonly<Record<string, SysctlLine>> = {
  'fs.aio-max-nr': [ANY, 'requests', '65536'],
  // The kernel's default for a machine of 1 GiB: one file for each 10 KiB.
  'fs.file-max': [{ kind: 'integer', min: 104857, max: 2n ** 63n - 1n }, 'files', 'by memory'],
  // The kubelet and the container runtime do not start if they cannot watch files.
  'fs.inotify.max_queued_events': [{ kind: 'integer', min: 1024, max: 2147483647 }, 'events', '16384'],
  'fs.inotify.max_user_instances': [{ kind: 'integer', min: 128, max: 2147483647 }, 'instances', '128'],
  'fs.inotify.max_user_watches': [{ kind: 'integer', min: 8192, max: 2147483647 }, 'watches', 'by memory'],
  // Container runtimes set limits of up to the default, and cannot start a container where the kernel refuses the limit.
  'fs.nr_open': [{ kind: 'integer', min: 1048576, max: 2147483584 }, 'files', '1048576'],
  'fs.pipe-max-size': [{ kind: 'integer', min: 4096, max: 2147483648, powerOfTwo: true }, 'bytes', '1048576'],
  'kernel.core_pattern': [{ kind: 'line', max: 127 }, '', 'by image'],
  'kernel.dmesg_restrict': [FLAG, '', 'by image'],
  // Every container has a session keyring, which counts towards the quota of its user.
  'kernel.keys.maxbytes': [{ kind: 'integer', min: 20000, max: 2147483647 }, 'bytes', '20000'],
  'kernel.keys.maxkeys': [{ kind: 'integer', min: 200, max: 2147483647 }, 'keys', '200'],
  'kernel.keys.root_maxbytes': [POSITIVE, 'bytes', '25000000', { kubelet: '25000000' }],
  'kernel.keys.root_maxkeys': [POSITIVE, 'keys', '1000000', { kubelet: '1000000' }],
  'kernel.kptr_restrict': [UPTO_TWO, '', 'by image'],
  'kernel.numa_balancing': [{ kind: 'integer', min: 0, max: 3 }, '', 'by memory'],
  'kernel.panic': [{ kind: 'integer', min: -1, max: 2147483647 }, 'seconds', '10', { kubelet: '10' }],
  'kernel.panic_on_oops': [FLAG, '', '1', { kubelet: '1' }],
  'kernel.perf_event_paranoid': [{ kind: 'integer', min: -1, max: 4 }, '', '2'],
  'kernel.sched_rt_runtime_us': [{ kind: 'integer', min: -1, max: 1000000 }, 'microseconds', '950000'],
  'kernel.softlockup_panic': [FLAG, '', '0'],
  'kernel.sysrq': [{ kind: 'integer', min: 0, max: 511 }, '', 'by image'],
  'kernel.threads-max': [{ kind: 'integer', min: 16384, max: 1073741823 }, 'threads', 'by memory'],
  'kernel.unprivileged_bpf_disabled': [UPTO_TWO, '', 'by image'],
  'kernel.yama.ptrace_scope': [{ kind: 'integer', min: 0, max: 3 }, '', 'by image'],
  'vm.dirty_background_bytes': [DIRTY_BYTES, 'bytes', 'by ratio'],
  'vm.dirty_background_ratio': [PERCENT, 'percent', '10'],
  'vm.dirty_bytes': [DIRTY_BYTES, 'bytes', 'by ratio'],
  'vm.dirty_expire_centisecs': [ANY, 'centiseconds', '3000'],
  'vm.dirty_ratio': [{ kind: 'integer', min: 1, max: 100 }, 'percent', '20'],
  'vm.dirty_writeback_centisecs': [ANY, 'centiseconds', '500'],
  'vm.max_map_count': [{ kind: 'integer', min: 65530, max: 2147483647 }, 'maps', '65530'],
  'vm.min_free_kbytes': [{ kind: 'integer', min: 1024, max: 2147483647 }, 'KiB', 'by memory'],
  'vm.overcommit_memory': [UPTO_TWO, '', '1', { kubelet: '1' }],
  'vm.overcommit_ratio': [ANY, 'percent', '50'],
  'vm.panic_on_oom': [UPTO_TWO, '', '0', { kubelet: '0' }],
  'vm.swappiness': [{ kind: 'integer', min: 0, max: 200 }, '', '60'],
  // At 0 the kernel never reclaims its caches of directories and inodes, and runs out of memory.
  'vm.vfs_cache_pressure': [POSITIVE, '', '100'],
  // At most 5 % of the memory are kept free, as for vm.min_free_kbytes; the kernel would accept 30 %.
  'vm.watermark_scale_factor': [{ kind: 'integer', min: 1, max: 500 }, 'of 10 000', '10'],
  'vm.zone_reclaim_mode': [{ kind: 'integer', min: 0, max: 7 }, '', '0'],
};

/**
 * Parameters of a PID namespace. Before Linux 6.14 a machine had one `kernel.pid_max`; since then a container that does not share the
 * host's PID namespace sets and reads its own value, so that the NodeTuner would not reach the value of the host.
 *
 * @see https://github.com/torvalds/linux/commit/1a89a6924b581884b1b54bcd3ea790b3668be2e0
 */
export const SYSCTLS_OF_PID_NAMESPACE: Readonly<Record<string, SysctlLine>> = {
  'kernel.pid_max': [{ kind: 'integer', min: 32768, max: 4194304 }, 'processes', 'by memory'],
};

/**
 * Parameters of an IPC namespace: a pod has values of its own, also a host-network pod unless it shares the host's IPC namespace.
 *
 * @see https://man7.org/linux/man-pages/man7/ipc_namespaces.7.html
 */
export const SYSCTLS_OF_IPC_NAMESPACE: Readonly<Record<string, SysctlLine>> = {
  'fs.mqueue.msg_default': [{ kind: 'integer', min: 1, max: 65536 }, 'messages', '10'],
  'fs.mqueue.msg_max': [{ kind: 'integer', min: 1, max: 65536 }, 'messages', '10'],
  'fs.mqueue.msgsize_default': [{ kind: 'integer', min: 128, max: 16777216 }, 'bytes', '8192'],
  'fs.mqueue.msgsize_max': [{ kind: 'integer', min: 128, max: 16777216 }, 'bytes', '8192'],
  'fs.mqueue.queues_max': [ANY, 'queues', '256'],
  'kernel.msgmax': [{ kind: 'integer', min: 8192, max: 2147483647 }, 'bytes', '8192'],
  'kernel.msgmnb': [ANY, 'bytes', '16384'],
  'kernel.msgmni': [{ kind: 'integer', min: 0, max: IPC_OBJECTS }, 'queues', '32000'],
  'kernel.sem': [
    { kind: 'integers', count: 4, min: 1, max: 2147483647, ascending: false, lastMax: IPC_OBJECTS },
    '',
    '32000 1024000000 500 32000',
  ],
  'kernel.shm_rmid_forced': [FLAG, '', '0', { safeSince: '1.0' }],
  'kernel.shmall': [SEGMENT_PAGES, 'pages', '18446744073692774399'],
  'kernel.shmmax': [SEGMENT_BYTES, 'bytes', '18446744073692774399'],
  'kernel.shmmni': [{ kind: 'integer', min: 0, max: IPC_OBJECTS }, 'segments', '4096'],
};
