import type { ControllersInput } from '../../../../lib/specs/cluster/controllers/controllers-input';
import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { WorkloadShutdownInput } from '../../../../lib/specs/workload/shutdown/shutdown-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { instanceGroupPool } from '../../../fixtures/instance-group-pool';
import { serviceInput } from '../../../fixtures/service-input';
import { problemsOf } from '../../problems-of';

const service = (shutdown: WorkloadShutdownInput): WorkloadInput => serviceInput({ name: 'api', shutdown });
const daemon = (graceSeconds: number): WorkloadInput => ({
  name: 'proxy',
  namespace: 'shop',
  kind: 'daemon',
  pools: ['general'],
  shutdown: { graceSeconds },
});

const HANDLED: ControllersInput = { terminationHandler: 'existing' };

/** A spot pool on AWS beside a pool for the system. */
function onAwsSpot(
  workload: WorkloadInput,
  controllers: ControllersInput,
  gracefulShutdown: AwsPoolInput['gracefulShutdown'] = {},
): EnvironmentInput {
  const capacity = { kind: 'mixed', alternativeTypes: ['m5.xlarge'] } as const;
  const pools = [
    awsPool({ name: 'system', purpose: 'system' }),
    awsPool({ aws: { ...awsPool().aws, capacity, gracefulShutdown } }),
  ];
  return awsEnvironment({ clusters: [awsCluster({ controllers, pools, workloads: [workload] })] });
}

/** A pool on Google Cloud beside a pool for the system. */
function onGoogle(workload: WorkloadInput, pool: GoogleNodePoolInput): EnvironmentInput {
  const here = { ...workload, namespace: 'video', pools: [pool.name] };
  const pools = [googlePool({ name: 'system', purpose: 'system' }), pool];
  return googleEnvironment({ tier: 'staging', clusters: [googleCluster({ pools, workloads: [here] })] });
}

const SPOT = googlePool({ google: { ...googlePool().google, spot: true } });
const AWS = "environment 'paas' > cluster 'main' > ";
const GOOGLE = "environment 'streaming' > cluster 'main' > ";

describe('a spot pool of Google', () => {
  it('refuses a service whose chain does not fit the 15 s that ordinary pods have', () => {
    expect(problemsOf(onGoogle(service({}), SPOT))).toEqual([
      `${GOOGLE}workload 'api': 'shutdown' must end within the 15 s that the shutdown of the node gives pods of pool 'core' (30 s - 15 s for critical pods): Google takes spot machines back without a drain, got 'endpoint lag 15 + drain 20 + margin 5 = 40 s'; shorten its members by 25 s, or buy the pool on demand ('google.spot')`,
    ]);
    const short = { endpointLagSeconds: 4, drainSeconds: 9, marginSeconds: 2 };
    expect(problemsOf(onGoogle(service(short), SPOT))).toEqual([]);
    expect(problemsOf(onGoogle(service({ ...short, marginSeconds: 3 }), SPOT))).toHaveLength(1);
  });
});

describe('a spot pool of AWS', () => {
  const long = { endpointLagSeconds: 15, drainSeconds: 91, marginSeconds: 5 };

  it('refuses a service whose chain does not fit the notice, although a handler drains it', () => {
    expect(problemsOf(onAwsSpot(service(long), HANDLED))).toEqual([
      `${AWS}workload 'api': 'shutdown' must end within the 110 s that the notice gives pods of pool 'general' (120 s - 10 s until the pods are told): AWS takes spot instances back, however long their drain takes, got 'endpoint lag 15 + drain 91 + margin 5 = 111 s'; shorten its members by 1 s, or buy the pool on demand`,
    ]);
    expect(problemsOf(onAwsSpot(service({ ...long, drainSeconds: 90 }), HANDLED))).toEqual([]);
  });

  it('refuses it without a handler too, however long the node would wait, and where the node waits for less than the notice', () => {
    expect(problemsOf(onAwsSpot(service(long), {}))).toEqual([
      expect.stringContaining("must end within the 110 s that the notice gives pods of pool 'general'"),
    ]);
    expect(problemsOf(onAwsSpot(service({ ...long, drainSeconds: 90 }), {}))).toEqual([]);
    const shutdown = { totalSeconds: 90, criticalSeconds: 20 };
    expect(problemsOf(onAwsSpot(service({ drainSeconds: 51 }), {}, shutdown))).toEqual([
      `${AWS}workload 'api': 'shutdown' must end within the 70 s that the shutdown of the node gives pods of pool 'general' (90 s - 20 s for critical pods): AWS takes spot instances back without a drain, got 'endpoint lag 15 + drain 51 + margin 5 = 71 s'; shorten its members by 1 s, or raise 'aws.gracefulShutdown.totalSeconds' to 91`,
    ]);
    expect(problemsOf(onAwsSpot(service({ drainSeconds: 51 }), HANDLED, shutdown))).toEqual([]);
  });

  it('refuses a daemon, which no handler moves', () => {
    expect(problemsOf(onAwsSpot(daemon(111), HANDLED))).toEqual([
      `${AWS}workload 'proxy': 'shutdown' must end within the 110 s that the notice gives pods of pool 'general' (120 s - 10 s until the pods are told): AWS takes spot instances back, and a drain leaves daemons on their node, got 'grace 111 s'; shorten its members by 1 s, or buy the pool on demand`,
    ]);
    expect(problemsOf(onAwsSpot(daemon(110), HANDLED))).toEqual([]);
  });
});

describe('a pool whose instance groups are scaled', () => {
  const long = { endpointLagSeconds: 15, drainSeconds: 101, marginSeconds: 5 };
  const edge = (mode: 'on' | 'off' | 'only-scale-out') => instanceGroupPool({ mode });

  it('refuses a service whose chain does not fit the 120 s in which Compute Engine ends a machine', () => {
    expect(problemsOf(onGoogle(service(long), edge('on')))).toEqual([
      `${GOOGLE}workload 'api': 'shutdown' must end within the 120 s that the shutdown of the machine gives pods of pool 'edge' (at most, as Compute Engine ends machines): the autoscaler removes machines without a drain ('instance-group'), got 'endpoint lag 15 + drain 101 + margin 5 = 121 s'; shorten its members by 1 s, or set 'scaling.mode' of the pool to 'only-scale-out'`,
    ]);
    expect(problemsOf(onGoogle(service({ ...long, drainSeconds: 100 }), edge('on')))).toEqual([]);
    // An autoscaler that is off for an upgrade removes nothing, so that the pool can be upgraded.
    for (const mode of ['off', 'only-scale-out'] as const) {
      expect(problemsOf(onGoogle(service(long), edge(mode)))).toEqual([]);
    }
  });

  it('refuses a daemon in the same way', () => {
    expect(problemsOf(onGoogle(daemon(121), edge('on')))).toEqual([
      `${GOOGLE}workload 'proxy': 'shutdown' must end within the 120 s that the shutdown of the machine gives pods of pool 'edge' (at most, as Compute Engine ends machines): the autoscaler removes machines without a drain ('instance-group'), got 'grace 121 s'; shorten its members by 1 s, or set 'scaling.mode' of the pool to 'only-scale-out'`,
    ]);
    expect(problemsOf(onGoogle(daemon(120), edge('on')))).toEqual([]);
    // Also an upgrade, which drains, leaves a daemon on its node.
    expect(problemsOf(onGoogle(daemon(121), edge('only-scale-out')))).toEqual([
      `${GOOGLE}workload 'proxy': 'shutdown' must end within the 120 s that the shutdown of the machine gives pods of pool 'edge' (at most, as Compute Engine ends machines): a drain leaves daemons on their node, got 'grace 121 s'; shorten its members by 1 s, or run it as a deployment, whose pods a drain moves`,
    ]);
  });
});
