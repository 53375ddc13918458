/** A machine and how many pods its kubelet takes. */
export interface AllocatableInput {
  /** Virtual processors of the machine. */
  readonly vcpu: number;
  /** Memory of the machine in GiB. */
  readonly memoryGib: number;
  /** Most pods of the kubelet; EKS reserves memory in proportion to this number. */
  readonly maxPods: number;
  /** The platform whose formula applies. */
  readonly platform: 'eks' | 'gke';
}

/** Resources that a node has for pods, daemons included. */
export interface Allocatable {
  /** Thousandths of a core. */
  readonly cpuMillis: number;
  /** Bytes, without the memory below which the kubelet evicts pods. */
  readonly memoryBytes: number;
  /** Pods, daemons included. */
  readonly pods: number;
}

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Free memory, in MiB, below which the kubelets of both platforms evict pods. */
export const EVICTION_MEMORY_MIB = 100;

/** Share of a node's disk in percent below which the kubelet of an EKS node evicts pods. */
export const EVICTION_DISK_PERCENT = 10;

/** Disk in GiB that an EKS node reserves for the kubelet, its logs and the container runtime. */
export const RESERVED_DISK_GIB = 1;

/** Share of each further core that is reserved for the kubelet; the last share applies to all further cores. EKS and GKE agree. */
const CPU_TIERS = [
  { upToMillis: 1000, share: 0.06 },
  { upToMillis: 2000, share: 0.01 },
  { upToMillis: 4000, share: 0.005 },
  { upToMillis: Number.POSITIVE_INFINITY, share: 0.0025 },
];

const GKE_MEMORY_TIERS = [
  { upToGib: 4, share: 0.25 },
  { upToGib: 8, share: 0.2 },
  { upToGib: 16, share: 0.1 },
  { upToGib: 128, share: 0.06 },
  { upToGib: Number.POSITIVE_INFINITY, share: 0.02 },
];

/** GKE reserves this much more CPU where a node may run more pods than the default of 110. */
const GKE_MANY_PODS = { above: 110, millis: 400 };

/**
 * Resources of a machine for pods, by the platform's own formula.
 *
 * The operating system takes one to three per cent of the memory before the kubelet counts it, so a real node has a little less.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes
 * @see https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
export function allocatable(input: AllocatableInput): Allocatable {
  const reserved = reservedOnNode(input);
  return {
    cpuMillis: Math.max(0, Math.floor(input.vcpu * 1000 - reserved.cpuMillis)),
    memoryBytes: Math.max(0, Math.floor(input.memoryGib * GIB - (reserved.memoryMib + EVICTION_MEMORY_MIB) * MIB)),
    pods: input.maxPods,
  };
}

/** Disk of an EKS node in whole GiB that all pods together can request as ephemeral storage. */
export function eksEphemeralStorageGib(diskGib: number): number {
  return Math.max(0, Math.floor((diskGib * (100 - EVICTION_DISK_PERCENT)) / 100) - RESERVED_DISK_GIB);
}

/** Resources of a machine that the kubelet reserves for itself, the runtime and the system, by the platform's own formula. */
export function reservedOnNode(input: AllocatableInput): { readonly cpuMillis: number; readonly memoryMib: number } {
  const memoryMib = input.platform === 'gke' ? gkeMemory(input.memoryGib) / MIB : eksKubeReserved(input).memoryMib;
  return { cpuMillis: reservedCpu(input), memoryMib };
}

/**
 * Resources that an EKS node reserves for the kubelet and the container runtime: the formula of the EKS images, applied to the pod limit that
 * is set here. The images apply the formula to the addresses of the machine type, which reserves too little where prefix delegation
 * allows more pods.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
export function eksKubeReserved(node: { readonly vcpu: number; readonly maxPods: number }): {
  readonly cpuMillis: number;
  readonly memoryMib: number;
} {
  return { cpuMillis: Math.floor(tieredCpu(node.vcpu)), memoryMib: 255 + 11 * node.maxPods };
}

function tieredCpu(vcpu: number): number {
  return overTiers(
    vcpu * 1000,
    CPU_TIERS.map((tier) => ({ upTo: tier.upToMillis, share: tier.share })),
  );
}

function reservedCpu(input: AllocatableInput): number {
  const tiers = tieredCpu(input.vcpu);
  const many = input.platform === 'gke' && input.maxPods > GKE_MANY_PODS.above ? GKE_MANY_PODS.millis : 0;
  return tiers + many;
}

function gkeMemory(memoryGib: number): number {
  if (memoryGib < 1) return 255 * MIB;
  return (
    GIB *
    overTiers(
      memoryGib,
      GKE_MEMORY_TIERS.map((tier) => ({ upTo: tier.upToGib, share: tier.share })),
    )
  );
}

function overTiers(amount: number, tiers: readonly { upTo: number; share: number }[]): number {
  let reserved = 0;
  let from = 0;
  for (const tier of tiers) {
    if (amount <= from) break;
    reserved += (Math.min(amount, tier.upTo) - from) * tier.share;
    from = tier.upTo;
  }
  return reserved;
}
