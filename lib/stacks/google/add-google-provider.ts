import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import type { TerraformStack } from 'cdktf';
import type { GoogleClusterSpec } from '../../specs/cluster-spec';

/** Adds the Google provider of a cluster's stack: its project and region, and the environment's labels on every resource that has labels. */
export function addGoogleProvider(stack: TerraformStack, cluster: GoogleClusterSpec): GoogleProvider {
  return new GoogleProvider(stack, 'google', {
    project: cluster.platform.projectId,
    region: cluster.region,
    defaultLabels: { ...cluster.environment.tags },
  });
}
