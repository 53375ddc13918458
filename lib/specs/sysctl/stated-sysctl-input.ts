import type { SysctlScope } from './sysctl-definition';

/** Whole numbers that a kernel parameter may have. */
export interface SysctlRangeInput {
  /** Smallest. */
  readonly min: number;
  /** Largest. */
  readonly max: number;
}

/**
 * A kernel parameter that the catalogue does not know, stated with what the catalogue would say of it. The image sets it at boot where
 * the image can, and the NodeTuner sets it and reads it back on every node, so the kernel of the image has to have it.
 */
export interface StatedSysctlInput {
  /** The value as the kernel writes it back, numbers of a list with one space between them: `'4 4 1 7'`. */
  readonly value: string;
  /**
   * Where the kernel keeps the value: once for the machine (`node`), or per network, IPC or PID namespace; a key of which some supported
   * kernel keeps one per namespace has the namespace. The NodeTuner sets the value in the node's own namespace.
   */
  readonly scope: SysctlScope;
  /** Why the pool needs it, for those who read the plan of its kernel parameters. */
  readonly because: string;
  /**
   * Bounds that every number of the value has to keep, for values that a program of yours computes.
   * @default - none
   */
  readonly range?: SysctlRangeInput;
}
