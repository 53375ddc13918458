import {
  EVICTION_DISK_PERCENT,
  EVICTION_MEMORY_MIB,
  eksKubeReserved,
  RESERVED_DISK_GIB,
} from '../../analysis/allocatable';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';

/** Kubelet settings of a pool in plain units; each image family renders them in its own form. */
export interface KubeletSettings {
  readonly maxPods: number;
  readonly shutdownGraceSeconds: number;
  readonly criticalShutdownGraceSeconds: number;
  readonly imageGcHighPercent: number;
  readonly imageGcLowPercent: number;
  readonly evictionHard: Readonly<Record<string, string>>;
  readonly kubeReserved: Readonly<Record<'cpu' | 'memory' | 'ephemeral-storage', string>>;
  /** Names or patterns of sysctls that pods may set although Kubernetes does not count them as safe. */
  readonly allowedUnsafeSysctls: readonly string[];
}

// Images share the disk with pods. Image collection starts at 80 % used, before the eviction at 85 % (imagefs 15 % free), so that
// unused images are removed first and pods are evicted only when that is not enough.
const IMAGE_GC_HIGH_PERCENT = 80;
const IMAGE_GC_LOW_PERCENT = 70;

// All five thresholds are stated, because a kubelet that is given some thresholds takes 0 for the others.
const EVICTION_HARD = {
  'imagefs.available': '15%',
  'memory.available': `${EVICTION_MEMORY_MIB}Mi`,
  'nodefs.available': `${EVICTION_DISK_PERCENT}%`,
  'nodefs.inodesFree': '5%',
  'pid.available': '10%',
};

/** Derives kubelet settings from a pool's spec. */
export function kubeletSettings(pool: AwsNodePoolSpec): KubeletSettings {
  const { totalSeconds, criticalSeconds } = pool.aws.gracefulShutdown;
  const reserved = eksKubeReserved({ vcpu: pool.machine.vcpu, maxPods: pool.maxPods });
  return {
    maxPods: pool.maxPods,
    shutdownGraceSeconds: totalSeconds,
    criticalShutdownGraceSeconds: criticalSeconds,
    imageGcHighPercent: IMAGE_GC_HIGH_PERCENT,
    imageGcLowPercent: IMAGE_GC_LOW_PERCENT,
    evictionHard: EVICTION_HARD,
    kubeReserved: {
      cpu: `${reserved.cpuMillis}m`,
      memory: `${reserved.memoryMib}Mi`,
      'ephemeral-storage': `${RESERVED_DISK_GIB}Gi`,
    },
    allowedUnsafeSysctls: pool.allowedUnsafeSysctls,
  };
}
