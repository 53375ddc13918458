/** CPU and memory that the scheduler reserves for one pod. */
export interface PodNeeds {
  /** Thousandths of a core. */
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}
