import type { SysctlForm, SysctlLine } from './sysctl-definition';

const FLAG: SysctlForm = { kind: 'integer', min: 0, max: 1 };
const UPTO_TWO: SysctlForm = { kind: 'integer', min: 0, max: 2 };
const ANY: SysctlForm = { kind: 'integer', min: 0, max: 2147483647 };
const POSITIVE: SysctlForm = { kind: 'integer', min: 1, max: 2147483647 };
const PERCENT: SysctlForm = { kind: 'integer', min: 0, max: 100 };
const LONG: SysctlForm = { kind: 'integer', min: 0, max: 2 ** 63 };
const UNSIGNED_LONG: SysctlForm = { kind: 'integer', min: 0, max: 2 ** 64 };

/**
 * Parameters of files, memory and the kernel itself: one for the machine.
 *
 * @see https://docs.kernel.org/admin-guide/sysctl/index.html
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/cm/container_manager_linux.go for the kubelet's own
 */
export const SYSCTLS_OF_NODE: Readonly<Record<string, SysctlLine>> = {
  'fs.aio-max-nr': [ANY, 'requests', '65536'],
  'fs.file-max': [LONG, 'files', 'by memory'],
  'fs.inotify.max_queued_events': [ANY, 'events', '16384'],
  'fs.inotify.max_user_instances': [ANY, 'instances', '128'],
  'fs.inotify.max_user_watches': [ANY, 'watches', 'by memory'],
  'fs.nr_open': [{ kind: 'integer', min: 1024, max: 2147483584 }, 'files', '1048576'],
  'fs.pipe-max-size': [{ kind: 'integer', min: 4096, max: 2147483647 }, 'bytes', '1048576'],
  'kernel.core_pattern': [{ kind: 'line', max: 127 }, '', 'by image'],
  'kernel.dmesg_restrict': [FLAG, '', 'by image'],
  'kernel.keys.maxbytes': [POSITIVE, 'bytes', '20000'],
  'kernel.keys.maxkeys': [POSITIVE, 'keys', '200'],
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
  'kernel.threads-max': [{ kind: 'integer', min: 20, max: 1073741823 }, 'threads', 'by memory'],
  'kernel.unprivileged_bpf_disabled': [UPTO_TWO, '', 'by image'],
  'kernel.yama.ptrace_scope': [{ kind: 'integer', min: 0, max: 3 }, '', 'by image'],
  'vm.dirty_background_bytes': [LONG, 'bytes', '0'],
  'vm.dirty_background_ratio': [PERCENT, 'percent', '10'],
  'vm.dirty_bytes': [LONG, 'bytes', '0'],
  'vm.dirty_expire_centisecs': [ANY, 'centiseconds', '3000'],
  'vm.dirty_ratio': [PERCENT, 'percent', '20'],
  'vm.dirty_writeback_centisecs': [ANY, 'centiseconds', '500'],
  'vm.max_map_count': [POSITIVE, 'maps', '65530'],
  'vm.min_free_kbytes': [{ kind: 'integer', min: 1024, max: 2147483647 }, 'KiB', 'by memory'],
  'vm.overcommit_memory': [UPTO_TWO, '', '1', { kubelet: '1' }],
  'vm.overcommit_ratio': [ANY, 'percent', '50'],
  'vm.panic_on_oom': [UPTO_TWO, '', '0', { kubelet: '0' }],
  'vm.swappiness': [{ kind: 'integer', min: 0, max: 200 }, '', '60'],
  'vm.vfs_cache_pressure': [ANY, '', '100'],
  'vm.watermark_scale_factor': [{ kind: 'integer', min: 1, max: 3000 }, 'of 10 000', '10'],
  'vm.zone_reclaim_mode': [{ kind: 'integer', min: 0, max: 7 }, '', '0'],
};

/**
 * Parameters of a PID namespace. `kernel.pid_max` was one for the machine before Linux 6.14; since then a container that does not
 * share the PIDs of the host sets a copy of its own and reads it back.
 *
 * @see https://github.com/torvalds/linux/commit/1a89a6924b581884b1b54bcd3ea790b3668be2e0
 */
export const SYSCTLS_OF_PID_NAMESPACE: Readonly<Record<string, SysctlLine>> = {
  'kernel.pid_max': [{ kind: 'integer', min: 301, max: 4194304 }, 'processes', 'by memory'],
};

/**
 * Parameters of an IPC namespace: a pod has its own, and so has a host-network pod unless it also shares the host's IPC.
 *
 * @see https://man7.org/linux/man-pages/man7/ipc_namespaces.7.html
 */
export const SYSCTLS_OF_IPC_NAMESPACE: Readonly<Record<string, SysctlLine>> = {
  'fs.mqueue.msg_default': [{ kind: 'integer', min: 1, max: 65536 }, 'messages', '10'],
  'fs.mqueue.msg_max': [{ kind: 'integer', min: 1, max: 65536 }, 'messages', '10'],
  'fs.mqueue.msgsize_default': [{ kind: 'integer', min: 128, max: 16777216 }, 'bytes', '8192'],
  'fs.mqueue.msgsize_max': [{ kind: 'integer', min: 128, max: 16777216 }, 'bytes', '8192'],
  'fs.mqueue.queues_max': [ANY, 'queues', '256'],
  'kernel.msgmax': [ANY, 'bytes', '8192'],
  'kernel.msgmnb': [ANY, 'bytes', '16384'],
  'kernel.msgmni': [{ kind: 'integer', min: 0, max: 8388608 }, 'queues', '32000'],
  'kernel.sem': [
    { kind: 'integers', count: 4, min: 1, max: 2147483647, ascending: false },
    '',
    '32000 1024000000 500 32000',
  ],
  'kernel.shm_rmid_forced': [FLAG, '', '0', { safeSince: '1.0' }],
  'kernel.shmall': [UNSIGNED_LONG, 'pages', '18446744073692774399'],
  'kernel.shmmax': [UNSIGNED_LONG, 'bytes', '18446744073692774399'],
  'kernel.shmmni': [{ kind: 'integer', min: 0, max: 8388608 }, 'segments', '4096'],
};
