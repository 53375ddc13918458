import type { Soundness } from '../fields/soundness';
import type { ClusterInput } from './cluster-input';
import type { ClusterSpec } from './cluster-spec';
import type { LockedCluster } from './lock/locked-cluster';
import type { ClusterMembers } from './resolve-cluster';

/** A cluster with what is known of it when its rules run. */
export interface JudgedCluster {
  /** As somebody wrote it; only for what was stated at all. */
  readonly stated: ClusterInput;
  /** As its fields read it. */
  readonly input: ClusterMembers;
  /** What became of it. */
  readonly spec: ClusterSpec;
  /** Whether the fields of a part hold. */
  readonly isSound: Soundness;
  /** What the cluster was when the lock was written; undefined for a new one. */
  readonly locked: LockedCluster | undefined;
}
