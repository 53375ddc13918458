import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import type { TerraformStack } from 'cdktf';
import type { GoogleClusterSpec } from '../../specs/cluster/cluster-spec';

/** Adds the Google provider of a cluster's stack: its project and region, and the environment's labels on every resource that has labels. */
export function addGoogleProvider(stack: TerraformStack, cluster: GoogleClusterSpec): GoogleProvider {
  const provider = new GoogleProvider(stack, 'google', {
    project: cluster.projectId,
    region: cluster.region,
  });
  // As a property cdktf would write the keys in snake case: `cost-center` would become `cost_center`.
  provider.addOverride('default_labels', { ...cluster.environment.tags });
  return provider;
}
