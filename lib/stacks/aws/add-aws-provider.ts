import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformStack } from 'cdktf';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';

/**
 * Adds the AWS provider of a cluster's stack, with the cluster's region, its account as the only allowed one, and the
 * environment's tags on every resource.
 */
export function addAwsProvider(stack: TerraformStack, cluster: AwsClusterSpec): AwsProvider {
  return new AwsProvider(stack, 'aws', {
    region: cluster.region,
    allowedAccountIds: [cluster.accountId],
    defaultTags: [{ tags: { ...cluster.environment.tags } }],
  });
}
