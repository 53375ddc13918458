import { ownMember } from '../../values/own-member';
import { resolveAwsCluster } from '../cluster/aws/resolve-aws-cluster';
import type { ClusterSpec, SurroundingEnvironment } from '../cluster/cluster-spec';
import { resolveGoogleCluster } from '../cluster/google/resolve-google-cluster';
import type { IngressSpec } from '../ingress/ingress-spec';
import { daemonTraffic, resolveGoogleIngress } from '../ingress/resolve-ingress';
import type { EnvironmentMembers } from './environment-fields';
import { resolveTags } from './environment-tags';
import type { LockedEnvironment } from './lock/platform-lock';
import type { ResolvedEnvironment } from './resolved-environment';

/** An environment with every default filled in; judges nothing. */
export function resolveEnvironment(
  input: EnvironmentMembers,
  locked: LockedEnvironment | undefined,
): ResolvedEnvironment {
  const surroundings = { name: input.name, tier: input.tier, tags: resolveTags(input) };
  const clusters = resolveClusters(input, surroundings, locked);
  const ingress = resolveIngresses(input, clusters);
  return {
    ...surroundings,
    state: input.state,
    cloud: input.cloud,
    account: input.cloud === 'aws' ? input.accountId : input.projectId,
    clusters: ingress.length === 0 ? clusters : clusters.map((cluster) => withTraffic(cluster, ingress)),
    ingress,
  };
}

function resolveClusters(
  input: EnvironmentMembers,
  environment: SurroundingEnvironment,
  locked: LockedEnvironment | undefined,
): readonly ClusterSpec[] {
  if (input.cloud === 'google') {
    return input.clusters.map((cluster) => resolveGoogleCluster(cluster, environment, input.projectId));
  }
  return input.clusters.map((cluster) =>
    resolveAwsCluster(cluster, {
      environment,
      accountId: input.accountId,
      locked: locked && ownMember(locked.clusters, cluster.name),
    }),
  );
}

function resolveIngresses(input: EnvironmentMembers, clusters: readonly ClusterSpec[]): readonly IngressSpec[] {
  if (input.cloud !== 'google') return [];
  return input.ingress.map((ingress) => resolveGoogleIngress(ingress, { environmentName: input.name, clusters }));
}

function withTraffic(cluster: ClusterSpec, ingress: readonly IngressSpec[]): ClusterSpec {
  return { ...cluster, traffic: daemonTraffic(cluster.name, ingress) };
}
