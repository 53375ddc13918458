import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { ConfigError, renderProblem } from '../../../../lib/values/config-error';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';

function problemsOf(make: () => unknown): readonly string[] {
  try {
    make();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(renderProblem);
    throw error;
  }
}

/** Problems of an AWS pool in three zones that the cluster autoscaler takes from two to six nodes of 4 vCPUs and 16 GiB. */
export function onAws(pool: Partial<AwsNodePoolInput>): readonly string[] {
  const pools = [awsPool({ scaling: { kind: 'cluster-autoscaler' }, ...pool })];
  // Add-ons run on a second pool, so that the judged one may have any purpose.
  if (pool.purpose !== undefined) pools.push(awsPool({ name: 'addons', purpose: 'system' }));
  const clusters = [awsCluster({ pools, ...(pool.purpose !== undefined && { workloads: [] }) })];
  return problemsOf(() => EnvironmentSpec.from(awsEnvironment({ clusters })));
}

/** Problems of a pool on Dataplane V2 that GKE's autoscaler changes. */
export function onGoogle(pool: Partial<GoogleNodePoolInput>): readonly string[] {
  const pools = [googlePool({ scaling: { kind: 'cluster-autoscaler' }, ...pool })];
  const clusters = [googleCluster({ datapath: 'dataplane-v2', pools })];
  return problemsOf(() => EnvironmentSpec.from(googleEnvironment({ clusters })));
}
