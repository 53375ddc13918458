import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import type { TerraformStack } from 'cdktf';
import type { GoogleClusterSpec } from '../../specs/cluster/cluster-spec';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';

/**
 * Adds the Google provider of a cluster's stack, with the cluster's project and region, and the environment's labels on every
 * resource that has labels.
 */
export function addGoogleProvider(stack: TerraformStack, cluster: GoogleClusterSpec): GoogleProvider {
  const provider = new GoogleProvider(stack, 'google', {
    project: cluster.projectId,
    region: cluster.region,
  });
  return withLabels(provider, cluster.environment.tags);
}

/** Adds the Google provider of an environment's stack that belongs to no region, with the environment's labels. */
export function addGlobalGoogleProvider(stack: TerraformStack, environment: EnvironmentSpec): GoogleProvider {
  return withLabels(new GoogleProvider(stack, 'google', { project: environment.account }), environment.tags);
}

function withLabels(provider: GoogleProvider, labels: Readonly<Record<string, string>>): GoogleProvider {
  // The labels are an override, because cdktf would write the keys of a property in snake case: `cost-center` would become
  // `cost_center`.
  provider.addOverride('default_labels', { ...labels });
  return provider;
}

/**
 * Adds a second Google provider to a cluster's stack, without default labels: for resources that cannot change, which a new tag of the
 * environment would otherwise replace.
 */
export function addUnlabelledProvider(stack: TerraformStack, cluster: GoogleClusterSpec): GoogleProvider {
  return new GoogleProvider(stack, 'google-unlabelled', {
    alias: 'unlabelled',
    project: cluster.projectId,
    region: cluster.region,
  });
}
