import type { AwsNodePoolSpec } from '../specs/node-pool-spec';

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
  'memory.available': '100Mi',
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'pid.available': '10%',
};

/** Kubelet settings that follow from a pool's spec. */
export function kubeletSettings(pool: AwsNodePoolSpec, allowedUnsafeSysctls: readonly string[] = []): KubeletSettings {
  const { totalSeconds, criticalSeconds } = pool.cloud.gracefulShutdown;
  return {
    maxPods: pool.maxPods,
    shutdownGraceSeconds: totalSeconds,
    criticalShutdownGraceSeconds: criticalSeconds,
    imageGcHighPercent: IMAGE_GC_HIGH_PERCENT,
    imageGcLowPercent: IMAGE_GC_LOW_PERCENT,
    evictionHard: EVICTION_HARD,
    kubeReserved: {
      cpu: `${reservedMillicores(pool.machine.vcpu)}m`,
      memory: `${reservedMemoryMib(pool.maxPods)}Mi`,
      'ephemeral-storage': '1Gi',
    },
    allowedUnsafeSysctls,
  };
}

/**
 * Memory that the kubelet and the runtime keep, in MiB. The images compute it from the addresses of the machine type,
 * not from the pod limit that is set, and so reserve too little where prefixes allow more pods.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
function reservedMemoryMib(maxPods: number): number {
  return 11 * maxPods + 255;
}

/** Six percent of the first core, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest: the rule of the EKS images. */
function reservedMillicores(vcpu: number): number {
  const bands: readonly (readonly [cores: number, millicoresPerCore: number])[] = [
    [1, 60],
    [1, 10],
    [2, 5],
    [Number.POSITIVE_INFINITY, 2.5],
  ];
  let remaining = vcpu;
  let reserved = 0;
  for (const [cores, millicoresPerCore] of bands) {
    const inBand = Math.min(remaining, cores);
    reserved += inBand * millicoresPerCore;
    remaining -= inBand;
  }
  return Math.floor(reserved);
}
