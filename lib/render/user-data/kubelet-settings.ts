import { EVICTION_MEMORY_MIB, eksKubeReserved } from '../../analysis/allocatable';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';

/** Kubelet settings of a pool, in plain units; each image family spells them in its own way. */
export interface KubeletSettings {
  readonly maxPods: number;
  readonly shutdownGraceSeconds: number;
  readonly criticalShutdownGraceSeconds: number;
  readonly imageGcHighPercent: number;
  readonly imageGcLowPercent: number;
  readonly evictionHard: Readonly<Record<string, string>>;
  readonly kubeReserved: Readonly<Record<'cpu' | 'memory' | 'ephemeral-storage', string>>;
  /** Sysctl names or patterns that pods may set although they are not namespaced safely. */
  readonly allowedUnsafeSysctls: readonly string[];
}

// Images share the disk with pods. Collection starts at 80 % used, before the eviction at 85 % (imagefs 15 % free),
// so that old images go first and pods only when that does not help.
const IMAGE_GC_HIGH_PERCENT = 80;
const IMAGE_GC_LOW_PERCENT = 70;

// All five are stated: a kubelet that is given some thresholds takes 0 for the others.
const EVICTION_HARD = {
  'imagefs.available': '15%',
  'memory.available': `${EVICTION_MEMORY_MIB}Mi`,
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'pid.available': '10%',
};

/** Kubelet settings that follow from a pool's spec. */
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
      'ephemeral-storage': '1Gi',
    },
    allowedUnsafeSysctls: pool.allowedUnsafeSysctls,
  };
}
