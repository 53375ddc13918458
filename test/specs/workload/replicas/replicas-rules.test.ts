import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { ReplicaRangeInput } from '../../../../lib/specs/workload/replicas/replicas-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const AT = "environment 'paas' > cluster 'main' > workload 'api': ";

const CPU = { kind: 'cpu', percentOfRequest: 70 } as const;
const RANGE: ReplicaRangeInput = { min: 2, max: 3, target: CPU };

const service = (overrides: Partial<WorkloadInput>): WorkloadInput => ({
  name: 'api',
  namespace: 'shop',
  kind: 'deployment',
  pools: ['general'],
  container: { image: 'registry.example.com/shop/api:1.4.2', port: 8080, cpu: '100m', memory: '128Mi' },
  health: { kind: 'http', ready: '/ready' },
  ...overrides,
});

interface Around {
  readonly cluster?: Partial<AwsClusterInput>;
  readonly environment?: Partial<AwsEnvironmentInput>;
}

const judge = (workload: WorkloadInput, { cluster, environment }: Around = {}) =>
  problemsOf(awsEnvironment({ clusters: [awsCluster({ workloads: [workload], ...cluster })], ...environment }));

const judgeRange = (range: Partial<ReplicaRangeInput>, around: Around = {}) =>
  judge(service({ replicas: { ...RANGE, ...range } }), around);

const ADAPTER = { cluster: { controllers: { metricsAdapter: 'existing' } } } as const;

describe('a range of pods', () => {
  test('is accepted for a service with a target of processors', () => {
    expect(judgeRange({})).toEqual([]);
  });

  test('has more pods at most than at least', () => {
    expect(judgeRange({ min: 3 })).toEqual([
      `${AT}'replicas.max' must be more than 'replicas.min' (3), got 3; write 'replicas: 3', which needs no autoscaler`,
    ]);
    expect(judgeRange({ min: 4 })).toEqual([
      `${AT}'replicas.max' must be more than 'replicas.min' (4), got 3; raise it, or lower 'min'`,
    ]);
  });

  test.each(['deployment', 'job'] as const)(
    'is refused for a %s whose containers are those of a chart of its own',
    (kind) => {
      const workload: WorkloadInput = { name: 'api', namespace: 'shop', kind, pools: ['general'], replicas: RANGE };
      expect(judge(workload)).toEqual([
        `${AT}'replicas' must be a number unless the workload is a service of kind 'deployment', got 'a range in a ${kind} without a container'; state its 'container', or a number; a chart of your own may hold an autoscaler of its own`,
      ]);
    },
  );

  test('is refused for a daemon, as every number is', () => {
    const workload: WorkloadInput = {
      name: 'api',
      namespace: 'shop',
      kind: 'daemon',
      pools: ['general'],
      replicas: RANGE,
    };
    expect(judge(workload)).toEqual([
      `${AT}'replicas' must be absent for a daemon, got {"min":2,"max":3,"target":{"kind":"cpu","percentOfRequest":70}}; leave it out; a daemon runs once on every node of its pools`,
    ]);
  });

  test('loses at most all of its pods in a period', () => {
    expect(judgeRange({ down: { percent: 100 } })).toEqual([]);
    expect(judgeRange({ down: { percent: 101 } })).toEqual([
      `${AT}'replicas.down.percent' must be at most 100 percent, because no more pods can go, got 101; lower it`,
    ]);
    expect(judgeRange({ up: { percent: 1000 } })).toEqual([]);
  });

  test('has a tolerance only where the API server that runs now stores it', () => {
    const { aws } = awsPool();
    const image = { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } as const;
    const pools = [awsPool({ aws: { ...aws, image } })];
    const on = (versions: Partial<AwsClusterInput>) =>
      judgeRange({ tolerancePercent: 5 }, { cluster: { pools, ...versions } });
    expect(on({ kubernetesVersion: '1.35' })).toEqual([]);
    const refusal = [
      `${AT}'replicas.tolerancePercent' must be absent before Kubernetes 1.35, whose API servers drop it, got '5 on 1.34'; leave it out until the cluster runs 1.35`,
    ];
    expect(on({ kubernetesVersion: '1.34' })).toEqual(refusal);
    expect(on({ kubernetesVersion: '1.35', runningVersion: '1.34' })).toEqual(refusal);
  });

  test('says nothing of a version that another rule refuses', () => {
    const problems = judgeRange({ tolerancePercent: 5 }, { cluster: { kubernetesVersion: 'newest' } });
    expect(problems.filter((problem) => problem.startsWith(AT))).toEqual([]);
    expect(problems).not.toEqual([]);
  });
});

describe('a metric that is not CPU', () => {
  const PODS = { kind: 'pods', metric: 'open_sockets', average: '20000' } as const;
  const QUEUE = { kind: 'external', metric: 'queue_length', average: '30', labels: { queue: 'orders' } } as const;

  test.each([PODS, QUEUE])('of kind $kind needs an adapter that serves it', (target) => {
    expect(judgeRange({ target }, ADAPTER)).toEqual([]);
    expect(judgeRange({ target })).toEqual([
      `${AT}'replicas.target.kind' must be 'cpu' in a cluster without an adapter of metrics, got '${target.kind}'; state 'controllers.metricsAdapter' of the cluster once somebody installs one, or follow 'cpu'`,
    ]);
  });

  test.each(['', '.', '..', 'a/b', 'a%b', 'a b', 'a\tb'])('may not have the name %j', (metric) => {
    expect(judgeRange({ target: { ...PODS, metric } }, ADAPTER)).toEqual([
      `${AT}'replicas.target.metric' must be a name without '/', '%' and spaces, because it is a segment of a path in the API, got '${metric.replace('\t', '\\t')}'; write it as the adapter lists it; Google's writes '|' for '/'`,
    ]);
  });

  test("may have a name as Google's adapter writes it", () => {
    const metric = 'pubsub.googleapis.com|subscription|num_undelivered_messages';
    expect(judgeRange({ target: { ...QUEUE, metric } }, ADAPTER)).toEqual([]);
  });

  test('has an average above 0, as a quantity that the API server can compute with', () => {
    const judgeAverage = (average: string) => judgeRange({ target: { ...PODS, average } }, ADAPTER);
    for (const average of ['1n', '500m', '20k', '1P']) expect(judgeAverage(average)).toEqual([]);
    for (const average of ['0', '0.0', '1001T', '1e999999999']) {
      expect(judgeAverage(average)).toEqual([
        `${AT}'replicas.target.average' must be more than 0 and at most 1P, got '${average}'; write what one pod is to have: 500m, 20k`,
      ]);
    }
    expect(judgeAverage('many')).toEqual([
      `${AT}'replicas.target.average' must be a Kubernetes quantity, got 'many'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'`,
    ]);
  });

  test('has labels as Kubernetes writes them, because the controller makes a selector of them', () => {
    expect(judgeRange({ target: { ...QUEUE, labels: { 'a b': 'x', queue: 'a b' } } }, ADAPTER)).toEqual([
      `${AT}'replicas.target.labels.a b' must be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash, got 'a b'; write it as 'name' or 'example.com/name'`,
      `${AT}'replicas.target.labels.queue' must be a label value: at most 63 letters, digits, dashes, dots or underscores, first and last a letter or digit, got 'a b'; choose such a value, or the empty one`,
    ]);
  });
});

describe('a service in production', () => {
  const PRODUCTION: Around = { environment: { tier: 'production' } };
  const refusal = (property: string) => [
    `${AT}'${property}' must be at least 2 in production, got 1; raise it, or say in 'singleBecause' why the service may be missing while its node drains`,
  ];

  test('has at least two pods, or a reason', () => {
    expect(judge(service({}), PRODUCTION)).toEqual([]);
    expect(judge(service({ replicas: 1 }), PRODUCTION)).toEqual(refusal('replicas'));
    expect(judge(service({ replicas: 1, singleBecause: 'it holds a lock' }), PRODUCTION)).toEqual([]);
  });

  test('has a range that begins at two pods, or a reason', () => {
    expect(judgeRange({ min: 1 }, PRODUCTION)).toEqual(refusal('replicas.min'));
    expect(judge(service({ replicas: { ...RANGE, min: 1 }, singleBecause: 'a nightly' }), PRODUCTION)).toEqual([]);
  });

  test('may have one pod in other tiers, and where a chart of its own writes its objects', () => {
    expect(judge(service({ replicas: 1 }))).toEqual([]);
    const foreign: WorkloadInput = {
      name: 'api',
      namespace: 'shop',
      kind: 'deployment',
      pools: ['general'],
      replicas: 1,
    };
    expect(judge(foreign, PRODUCTION)).toEqual([]);
  });

  test.each(['', '  '])('gives a reason in words, and not %j', (singleBecause) => {
    expect(judge(service({ replicas: 1, singleBecause }), PRODUCTION)).toEqual([
      `${AT}'singleBecause' must give a reason, got '${singleBecause}'; write why one pod is enough`,
    ]);
  });
});

describe('the pods that may be missing', () => {
  test('are no more than a number has', () => {
    expect(judge(service({ replicas: 2, maxUnavailable: 3 }))).toEqual([
      `${AT}'maxUnavailable' must be a whole number of 1 to 'replicas' (2), got 3; lower it, or raise 'replicas'`,
    ]);
  });

  test('are no more than a range has at least', () => {
    expect(judge(service({ replicas: { ...RANGE, max: 9 }, maxUnavailable: 3 }))).toEqual([
      `${AT}'maxUnavailable' must be a whole number of 1 to 'replicas.min' (2), got 3; lower it, or raise 'replicas.min'`,
    ]);
  });
});

test('a drain may not take every pod of a service in production at once', () => {
  const production = { environment: { tier: 'production' } } as const;
  expect(judge(service({ replicas: 2, maxUnavailable: 2 }), production)).toEqual([
    `${AT}'maxUnavailable' must be below 'replicas' (2) in production: a drain could take every pod at once, got 2; lower it to 1, raise 'replicas', or say in 'singleBecause' why the service may be missing`,
  ]);
  expect(judge(service({ replicas: 2, maxUnavailable: 1 }), production)).toEqual([]);
  expect(
    judge(service({ replicas: 2, maxUnavailable: 2, singleBecause: 'only a report of the night' }), production),
  ).toEqual([]);
  expect(judge(service({ replicas: 2, maxUnavailable: 2 }), { environment: { tier: 'staging' } })).toEqual([]);
});

test('a quota that leaves one pod is not answered with a number that production refuses', () => {
  const container = { ...service({}).container, cpu: '2' } as WorkloadInput['container'];
  const workload = service({ replicas: 2, ...(container && { container }) });
  const inTier = (tier: 'production' | 'staging') => judge(workload, { environment: { tier } }).join();
  expect(inTier('staging')).toContain("lower it to 1, or raise 'quota.cpu'");
  expect(inTier('production')).toContain("'quota.cpu'");
  expect(inTier('production')).not.toContain('lower it to 1');
});
