/** Processor architecture, in Kubernetes spelling (`kubernetes.io/arch`). */
export type Architecture = 'amd64' | 'arm64';

/** A machine type. Its figures come from a dated table; a type that the table does not know needs them stated. */
export interface MachineInput {
  /** The cloud's own name: `m6i.xlarge`, `n2-standard-8`. Changing it rolls the pool, and replaces a managed node group of EKS. */
  readonly type: string;
  /**
   * Virtual processors, 1 to 1920. A number that differs from the table is refused. Changing it rolls the pool where the table does
   * not know the type, because user data follows from it.
   * @default - the figure of the table
   */
  readonly vcpu?: number;
  /**
   * Memory in GiB, 0.5 to 32768. A figure that differs from the table is refused. Changing it rolls the pool where the table does not
   * know the type and parameters of the kernel are shares of the memory.
   * @default - the figure of the table
   */
  readonly memoryGib?: number;
  /**
   * Another architecture than the type's is refused. Changing it rolls a pool of ours on AWS, and replaces a managed node group
   * and a Google pool.
   * @default - the architecture of the type, by the table or by its name
   */
  readonly architecture?: Architecture;
}

/** A machine with all its figures: sizing, user data and scheduling need them, and no provider tells them at synth. */
export interface Machine {
  /** The cloud's own name. */
  readonly type: string;
  /** Virtual processors. */
  readonly vcpu: number;
  /** Memory in GiB. */
  readonly memoryGib: number;
  readonly architecture: Architecture;
}
