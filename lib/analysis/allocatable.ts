/** A machine and how many pods its kubelet takes. */
export interface AllocatableInput {
  /** Virtual processors of the machine. */
  readonly vcpu: number;
  /** Memory of the machine in GiB. */
  readonly memoryGib: number;
  /** Pods that the kubelet takes; EKS reserves memory by it. */
  readonly maxPods: number;
  /** Whose formula holds. */
  readonly platform: 'eks' | 'gke';
}

/** What a node has left for pods, daemons included. */
export interface Allocatable {
  /** Thousandths of a core. */
  readonly cpuMillis: number;
  /** Bytes, above the line where the kubelet evicts. */
  readonly memoryBytes: number;
  /** Pods, daemons included. */
  readonly pods: number;
}

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Free memory, in MiB, below which the kubelets of both platforms evict pods. */
export const EVICTION_MEMORY_MIB = 100;

/** Share of each further core that the kubelet keeps, the last for all beyond; the same on EKS and GKE. */
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

/** GKE keeps this much more where a node takes more than its default number of pods. */
const GKE_MANY_PODS = { above: 110, millis: 400 };

/**
 * What is left of a machine for pods, by the platform's own formula.
 *
 * The operating system takes some memory before the kubelet counts, one to three per cent, so a real node has a little less.
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

/** What the kubelet keeps of a machine for itself, the runtime and the system, by the platform's own formula. */
export function reservedOnNode(input: AllocatableInput): { readonly cpuMillis: number; readonly memoryMib: number } {
  const memoryMib = input.platform === 'gke' ? gkeMemory(input.memoryGib) / MIB : eksKubeReserved(input).memoryMib;
  return { cpuMillis: reservedCpu(input), memoryMib };
}

/**
 * What the kubelet of an EKS node keeps for itself and the runtime: the rule of the EKS images, with the pod limit that is set.
 * The images themselves count the addresses of the machine type, and so keep too little where prefixes allow more pods.
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
