import fc from 'fast-check';
import { buildModel } from '../../lib/model/build-model';
import { podRequests } from '../../lib/model/pod-requests';
import { placementRefusals, tolerates } from '../../lib/model/scheduling';
import { sizeRefusals } from '../../lib/model/sizing';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { manifest, modelOf, onlyCluster } from '../fixtures/manifests';

const tainted = awsEnvironment({
  clusters: [
    awsCluster({
      pools: [
        awsPool(),
        awsPool({ name: 'jvm', taints: [{ key: 'dedicated', value: 'jvm', effect: 'NoSchedule' }] }),
        awsPool({ name: 'soft', taints: [{ key: 'old', effect: 'PreferNoSchedule' }] }),
      ],
    }),
  ],
});

/** Names of the pools on which a pod with this spec may run. */
function poolsFor(pod: Record<string, unknown>): string[] {
  const model = modelOf(tainted, [manifest({ pod: { nodeSelector: {}, ...pod } })]);
  const [workload] = model.workloads;
  if (workload === undefined) throw new Error('no workload was read');
  return model.pools.filter((pool) => placementRefusals(workload.pod, pool).length === 0).map((pool) => pool.name);
}

function affinity(...terms: unknown[]) {
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
  };
}

function expression(key: string, operator: string, values?: string[]) {
  return { matchExpressions: [{ key, operator, values }] };
}

const tolerateAll = { tolerations: [{ operator: 'Exists' }] };

describe('a pod may run on', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['untainted pools and those with PreferNoSchedule, without a toleration', {}, ['general', 'soft']],
    ['every pool when it tolerates every taint', tolerateAll, ['general', 'jvm', 'soft']],
    [
      'a tainted pool when key, value and effect agree',
      { tolerations: [{ key: 'dedicated', value: 'jvm', effect: 'NoSchedule' }] },
      ['general', 'jvm', 'soft'],
    ],
    [
      'no tainted pool when the value differs',
      { tolerations: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }] },
      ['general', 'soft'],
    ],
    [
      'no tainted pool when the effect differs',
      { tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }] },
      ['general', 'soft'],
    ],
    ['the pool that its selector names', { nodeSelector: { 'keelson.dev/pool': 'general' } }, ['general']],
    ['no pool when no pool has the label of its selector', { nodeSelector: { disk: 'fast' } }, []],
    ['pools of its processor only', { nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, []],
    [
      'a zone that the pool has',
      { nodeSelector: { 'topology.kubernetes.io/zone': 'eu-central-1b' } },
      ['general', 'soft'],
    ],
    ['no zone that the pool lacks', { nodeSelector: { 'topology.kubernetes.io/zone': 'eu-west-1a' } }, []],
    [
      'nodes whose label only the cloud knows',
      { nodeSelector: { 'eks.amazonaws.com/capacityType': 'SPOT' } },
      ['general', 'soft'],
    ],
    ['In', { ...affinity(expression('keelson.dev/pool', 'In', ['jvm', 'soft'])), ...tolerateAll }, ['jvm', 'soft']],
    ['NotIn', { ...affinity(expression('keelson.dev/pool', 'NotIn', ['jvm'])), ...tolerateAll }, ['general', 'soft']],
    ['Exists', affinity(expression('keelson.dev/purpose', 'Exists')), ['general', 'soft']],
    ['DoesNotExist', affinity(expression('keelson.dev/purpose', 'DoesNotExist')), []],
    ['no pool by Gt over a label that is not a number', affinity(expression('keelson.dev/pool', 'Gt', ['1'])), []],
    [
      'either of two terms',
      affinity(expression('disk', 'Exists'), expression('keelson.dev/pool', 'In', ['soft'])),
      ['soft'],
    ],
    ['no pool by a term without requirements', affinity({}), []],
    [
      'a node that it names, because the names of nodes are unknown at synthesis',
      affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }),
      ['general', 'soft'],
    ],
    [
      'nodes by the deprecated names of their labels, which kubelet and cloud still set',
      {
        nodeSelector: {
          'beta.kubernetes.io/os': 'linux',
          'beta.kubernetes.io/arch': 'amd64',
          'beta.kubernetes.io/instance-type': 'm6i.xlarge',
          'failure-domain.beta.kubernetes.io/region': 'eu-central-1',
          'failure-domain.beta.kubernetes.io/zone': 'eu-central-1b',
        },
      },
      ['general', 'soft'],
    ],
    [
      'no zone that the pool lacks, under the deprecated name',
      { nodeSelector: { 'failure-domain.beta.kubernetes.io/zone': 'eu-west-1a' } },
      [],
    ],
    [
      'whatever another scheduler decides',
      { schedulerName: 'other', nodeSelector: { disk: 'fast' } },
      ['general', 'jvm', 'soft'],
    ],
  ])('%s', (_, pod, pools) => {
    expect(poolsFor(pod)).toEqual(pools);
  });
});

describe('the request of a pod', () => {
  const none = { request: {}, limit: {} };
  const asks = (cpu: string, memory: string) => ({ resources: { requests: { cpu, memory } } });

  it('is the sum of its containers', () => {
    const pod = { containers: [asks('100m', '1Gi'), asks('0.5', '512Mi')] };
    expect(podRequests(pod, none)).toEqual({ cpuMillis: 600, memoryBytes: 1.5 * 2 ** 30 });
  });

  it('is rounded up to thousandths of a core, without the error of binary fractions', () => {
    const asked = ['1.1', '1900m', '0.3', '100u', 2].map((cpu) => {
      return podRequests({ containers: [{ resources: { requests: { cpu } } }] }, none).cpuMillis;
    });
    expect(asked).toEqual([1100, 1900, 300, 1, 2000]);
  });

  it('is that of its largest init container where that is more than the sum of its containers', () => {
    const pod = { initContainers: [asks('2', '64Mi'), asks('1', '64Mi')], containers: [asks('100m', '1Gi')] };
    expect(podRequests(pod, none)).toEqual({ cpuMillis: 2000, memoryBytes: 2 ** 30 });
  });

  it('counts a sidecar beside the containers and beside the init containers after it', () => {
    const sidecar = { ...asks('300m', '0'), restartPolicy: 'Always' };
    const pod = { initContainers: [asks('1', '0'), sidecar, asks('1', '0')], containers: [asks('500m', '0')] };
    expect(podRequests(pod, none).cpuMillis).toBe(1300);
  });

  it('is the limit of a container without a request, and the default of the namespace without either', () => {
    const pod = { containers: [{ resources: { limits: { cpu: '1', memory: '1Gi' } } }, {}] };
    const defaults = { request: { cpuMillis: 100, memoryBytes: 2 ** 20 }, limit: {} };
    expect(podRequests(pod, defaults)).toEqual({ cpuMillis: 1100, memoryBytes: 2 ** 30 + 2 ** 20 });
  });

  it('includes the overhead of its runtime, and follows a request for the whole pod', () => {
    const pod = { containers: [asks('1', '1Gi')], resources: { requests: { cpu: '2' } }, overhead: { cpu: '250m' } };
    expect(podRequests(pod, none)).toEqual({ cpuMillis: 2250, memoryBytes: 2 ** 30 });
  });

  it('is the limit of the whole pod for a resource that no container requests', () => {
    const pod = {
      containers: [{ resources: { requests: { cpu: '1' } } }],
      resources: { limits: { cpu: '4', memory: '2Gi' } },
    };
    expect(podRequests(pod, none)).toEqual({ cpuMillis: 1000, memoryBytes: 2 ** 31 });
  });
});

describe('a node has room for', () => {
  const daemon = manifest({
    kind: 'DaemonSet',
    name: 'logs',
    pod: { nodeSelector: {} },
    container: { resources: { requests: { cpu: '500m', memory: '1Gi' } } },
  });

  it('the pods that fit beside its daemons', () => {
    const big = manifest({ container: { resources: { requests: { cpu: '3500m', memory: '1Gi' } } } });
    const model = modelOf(awsEnvironment(), [daemon, big]);
    const [pool] = model.pools;
    const workload = model.workloads.find(({ name }) => name === 'api');
    if (pool === undefined || workload === undefined) throw new Error('the fixture changed');
    expect(pool.daemonRequests).toEqual({ cpuMillis: 500, memoryBytes: 2 ** 30 });
    expect(sizeRefusals(workload, pool)).toEqual([
      'asks for 3500m of CPU, but a node has 3920m minus 680m for daemons',
    ]);
  });

  // 3920m are allocatable; aws-node, kube-proxy and the node part of the EBS driver request 180m.
  it.each([
    ['3740m', []],
    ['3741m', ['asks for 3741m of CPU, but a node has 3920m minus 180m for daemons']],
  ])("%s beside the cloud's own daemons", (cpu, refusals) => {
    const model = modelOf(awsEnvironment(), [manifest({ container: { resources: { requests: { cpu } } } })]);
    const [pool] = model.pools;
    const [workload] = model.workloads;
    if (pool === undefined || workload === undefined) throw new Error('the fixture changed');
    expect(sizeRefusals(workload, pool)).toEqual(refusals);
  });

  it('a daemon, whose own requests are not counted twice', () => {
    const model = modelOf(awsEnvironment(), [daemon]);
    const [pool] = model.pools;
    const [workload] = model.workloads;
    if (pool === undefined || workload === undefined) throw new Error('the fixture changed');
    expect(sizeRefusals(workload, pool)).toEqual([]);
  });
});

it('a namespace fills in the defaults of its limit ranges, and uses a default limit as the default request too', () => {
  const range = {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults', namespace: 'shop' },
    spec: { limits: [{ type: 'Container', default: { memory: '256Mi' }, defaultRequest: { cpu: '100m' } }] },
  };
  const model = modelOf(awsEnvironment(), [range, manifest({ container: { resources: {} } })]);
  expect(model.workloads[0]?.pod.requests).toEqual({ cpuMillis: 100, memoryBytes: 256 * 2 ** 20 });
  expect(model.containerDefaultsOf('other')).toEqual({ request: {}, limit: {} });
});

it('a toleration with the operator Equal and without a key tolerates no taint', () => {
  const toleration = { key: undefined, operator: 'Equal', value: '', effect: undefined };
  expect(tolerates([toleration], { key: 'a', effect: 'NoSchedule' })).toBe(false);
});

it('the pods of a CronJob are read from its job template', () => {
  const { spec } = manifest() as KubernetesObject & { spec: { template: unknown } };
  const job = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly', namespace: 'shop' },
    spec: { jobTemplate: { spec: { parallelism: 3, template: spec.template } } },
  };
  const [workload] = modelOf(awsEnvironment(), [job]).workloads;
  expect(workload).toMatchObject({ kind: 'CronJob', replicas: 3, workload: 'api' });
  expect(workload?.pod.containers.map(({ image }) => image)).toEqual(['registry.example.com/shop/api:1.4.2']);
});

it('no content of a vendored manifest makes reading it fail', () => {
  const cluster = onlyCluster(awsEnvironment());
  const kinds = fc.constantFrom('Deployment', 'DaemonSet', 'CronJob', 'Pod', 'LimitRange', 'HorizontalPodAutoscaler');
  fc.assert(
    fc.property(kinds, fc.jsonValue({ maxDepth: 5 }), (kind, spec) => {
      const object = { apiVersion: 'v1', kind, metadata: { name: 'x' }, spec };
      buildModel(cluster, [object, { ...object, spec: { template: { spec } } }]);
    }),
  );
});
