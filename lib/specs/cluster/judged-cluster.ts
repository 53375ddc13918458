import type { Soundness } from '../fields/soundness';
import type { ClusterInput } from './cluster-input';
import type { ClusterSpec } from './cluster-spec';
import type { LockedCluster } from './lock/locked-cluster';
import type { ClusterMembers } from './resolve-cluster';

/** A cluster in every form that its rules read. */
export interface JudgedCluster {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: ClusterInput;
  /** The input as its fields read it, with their defaults filled in. */
  readonly input: ClusterMembers;
  /** The cluster with every default filled in. */
  readonly spec: ClusterSpec;
  /** Whether the fields of a part recorded no problem. */
  readonly isSound: Soundness;
  /** The cluster as it was when the lock was written; undefined for a new cluster. */
  readonly locked: LockedCluster | undefined;
}
