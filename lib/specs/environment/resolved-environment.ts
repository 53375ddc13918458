import type { ClusterSpec } from '../cluster/cluster-spec';
import type { Tier } from '../tier';
import type { StateSpec } from './environment-fields';

/** An environment with every default filled in, immutable; not to be built from while there are problems. */
export interface ResolvedEnvironment {
  readonly name: string;
  /** How much a mistake costs. */
  readonly tier: Tier;
  /** Whose resources are made; every cluster is of this cloud. */
  readonly cloud: 'aws' | 'google';
  /** AWS account id or Google project id. */
  readonly account: string;
  readonly state: StateSpec;
  /** Tags of every resource, ours included. */
  readonly tags: Readonly<Record<string, string>>;
  /** In the order of the input. */
  readonly clusters: readonly ClusterSpec[];
}
