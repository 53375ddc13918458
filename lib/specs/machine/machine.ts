/** Processor architecture, in Kubernetes spelling (`kubernetes.io/arch`). */
export type Architecture = 'amd64' | 'arm64';

/** A machine type and what it has; sizing, simulation and scheduling need the figures, which no provider tells at synth. */
export interface MachineInput {
  /** The cloud's own name: `m6i.xlarge`, `n2-standard-8`. */
  readonly type: string;
  /** Virtual processors, 1 to 448. */
  readonly vcpu: number;
  /** Memory in GiB, 1 to 24576. */
  readonly memoryGib: number;
  /** @default 'amd64' */
  readonly architecture?: Architecture;
}
