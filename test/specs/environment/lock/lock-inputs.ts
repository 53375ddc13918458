import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { GoogleClusterInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { updateLock } from '../../../../lib/specs/environment/lock/lock-changes';
import { EMPTY_LOCK, type PlatformLock } from '../../../../lib/specs/environment/lock/platform-lock';
import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { ConfigError, renderProblem } from '../../../../lib/values/config-error';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';

/** The lock of some environments. */
export function lockOf(...inputs: readonly EnvironmentInput[]): PlatformLock {
  const { environments } = EnvironmentSet.from(inputs);
  return updateLock(EMPTY_LOCK, [], environments);
}

/** Problems of an environment that is compared with the lock of an earlier form of it. */
export function changed(before: EnvironmentInput, after: EnvironmentInput): readonly string[] {
  try {
    EnvironmentSet.from([after], lockOf(before));
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(renderProblem);
  }
}

export const aws = (cluster: Partial<AwsClusterInput>, rest: object = {}) =>
  awsEnvironment({ clusters: [awsCluster(cluster)], ...rest });
export const google = (cluster: Partial<GoogleClusterInput>, rest: object = {}) =>
  googleEnvironment({ clusters: [googleCluster(cluster)], ...rest });
// The second pool holds the managed add-ons, so that a test may change the first one freely.
export const SYSTEM = awsPool({ name: 'system', purpose: 'system' });
export const awsPart = (part: Partial<AwsPoolInput>) =>
  aws({ pools: [awsPool({ aws: { ...awsPool().aws, ...part } }), SYSTEM] });
export const googlePart = (pool: Partial<GoogleNodePoolInput>, part: Partial<GoogleNodePoolInput['google']> = {}) =>
  google({ pools: [googlePool({ google: { ...googlePool().google, ...part }, ...pool })] });

export const AWS = "environment 'paas' > cluster 'main'";
export const GOOGLE = "environment 'streaming' > cluster 'main'";
export const SECOND_POOL =
  'make a second pool of that kind: add it under a name of its own and write the lock, deploy, wait until its nodes are Ready, drain the nodes of this one, then remove it';
export const MIXED = { kind: 'mixed', alternativeTypes: ['m6a.xlarge'] } as const;
