import type { SysctlScope } from './sysctl-definition';

/** Range of the whole numbers that a kernel parameter may have. */
export interface SysctlRangeInput {
  /** Smallest number that is allowed. */
  readonly min: number;
  /** Largest number that is allowed, at least `min`. */
  readonly max: number;
}

/**
 * A kernel parameter that is not in the catalogue, stated with the facts that the catalogue would have. The image sets it at boot if
 * it can, and the NodeTuner sets it and reads it back on every node, so that the kernel of the image must have the parameter.
 */
export interface StatedSysctlInput {
  /** The value as the kernel writes it back, numbers of a list with one space between them: `'4 4 1 7'`. */
  readonly value: string;
  /**
   * Where the kernel keeps the value: once for the machine (`node`), or per network, IPC or PID namespace. If any supported kernel keeps
   * the value per namespace, the scope is that namespace. The NodeTuner sets the value in the node's own namespace.
   */
  readonly scope: SysctlScope;
  /** Why the pool needs the parameter, for readers of the plan of its kernel parameters. */
  readonly because: string;
  /**
   * Bounds of every number in the value, for values that a program of yours calculates.
   * @default - no bounds
   */
  readonly range?: SysctlRangeInput;
}
