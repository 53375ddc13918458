import { ownMember } from '../../values/own-member';
import { resolveAwsCluster } from '../cluster/aws/resolve-aws-cluster';
import { resolveGoogleCluster } from '../cluster/google/resolve-google-cluster';
import type { EnvironmentMembers } from './environment-fields';
import { resolveTags } from './environment-tags';
import type { LockedEnvironment } from './lock/platform-lock';
import type { ResolvedEnvironment } from './resolved-environment';

/** An environment with every default filled in; judges nothing. */
export function resolveEnvironment(
  input: EnvironmentMembers,
  locked: LockedEnvironment | undefined,
): ResolvedEnvironment {
  const tags = resolveTags(input);
  const surroundings = { name: input.name, tier: input.tier, tags };
  const common = { ...surroundings, state: input.state };
  return input.cloud === 'aws'
    ? {
        ...common,
        cloud: 'aws',
        account: input.accountId,
        clusters: input.clusters.map((cluster) =>
          resolveAwsCluster(cluster, {
            environment: surroundings,
            accountId: input.accountId,
            locked: locked && ownMember(locked.clusters, cluster.name),
          }),
        ),
      }
    : {
        ...common,
        cloud: 'google',
        account: input.projectId,
        clusters: input.clusters.map((cluster) => resolveGoogleCluster(cluster, surroundings, input.projectId)),
      };
}
