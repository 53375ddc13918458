/** Processor architecture, in Kubernetes spelling (`kubernetes.io/arch`). */
export type Architecture = 'amd64' | 'arm64';

/** A machine type. Its figures come from a dated table; for a type that the table does not list they must be stated. */
export interface MachineInput {
  /** The cloud's own name: `m6i.xlarge`, `n2-standard-8`. Changing it rolls the pool, and replaces a managed node group of EKS. */
  readonly type: string;
  /**
   * Virtual processors, 1 to 1920. A number that differs from the table is refused. Changing it rolls the pool where the table does
   * not list the type, because the nodes' user data depends on it.
   * @default - the figure of the table
   */
  readonly vcpu?: number;
  /**
   * Memory in GiB, 0.5 to 32768. A figure that differs from the table is refused. Changing it rolls the pool where the table does not
   * list the type and kernel parameters of the pool are calculated from the memory.
   * @default - the figure of the table
   */
  readonly memoryGib?: number;
  /**
   * Architecture of the processor; another one than the type's is refused. Changing it rolls a self-managed pool on AWS, and replaces a
   * managed node group and a Google pool.
   * Required on Google Cloud for a family that the table does not list, because the type's name does not tell the architecture.
   * @default - the architecture of the type, from the table or on AWS from the type's name
   */
  readonly architecture?: Architecture;
}

/** A machine with all its figures, which sizing, user data and scheduling need; no provider reports the figures at synthesis. */
export interface Machine {
  /** The cloud's name of the type. */
  readonly type: string;
  /** Virtual processors. */
  readonly vcpu: number;
  /** Memory in GiB. */
  readonly memoryGib: number;
  readonly architecture: Architecture;
}
