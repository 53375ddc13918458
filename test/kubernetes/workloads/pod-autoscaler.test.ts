import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import type { ReplicaRangeInput } from '../../../lib/specs/workload/replicas/replicas-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject } from '../../fixtures/synthesize-construct';

const MINIMAL: ReplicaRangeInput = { min: 2, max: 6, target: { kind: 'cpu', percentOfRequest: 70 } };

/** Files of a cluster of Kubernetes 1.35 with one service. */
function filesWith(replicas: number | ReplicaRangeInput, overrides: Partial<WorkloadInput> = {}) {
  const { aws } = awsPool();
  const image = { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  const cluster = awsCluster({
    kubernetesVersion: '1.35',
    pools: [awsPool({ aws: { ...aws, image } })],
    teams: [{ name: 'shop', quota: { cpu: '900', memory: '900Gi', pods: 900 }, groups: [] }],
    controllers: { metricsAdapter: 'existing' },
    workloads: [
      {
        name: 'cart',
        namespace: 'shop',
        kind: 'deployment',
        pools: ['general'],
        replicas,
        container: { image: 'registry.example.com/shop/cart:1.4.2', port: 8080, cpu: '100m', memory: '512Mi' },
        health: { kind: 'http', ready: '/ready' },
        ...overrides,
      },
    ],
  });
  return synthesizeCharts(onlyCluster(awsEnvironment({ clusters: [cluster] })), [addStandardCharts]);
}

function objectsWith(
  replicas: number | ReplicaRangeInput,
  overrides: Partial<WorkloadInput> = {},
): readonly KubernetesObject[] {
  return filesWith(replicas, overrides).find(({ path }) => path === '60-shop-cart.k8s.yaml')?.objects ?? [];
}

function autoscaler(replicas: ReplicaRangeInput, overrides: Partial<WorkloadInput> = {}): KubernetesObject {
  return onlyObject(objectsWith(replicas, overrides), 'HorizontalPodAutoscaler');
}

describe('a service with a range', () => {
  it('has an autoscaler with every default written out, because the API server would fill in others', () => {
    expect(autoscaler(MINIMAL)).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'cart', namespace: 'shop', labels: { 'keelson.dev/workload': 'cart' } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
        minReplicas: 2,
        maxReplicas: 6,
        metrics: [
          {
            type: 'ContainerResource',
            containerResource: {
              name: 'cpu',
              container: 'service',
              target: { type: 'Utilization', averageUtilization: 70 },
            },
          },
        ],
        behavior: {
          scaleUp: {
            stabilizationWindowSeconds: 0,
            selectPolicy: 'Max',
            policies: [
              { type: 'Pods', value: 4, periodSeconds: 60 },
              { type: 'Percent', value: 100, periodSeconds: 60 },
            ],
          },
          scaleDown: {
            stabilizationWindowSeconds: 300,
            selectPolicy: 'Min',
            policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
          },
        },
      },
    });
  });

  it('has every stated step, and a tolerance in both directions', () => {
    const { spec } = autoscaler({
      ...MINIMAL,
      up: { pods: 8, periodSeconds: 30, stabilizationSeconds: 15 },
      down: { percent: 20, pods: 3, periodSeconds: 120, stabilizationSeconds: 600 },
      tolerancePercent: 5,
    });
    expect((spec as { behavior: unknown }).behavior).toEqual({
      scaleUp: {
        stabilizationWindowSeconds: 15,
        selectPolicy: 'Max',
        policies: [{ type: 'Pods', value: 8, periodSeconds: 30 }],
        tolerance: '50m',
      },
      scaleDown: {
        stabilizationWindowSeconds: 600,
        selectPolicy: 'Min',
        policies: [
          { type: 'Pods', value: 3, periodSeconds: 120 },
          { type: 'Percent', value: 20, periodSeconds: 120 },
        ],
        tolerance: '50m',
      },
    });
  });

  it('keeps the default steps in a period of its own', () => {
    const { spec } = autoscaler({ ...MINIMAL, up: { periodSeconds: 15 }, down: { stabilizationSeconds: 0 } });
    expect(spec).toMatchObject({
      behavior: {
        scaleUp: {
          policies: [
            { type: 'Pods', value: 4, periodSeconds: 15 },
            { type: 'Percent', value: 100, periodSeconds: 15 },
          ],
        },
        scaleDown: {
          stabilizationWindowSeconds: 0,
          policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
        },
      },
    });
  });

  it('waits a minute before it adds pods of a Java virtual machine, unless the range says otherwise', () => {
    const jvm = { jvm: { line: 21 } } as const;
    const upOf = ({ spec }: KubernetesObject) =>
      (spec as { behavior: { scaleUp: { stabilizationWindowSeconds: number } } }).behavior.scaleUp
        .stabilizationWindowSeconds;
    const container = { image: 'registry.example.com/shop/cart:1.4.2', port: 8080, cpu: '1', memory: '2Gi' };
    expect(upOf(autoscaler(MINIMAL, { ...jvm, container }))).toBe(60);
    expect(upOf(autoscaler({ ...MINIMAL, up: { stabilizationSeconds: 5 } }, { ...jvm, container }))).toBe(5);
  });

  it('follows a metric of its pods, in the form in which the API server stores the average', () => {
    const { spec } = autoscaler({ ...MINIMAL, target: { kind: 'pods', metric: 'open_sockets', average: '20000' } });
    expect((spec as { metrics: unknown }).metrics).toEqual([
      {
        type: 'Pods',
        pods: { metric: { name: 'open_sockets' }, target: { type: 'AverageValue', averageValue: '20k' } },
      },
    ]);
  });

  it.each([
    [{ queue: 'orders' }, { selector: { matchLabels: { queue: 'orders' } } }],
    [undefined, {}],
  ])('follows a metric of something else with the labels %j', (labels, selector) => {
    const target = { kind: 'external', metric: 'queue_length', average: '0.5', ...(labels && { labels }) } as const;
    const { spec } = autoscaler({ ...MINIMAL, target });
    expect((spec as { metrics: unknown }).metrics).toEqual([
      {
        type: 'External',
        external: {
          metric: { name: 'queue_length', ...selector },
          target: { type: 'AverageValue', averageValue: '500m' },
        },
      },
    ]);
  });

  it('has a Deployment without a number, which each apply would reset', () => {
    expect(onlyObject(objectsWith(MINIMAL), 'Deployment').spec).not.toHaveProperty('replicas');
  });
});

describe('a service with a number', () => {
  it('has a Deployment with that number, and no autoscaler', () => {
    const objects = objectsWith(3);
    expect(onlyObject(objects, 'Deployment').spec).toMatchObject({ replicas: 3 });
    expect(objects.map(({ kind }) => kind)).not.toContain('HorizontalPodAutoscaler');
  });
});

describe('a service that is handed to its autoscaler', () => {
  const files = filesWith({ ...MINIMAL, handover: true });

  it('has a part of its Deployment with the least number, in a folder that an apply of the others skips', () => {
    const [stub, ...others] = files.filter(({ isPartial }) => isPartial);
    expect(others).toEqual([]);
    expect(stub?.path).toBe('handover/60-shop-cart-handover.k8s.yaml');
    expect(stub?.text).toBe(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n  namespace: shop\nspec:\n  replicas: 2\n',
    );
  });

  it('has the same other files as without the hand-over', () => {
    const whole = files.filter(({ isPartial }) => !isPartial).map(({ path, text }) => ({ path, text }));
    expect(whole).toEqual(filesWith(MINIMAL).map(({ path, text }) => ({ path, text })));
  });
});
