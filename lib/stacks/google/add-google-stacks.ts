import type { App } from 'cdktf';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { GoogleEdgeStack } from './google-edge-stack';
import { GoogleFoundationStack } from './google-foundation-stack';
import { GooglePlatformStack } from './google-platform-stack';

/** Both stacks of one cluster on Google Cloud. */
export interface GoogleClusterStacks {
  /** The stack to deploy first, which seldom changes. */
  readonly foundation: GoogleFoundationStack;
  /** The stack to deploy second, which often changes. */
  readonly platform: GooglePlatformStack;
}

/** Adds the two stacks of every Google cluster of an environment, and the stack of its balancers where it has an ingress. */
export function addGoogleStacks(app: App, environment: EnvironmentSpec): readonly GoogleClusterStacks[] {
  const clusters = environment.clusters.filter((cluster) => cluster.cloud === 'google');
  const stacks = clusters.map((cluster) => {
    const foundation = new GoogleFoundationStack(app, { environment, cluster });
    const platform = new GooglePlatformStack(app, { environment, cluster, foundation });
    return { cluster, foundation, platform };
  });
  if (environment.ingress.length > 0) new GoogleEdgeStack(app, { environment, clusters: stacks });
  return stacks.map(({ foundation, platform }) => ({ foundation, platform }));
}
