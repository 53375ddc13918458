import type { ControllersInput } from '../../../../lib/specs/cluster/controllers/controllers-input';
import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { AwsNodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import type { WorkloadShutdownInput } from '../../../../lib/specs/workload/shutdown/shutdown-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import { serviceInput } from '../../../fixtures/service-input';

/** An environment of one cluster with a system pool beside the given ones, whose nodes the termination handler drains. */
export function drainedEnvironment(
  pools: readonly AwsNodePoolInput[],
  workloads: readonly WorkloadInput[],
  controllers: ControllersInput = { terminationHandler: {} },
) {
  const system = awsPool({ name: 'system', purpose: 'system' });
  return awsEnvironment({ clusters: [awsCluster({ pools: [...pools, system], workloads, controllers })] });
}

/** A pool of ours with these settings of AWS. */
export function poolWith(aws: Partial<AwsPoolInput>, overrides: Partial<AwsNodePoolInput> = {}): AwsNodePoolInput {
  const pool = awsPool(overrides);
  return { ...pool, aws: { ...pool.aws, ...aws } };
}

/** A service of two pods on the pool `general` with these times. */
export function serviceWith(shutdown: WorkloadShutdownInput, overrides: Partial<WorkloadInput> = {}): WorkloadInput {
  return serviceInput({ shutdown, maxUnavailable: 2, ...overrides });
}

/** A workload that keelson does not write. */
export function plain(
  kind: 'daemon' | 'job' | 'deployment',
  graceSeconds: number,
  name = `the-${kind}`,
): WorkloadInput {
  return { name, namespace: 'shop', kind, pools: ['general'], shutdown: { graceSeconds } };
}

/** The resolved pool `general` of an accepted environment. */
export function resolvedPool(input: ReturnType<typeof drainedEnvironment>): AwsNodePoolSpec {
  const [pool] = onlyCluster(input).pools;
  if (pool?.cloud !== 'aws') throw new Error('the pool must be on AWS');
  return pool;
}
