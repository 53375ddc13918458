import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { ContainerInput } from '../../../../lib/specs/workload/container/container-input';
import type { WorkloadShutdownInput } from '../../../../lib/specs/workload/shutdown/shutdown-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { isService } from '../../../../lib/specs/workload/workload-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { instanceGroupPool } from '../../../fixtures/instance-group-pool';
import { onlyCluster } from '../../../fixtures/manifests';
import { CONTAINER, serviceInput } from '../../../fixtures/service-input';
import { problemsOf } from '../../problems-of';
import { COORDINATED, RANDOM, ubuntuPool } from '../../reboots/reboot-inputs';

function service(shutdown: WorkloadShutdownInput, container: Partial<ContainerInput> = {}): WorkloadInput {
  return serviceInput({
    name: 'api',
    container: { ...CONTAINER, ...container },
    // A port of its own, because the container's may speak gRPC alone.
    health: { kind: 'http', ready: '/readyz', port: 8081 },
    shutdown,
  });
}

function onAws(workload: WorkloadInput, pool: Partial<AwsNodePoolInput> = {}) {
  return awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(pool)], workloads: [workload] })] });
}

function onGoogle(workload: WorkloadInput, spot: boolean) {
  const plain = googlePool();
  const pool = { ...plain, google: { ...plain.google, spot } };
  // The managed add-ons need a pool that no pre-emption takes away.
  const pools = [pool, googlePool({ name: 'system', purpose: 'system' })];
  const here = { ...workload, namespace: 'video', pools: ['core'] };
  return googleEnvironment({ tier: 'staging', clusters: [googleCluster({ pools, workloads: [here] })] });
}

const onSettings = (aws: Partial<AwsPoolInput>): Partial<AwsNodePoolInput> => ({ aws: { ...awsPool().aws, ...aws } });
const rebooting = (aws: Partial<AwsPoolInput> = {}): AwsNodePoolInput => {
  const pool = ubuntuPool({ reboots: { ...RANDOM, maxNodesDown: 2 } });
  return { ...pool, aws: { ...pool.aws, ...aws } };
};
/** With a stated shutdown; otherwise it follows from the workloads. */
const REBOOTING = rebooting({ gracefulShutdown: { totalSeconds: 90, criticalSeconds: 20 } });
const spot = (totalSeconds: number) => {
  const capacity = { kind: 'mixed', alternativeTypes: ['m5.xlarge'], onDemandBase: 1 } as const;
  return onSettings({ capacity, gracefulShutdown: { totalSeconds, criticalSeconds: 20 } });
};

const tolerant = (shutdown: WorkloadShutdownInput): WorkloadInput => ({ ...service(shutdown), maxUnavailable: 2 });

const SUBJECT = "environment 'paas' > cluster 'main' > workload 'api': ";
const ON_GOOGLE = "environment 'streaming' > cluster 'main' > workload 'api': ";

describe('the grace of a service', () => {
  const graceOf = (workload: WorkloadInput) => {
    const [spec] = onlyCluster(onAws(workload)).workloads;
    return spec !== undefined && isService(spec) ? spec.shutdown.graceSeconds : undefined;
  };

  it('is the sum of lag, drain and margin', () => {
    expect(graceOf(service({}))).toBe(40);
    expect(graceOf(service({ endpointLagSeconds: 3, drainSeconds: 7, marginSeconds: 1 }))).toBe(11);
  });

  it('may be stated to be longer than the sum, and equal to it', () => {
    expect(graceOf(service({ graceSeconds: 60 }))).toBe(60);
    expect(graceOf(service({ graceSeconds: 40 }))).toBe(40);
  });

  it('is refused below the sum, because the process would be killed while it answers', () => {
    expect(problemsOf(onAws(service({ graceSeconds: 39 })))).toEqual([
      `${SUBJECT}'shutdown.graceSeconds' must be at least the sum of endpointLagSeconds, drainSeconds and marginSeconds (15 + 20 + 5 = 40 s), got 39; leave it out, which is the sum, or shorten one of them`,
    ]);
  });
});

describe('a drain of no time', () => {
  it.each([
    ['http1', 'connections that clients keep open would be cut'],
    ['h2', 'streams under way would be cut'],
    ['grpc', 'calls under way would be cut'],
  ] as const)('is refused for %s, because %s', (protocol, cut) => {
    expect(problemsOf(onAws(service({ drainSeconds: 0 }, { protocol })))).toEqual([
      `${SUBJECT}'shutdown.drainSeconds' must be above 0 for '${protocol}', because ${cut}, got 0; state how long the slowest request takes, and longer than clients keep a connection without using it`,
    ]);
    expect(problemsOf(onAws(service({ drainSeconds: 1 }, { protocol })))).toEqual([]);
  });

  it('is refused for websockets, whose clients would all connect again at once', () => {
    expect(problemsOf(onAws(service({ drainSeconds: 0 }, { protocol: 'websocket' })))).toEqual([
      `${SUBJECT}'shutdown.drainSeconds' must be above 0 for 'websocket', because all clients would connect again in the same second, got 0; state the clients of a pod divided by the new connections that the other pods accept in a second`,
    ]);
  });

  it('is accepted for a protocol of which nothing is known', () => {
    expect(problemsOf(onAws(service({ drainSeconds: 0 }, { protocol: 'tcp' })))).toEqual([]);
  });
});

test('refuses websockets without a stated drain, because only the team knows how fast its clients may come back', () => {
  const websocket = (shutdown: WorkloadShutdownInput) => onAws(service(shutdown, { protocol: 'websocket' }));
  expect(problemsOf(websocket({}))).toEqual([
    `${SUBJECT}'shutdown.drainSeconds' must be stated for 'websocket', because the clients of a pod that stops all connect again in this time, got nothing; state the clients of a pod divided by the new connections that the other pods accept in a second`,
  ]);
  expect(problemsOf(websocket({ drainSeconds: 120 }))).toEqual([]);
});

describe('the members that only a service has', () => {
  const chartOfYourOwn = (shutdown: WorkloadShutdownInput): WorkloadInput => {
    return { name: 'api', namespace: 'shop', kind: 'deployment', pools: ['general'], shutdown };
  };

  it.each(['endpointLagSeconds', 'drainSeconds', 'marginSeconds', 'connectionMaxAgeSeconds'])(
    "do not include '%s' for a workload with a chart of its own",
    (member) => {
      expect(problemsOf(onAws(chartOfYourOwn({ [member]: 20 })))).toEqual([
        `${SUBJECT}'shutdown.${member}' must be absent for a workload that states neither 'container' nor 'podYaml', because its own chart decides, got 20; remove it; 'shutdown.graceSeconds' states how long such pods may take to end`,
      ]);
    },
  );

  it('leave the grace to such a workload, however short', () => {
    expect(problemsOf(onAws(chartOfYourOwn({ graceSeconds: 1 })))).toEqual([]);
  });
});

describe('a service on nodes that go down without a drain', () => {
  it('is refused where the kubelet would kill it at a reboot, with the arithmetic', () => {
    expect(problemsOf(onAws(tolerant({ drainSeconds: 60 }), REBOOTING))).toEqual([
      `${SUBJECT}'shutdown' must end within the 70 s that the shutdown of the node gives pods of pool 'general' (90 s - 20 s for critical pods): nodes reboot without a drain ('random'), got 'endpoint lag 15 + drain 60 + margin 5 = 80 s'; shorten its members by 10 s, or raise 'aws.gracefulShutdown.totalSeconds' to 100`,
    ]);
    expect(problemsOf(onAws(tolerant({ drainSeconds: 50 }), REBOOTING))).toEqual([]);
    expect(problemsOf(onAws(tolerant({ drainSeconds: 60 }), rebooting()))).toEqual([]);
  });

  it('is judged by its stated grace where that is longer than the sum', () => {
    expect(problemsOf(onAws(tolerant({ graceSeconds: 71 }), REBOOTING))).toEqual([
      `${SUBJECT}'shutdown' must end within the 70 s that the shutdown of the node gives pods of pool 'general' (90 s - 20 s for critical pods): nodes reboot without a drain ('random'), got 'grace 71 s'; shorten its members by 1 s, or raise 'aws.gracefulShutdown.totalSeconds' to 91`,
    ]);
  });

  it('is refused on spot instances of AWS beyond what the notice leaves', () => {
    expect(problemsOf(onAws(service({ drainSeconds: 100 }), spot(300)))).toEqual([
      `${SUBJECT}'shutdown' must end within the 110 s that the notice gives pods of pool 'general' (120 s - 10 s until the pods are told): AWS takes spot instances back without a drain, got 'endpoint lag 15 + drain 100 + margin 5 = 120 s'; shorten its members by 10 s, or buy the pool on demand`,
    ]);
    expect(problemsOf(onAws(service({ drainSeconds: 90 }), spot(300)))).toEqual([]);
  });

  it('is told to buy on demand where a longer shutdown of a spot instance would not help', () => {
    expect(problemsOf(onAws(service({ drainSeconds: 100 }), spot(90)))).toEqual([
      `${SUBJECT}'shutdown' must end within the 70 s that the shutdown of the node gives pods of pool 'general' (90 s - 20 s for critical pods): AWS takes spot instances back without a drain, got 'endpoint lag 15 + drain 100 + margin 5 = 120 s'; shorten its members by 50 s, or buy the pool on demand, because the notice of a spot instance leaves 110 s at most (120 s - 10 s until the pods are told)`,
    ]);
    expect(problemsOf(onAws(service({ drainSeconds: 60 }), spot(90)))).toEqual([
      expect.stringContaining("raise 'aws.gracefulShutdown.totalSeconds' to 100"),
    ]);
  });

  it('is refused on spot machines of Google beyond 15 s', () => {
    const short = { endpointLagSeconds: 5, drainSeconds: 8, marginSeconds: 2 };
    expect(problemsOf(onGoogle(service({}), true))).toEqual([
      `${ON_GOOGLE}'shutdown' must end within the 15 s that the shutdown of the node gives pods of pool 'core' (30 s - 15 s for critical pods): Google takes spot machines back without a drain, got 'endpoint lag 15 + drain 20 + margin 5 = 40 s'; shorten its members by 25 s, or buy the pool on demand ('google.spot')`,
    ]);
    expect(problemsOf(onGoogle(service(short), true))).toEqual([]);
    expect(problemsOf(onGoogle(service({}), false))).toEqual([]);
  });

  it('is judged on each of its pools', () => {
    const pools = [awsPool(), awsPool({ ...REBOOTING, name: 'night' }), awsPool({ ...spot(90), name: 'cheap' })];
    const workload = { ...tolerant({ drainSeconds: 60 }), pools: ['general', 'night', 'cheap'] };
    const found = problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [workload] })] }));
    expect(found).toHaveLength(2);
    expect(found.map((line) => /pool '(\w+)'/.exec(line)?.[1])).toEqual(['night', 'cheap']);
  });
});

test('refuses a service that takes longer to end than a reboot waits for its drain', () => {
  const reboots = { ...COORDINATED, drainTimeoutSeconds: 60 };
  const found = (drainSeconds: number) => problemsOf(onAws(service({ drainSeconds }), ubuntuPool({ reboots })));
  expect(found(36)).toEqual([
    `${SUBJECT}'shutdown' must end within the drain of pool 'general', which a reboot gives up after 60 s, got 'endpoint lag 15 + drain 36 + margin 5 + last look 5 = 61 s'; shorten its members, or raise 'reboots.drainTimeoutSeconds' of the pool to 61, or leave that out`,
  ]);
  expect(found(35)).toEqual([]);
});

test("counts the whole stop of a service against its team's longest grace", () => {
  const team = { name: 'shop', quota: { cpu: '8', memory: '16Gi', pods: 50 }, groups: [], maxGraceSeconds: 60 };
  const found = (drainSeconds: number) => {
    const clusters = [awsCluster({ teams: [team], workloads: [service({ drainSeconds })] })];
    return problemsOf(awsEnvironment({ clusters }));
  };
  expect(found(41)).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'maxGraceSeconds' must be at least the longest grace of the team's declared workloads (61 s of 'api'), got 60; raise it, or lower 'shutdown.graceSeconds' of 'api'",
  ]);
  expect(found(40)).toEqual([]);
});

test('refuses a service that takes longer to end than a machine which the autoscaler of its instance group removes', () => {
  const on = (drainSeconds: number, mode: 'on' | 'only-scale-out' = 'on') => {
    const pools = [instanceGroupPool({ mode }), googlePool()];
    const here = { ...service({ drainSeconds }), namespace: 'video', pools: ['edge'] };
    return problemsOf(googleEnvironment({ tier: 'staging', clusters: [googleCluster({ pools, workloads: [here] })] }));
  };
  expect(on(100)).toEqual([]);
  expect(on(200, 'only-scale-out')).toEqual([]);
  expect(on(200)).toEqual([
    "environment 'streaming' > cluster 'main' > workload 'api': 'shutdown' must end within the 120 s that the shutdown of the machine gives pods of pool 'edge' (at most, as Compute Engine ends machines): the autoscaler removes machines without a drain ('instance-group'), got 'endpoint lag 15 + drain 200 + margin 5 = 220 s'; shorten its members by 100 s, or set 'scaling.mode' of the pool to 'only-scale-out'",
  ]);
});
