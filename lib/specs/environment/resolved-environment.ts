import type { ClusterSpec } from '../cluster/cluster-spec';
import type { IngressSpec } from '../ingress/ingress-spec';
import type { Tier } from '../tier';
import type { StateSpec } from './environment-fields';

/** An environment with every default filled in, immutable; no construct may be made from it while there are problems. */
export interface ResolvedEnvironment {
  readonly name: string;
  /** How much a mistake costs. */
  readonly tier: Tier;
  /** Cloud of all clusters of the environment. */
  readonly cloud: 'aws' | 'google';
  /** AWS account id or Google project id. */
  readonly account: string;
  readonly state: StateSpec;
  /** Tags of every resource, those of keelson included. */
  readonly tags: Readonly<Record<string, string>>;
  /** Clusters in the order of the input. */
  readonly clusters: readonly ClusterSpec[];
  /** Shared ways in to the services of the clusters. */
  readonly ingress: readonly IngressSpec[];
}
