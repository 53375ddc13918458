import type { Tier } from '../tier';
import type { TeamSpec } from './team-spec';
import type { WorkloadMembers } from './workload-fields';
import type { WorkloadInput } from './workload-input';
import type { WorkloadSpec } from './workload-spec';

/** Facts of the cluster that the rules of a workload read. */
export interface WorkloadSurroundings {
  readonly cloud: 'aws' | 'google';
  readonly tier: Tier;
  readonly kubernetesVersion: string;
  readonly poolNames: readonly string[];
  readonly teams: readonly TeamSpec[];
  /** Whether somebody installs an adapter that serves metrics other than CPU and memory. */
  readonly hasMetricsAdapter: boolean;
}

/** A workload in every form that its rules read, with the facts of its cluster. */
export interface JudgedWorkload {
  /** The input as its fields read it. */
  readonly input: WorkloadMembers;
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: WorkloadInput;
  /**
   * The workload with every default filled in, and its pools; undefined where a quantity is invalid or a pool's own fields failed, so
   * that nothing can be computed.
   */
  readonly spec: WorkloadSpec | undefined;
  readonly surroundings: WorkloadSurroundings;
}
