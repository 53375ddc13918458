import type { App } from 'cdktf';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { AwsFoundationStack } from './aws-foundation-stack';
import { AwsPlatformStack } from './aws-platform-stack';

/** Both stacks of one cluster on AWS. */
export interface AwsClusterStacks {
  /** Network, control plane and the add-ons that nodes need. */
  readonly foundation: AwsFoundationStack;
  /** The pools and the add-ons that run on them. */
  readonly platform: AwsPlatformStack;
}

/** Adds the two stacks of every AWS cluster of an environment. */
export function addAwsStacks(app: App, environment: EnvironmentSpec): readonly AwsClusterStacks[] {
  const clusters = environment.clusters.filter((cluster) => cluster.cloud === 'aws');
  return clusters.map((cluster) => {
    const foundation = new AwsFoundationStack(app, { environment, cluster });
    const platform = new AwsPlatformStack(app, { environment, cluster, foundation });
    return { foundation, platform };
  });
}
