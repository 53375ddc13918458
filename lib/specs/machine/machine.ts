/** Processor architecture, in Kubernetes spelling (`kubernetes.io/arch`). */
export type Architecture = 'amd64' | 'arm64';

/** A machine type and what it has; sizing, simulation and scheduling need the figures, which no provider tells at synth. */
export interface MachineInput {
  /** The cloud's own name: `m6i.xlarge`, `n2-standard-8`. Changing it rolls the pool, and replaces a managed node group of EKS. */
  readonly type: string;
  /** Virtual processors, 1 to 448. Changing it rolls the pool, as does the type that it belongs to. */
  readonly vcpu: number;
  /** Memory in GiB, 1 to 24576. Changing it rolls the pool, where parameters of the kernel are shares of it. */
  readonly memoryGib: number;
  /**
   * Changing it rolls a pool of ours on AWS, and replaces a managed node group and a Google pool.
   * @default 'amd64'
   */
  readonly architecture?: Architecture;
}
