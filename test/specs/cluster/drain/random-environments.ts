import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { RebootScheduleInput } from '../../../../lib/specs/reboots/reboot-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { instanceGroupScaling } from '../../../fixtures/instance-group-pool';
import { CONTAINER, serviceInput } from '../../../fixtures/service-input';
import type { SeededRandom } from '../../mutations/seeded-random';
import { COORDINATED, EVERY_DAY, RANDOM, ubuntuPool } from '../../reboots/reboot-inputs';

const SPOT = { kind: 'mixed', alternativeTypes: ['m5.xlarge'], onDemandBase: 1 } as const;
const ROOMY = { days: EVERY_DAY, start: '00:00', end: '23:00', timeZone: 'UTC' } as const;

/** A random environment of one cluster: pools, controllers and workloads that meet every rule but perhaps those of drains. */
export function randomEnvironment(random: SeededRandom): EnvironmentInput {
  return random.below(5) < 3 ? onAws(random) : onGoogle(random);
}

function onAws(random: SeededRandom): EnvironmentInput {
  const isHandled = random.below(2) === 0;
  const pools = Array.from({ length: 1 + random.below(2) }, (_, index) => awsNodes(random, `pool-${index}`, isHandled));
  const isAnyOurs = pools.some(({ aws }) => aws.management !== 'managed-node-group');
  const system = awsPool({ name: 'system', purpose: 'system' });
  const controllers = {
    ...(pools.some(({ scaling }) => typeof scaling === 'object') ? { clusterAutoscaler: {} } : {}),
    ...(isHandled && isAnyOurs ? { terminationHandler: random.pick(['existing', {}] as const) } : {}),
  };
  const workloads = workloadsOn(random, pools, 'shop');
  const teams = [{ name: 'shop', quota: { cpu: '800', memory: '1600Gi', pods: 500 }, groups: [] }];
  return awsEnvironment({ clusters: [awsCluster({ pools: [...pools, system], workloads, controllers, teams })] });
}

function awsNodes(random: SeededRandom, name: string, isHandled: boolean): AwsNodePoolInput {
  const reboots = rebootsOf(random);
  const base = reboots === undefined ? awsPool() : ubuntuPool();
  const isManaged = reboots === undefined && random.below(3) === 0;
  const totalSeconds = random.pick([undefined, undefined, 60, 90, 300]);
  const heartbeat = isHandled && !isManaged && random.below(3) === 0 ? 30 + random.below(600) : undefined;
  const aws: AwsPoolInput = {
    ...base.aws,
    ...(isManaged ? { management: 'managed-node-group' } : {}),
    ...(!isManaged && random.below(3) === 0 ? { capacity: SPOT } : {}),
    ...(totalSeconds === undefined ? {} : { gracefulShutdown: { totalSeconds } }),
    ...(heartbeat === undefined ? {} : { terminateHeartbeatSeconds: heartbeat }),
  };
  const isScaled = random.below(3) === 0;
  return {
    ...base,
    name,
    size: { scope: 'total', min: 3, max: 9 },
    ...(isScaled ? { scaling: { kind: 'cluster-autoscaler' } } : {}),
    ...(reboots === undefined ? {} : { reboots }),
    aws,
  };
}

function rebootsOf(random: SeededRandom): RebootScheduleInput | undefined {
  const window = ROOMY;
  switch (random.below(4)) {
    case 0:
      return { ...RANDOM, window, rebootMinutes: 60, maxNodesDown: 9 };
    case 1:
      return {
        ...COORDINATED,
        window,
        rebootMinutes: 60,
        ...(random.below(2) === 0 ? { drainTimeoutSeconds: 60 + random.below(600) } : {}),
        ...(random.below(2) === 0 ? { drainDelaySeconds: random.below(300) } : {}),
      };
    default:
      return undefined;
  }
}

function onGoogle(random: SeededRandom): EnvironmentInput {
  const pools = Array.from({ length: 1 + random.below(2) }, (_, index) => googleNodes(random, `pool-${index}`));
  const system = googlePool({ name: 'system', purpose: 'system' });
  const workloads = workloadsOn(random, pools, 'video');
  const teams = [{ name: 'video', quota: { cpu: '800', memory: '1600Gi', pods: 500 }, groups: [] }];
  const clusters = [googleCluster({ pools: [...pools, system], workloads, teams })];
  return googleEnvironment({ tier: 'staging', clusters });
}

function googleNodes(random: SeededRandom, name: string): GoogleNodePoolInput {
  const plain = googlePool({ name });
  const spot = { ...plain, google: { ...plain.google, spot: true } };
  const mode = random.pick(['on', 'only-scale-out'] as const);
  const byGroup = {
    ...plain,
    scaling: instanceGroupScaling({ mode }),
    google: { ...plain.google, layout: 'zonal' },
  } as const;
  return random.pick([plain, spot, byGroup, { ...plain, scaling: { kind: 'cluster-autoscaler' } }]);
}

function workloadsOn(
  random: SeededRandom,
  pools: readonly { readonly name: string }[],
  namespace: string,
): readonly WorkloadInput[] {
  return Array.from({ length: 1 + random.below(3) }, (_, index) => {
    const name = `w${index}`;
    const chosen = pools.filter(() => random.below(2) === 0).map((pool) => pool.name);
    const place = { name, namespace, pools: chosen.length === 0 ? [pools[0]?.name ?? ''] : chosen };
    const seconds = random.pick([5, 20, 60, 110, 130, 300, 700, 1000, 4000]) + random.below(20);
    const kind = random.pick(['service', 'service', 'daemon', 'job', 'deployment'] as const);
    if (kind !== 'service') return { ...place, kind, shutdown: { graceSeconds: seconds } };
    const shutdown = {
      endpointLagSeconds: random.below(30),
      drainSeconds: 1 + Math.min(3500, seconds),
      marginSeconds: 1 + random.below(9),
    };
    const container = { ...CONTAINER, cpu: '100m', memory: '128Mi' };
    const least = 2 + random.below(8);
    const range = {
      min: least,
      max: least + 1 + random.below(8),
      target: { kind: 'cpu', percentOfRequest: 70 },
    } as const;
    const replicas = random.below(3) === 0 ? range : least;
    return serviceInput({ ...place, container, shutdown, replicas, maxUnavailable: 1 + random.below(least) });
  });
}
