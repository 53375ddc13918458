import type { AwsClusterSpec, GoogleClusterSpec } from '../cluster/cluster-spec';
import { resolveAwsCluster, resolveGoogleCluster, resolveTags } from '../cluster/resolve-cluster';
import type { EnvironmentInput, Tier } from './environment-input';
import type { StateInput } from './state-input';

/** What an environment is made of, with every default filled in. */
export interface EnvironmentFacts {
  readonly name: string;
  readonly tier: Tier;
  readonly cloud: 'aws' | 'google';
  readonly account: string;
  readonly state: StateInput;
  readonly tags: Readonly<Record<string, string>>;
  readonly clusters: readonly (AwsClusterSpec | GoogleClusterSpec)[];
}

/** An environment with every default filled in; judges nothing. */
export function resolveEnvironment(input: EnvironmentInput): EnvironmentFacts {
  const common = {
    name: input.name,
    tier: input.tier,
    state: input.state ?? { kind: 'local' },
    tags: resolveTags(input),
  } as const;
  return input.cloud === 'aws'
    ? {
        ...common,
        cloud: 'aws',
        account: input.accountId,
        clusters: input.clusters.map((cluster) => resolveAwsCluster(cluster, input)),
      }
    : {
        ...common,
        cloud: 'google',
        account: input.projectId,
        clusters: input.clusters.map((cluster) => resolveGoogleCluster(cluster, input)),
      };
}
