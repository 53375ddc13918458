import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { AwsEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { AwsNodePoolInput, PoolSizeInput } from '../../../lib/specs/pool/node-pool-input';
import type { NodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { resolvePoolSize } from '../../../lib/specs/pool/pool-size';
import { rebootFields } from '../../../lib/specs/reboots/reboot-fields';
import type {
  CoordinatedRebootInput,
  RandomRebootInput,
  RebootScheduleInput,
  StaggeredRebootInput,
} from '../../../lib/specs/reboots/reboot-input';
import { resolveReboots } from '../../../lib/specs/reboots/resolve-reboots';
import { WEEKDAYS, type WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

/** Subject of the cluster in messages. */
export const CLUSTER = "environment 'paas' > cluster 'main': ";

/** Subject of the pool in messages. */
export const POOL = "environment 'paas' > cluster 'main' > pool 'general': ";

const UBUNTU = '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/20260923/amd64/hvm/ebs-gp3/ami-id';

/** Days of windows that begin every day. */
export const EVERY_DAY = WEEKDAYS;

/** Two nights a week, 240 minutes each. */
export const NIGHTS: WeekWindowInput = {
  days: ['tuesday', 'thursday'],
  start: '01:00',
  end: '05:00',
  timeZone: 'Europe/Amsterdam',
};

/** Tolerates that all six nodes are down at once, so that only the rule in question can refuse. */
export const RANDOM: RandomRebootInput = { kind: 'random', window: NIGHTS, rebootMinutes: 5, maxNodesDown: 6 };

/** {@link RANDOM}, with zones that take turns. */
export const STAGGERED: StaggeredRebootInput = { ...RANDOM, kind: 'staggered' };

/** A schedule under the lock whose sequence takes drain 600 + reboot 300 + notice 90 + release 60 = 1050 seconds. */
export const COORDINATED: CoordinatedRebootInput = { kind: 'coordinated', window: NIGHTS, rebootMinutes: 5 };

/** A pool of two to six Ubuntu nodes in three zones. */
export function ubuntuPool(overrides: Partial<AwsNodePoolInput> = {}): AwsNodePoolInput {
  const image = { family: 'ubuntu', source: { ssmParameter: UBUNTU } } as const;
  return awsPool({
    size: { scope: 'total', min: 2, max: 6 },
    aws: { image, rootDisk: { sizeGib: 80 } },
    ...overrides,
  });
}

/** An environment with these pools and workloads. */
export function rebootEnvironment(
  pools: readonly AwsNodePoolInput[],
  workloads: readonly WorkloadInput[] = [],
): AwsEnvironmentInput {
  return awsEnvironment({ clusters: [awsCluster({ pools, workloads })] });
}

/** Problems of an Ubuntu pool with this schedule; those of the pool are without their subject. */
export function judge(reboots: RebootScheduleInput, ...workloads: readonly WorkloadInput[]): readonly string[] {
  return judgePools([ubuntuPool({ reboots })], workloads);
}

/** Problems of pools and workloads; those of the pool `general` are without their subject. */
export function judgePools(
  pools: readonly AwsNodePoolInput[],
  workloads: readonly WorkloadInput[] = [],
): readonly string[] {
  return problemsOf(rebootEnvironment(pools, workloads)).map((problem) =>
    problem.startsWith(POOL) ? problem.slice(POOL.length) : problem,
  );
}

/** A cluster with these pools and workloads. */
export function clusterOf(pools: readonly AwsNodePoolInput[], workloads: readonly WorkloadInput[] = []): ClusterSpec {
  const [cluster] = EnvironmentSpec.from(rebootEnvironment(pools, workloads)).clusters;
  if (cluster === undefined) throw new Error('the environment must have a cluster');
  return cluster;
}

/** A deployment that runs on the pool `general`. */
export function deployment(
  replicas: number,
  maxUnavailable: number,
  pools: readonly string[] = ['general'],
): WorkloadInput {
  return { name: 'api', namespace: 'shop', kind: 'deployment', pools, replicas, maxUnavailable };
}

/** A pool with a schedule and a size that no rule has judged. */
export function unjudgedPool(reboots: RebootScheduleInput, size: PoolSizeInput): NodePoolSpec {
  const [pool] = clusterOf([ubuntuPool()]).pools;
  if (pool === undefined) throw new Error('the cluster must have a pool');
  return { ...pool, size: resolvePoolSize(size), reboots: resolveReboots(rebootFields.resolve(reboots)) };
}
