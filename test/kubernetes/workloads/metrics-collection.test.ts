import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { serviceInput } from '../../fixtures/service-input';
import { onlyObject } from '../../fixtures/synthesize-construct';
import { objectsOf } from './service-objects';

const operator = { stack: { kind: 'operator', ruleLabels: { release: 'monitoring' } } } as const;

test('a service without metrics has no object for a Prometheus', () => {
  expect(objectsOf().map(({ apiVersion }) => apiVersion)).not.toContain('monitoring.coreos.com/v1');
});

test('the Prometheus of the operator finds the pods by their label, and the object by the labels of its rules', () => {
  const objects = objectsOf({ metrics: { port: 9090 } }, { monitoring: operator });
  expect(onlyObject(objects, 'PodMonitor')).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: {
      name: 'cart',
      namespace: 'shop',
      labels: { release: 'monitoring', 'keelson.dev/workload': 'cart' },
      annotations: {
        'keelson.dev/requires': 'monitoring.coreos.com/v1 PodMonitor (prometheus-operator 0.39.0 or newer)',
      },
    },
    spec: {
      selector: { matchLabels: { 'keelson.dev/workload': 'cart' } },
      jobLabel: 'keelson.dev/workload',
      podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
    },
  });
});

test('metrics on the port of the service are found by the name of that port', () => {
  const objects = objectsOf({ metrics: { path: '/stats' } });
  expect(onlyObject(objects, 'PodMonitor')).toMatchObject({
    spec: { podMetricsEndpoints: [{ port: 'http', path: '/stats' }] },
  });
});

test("Google's collectors get an object of their own, and a way through the policies of the team", () => {
  const monitoring = { stack: { kind: 'google-managed' } } as const;
  const workloads = [serviceInput({ namespace: 'video', pools: ['core'], metrics: { port: 9090 } })];
  const cluster = onlyCluster(googleEnvironment({ clusters: [googleCluster({ monitoring, workloads })] }));
  const file = synthesizeCharts(cluster, [addStandardCharts]).find(({ path }) => path.endsWith('-metrics.k8s.yaml'));
  expect(file?.path).toBe('extensions/80-video-cart-metrics.k8s.yaml');
  const objects = file?.objects ?? [];
  expect(onlyObject(objects, 'PodMonitoring')).toMatchObject({
    apiVersion: 'monitoring.googleapis.com/v1',
    metadata: { name: 'cart', namespace: 'video' },
    spec: {
      selector: { matchLabels: { 'keelson.dev/workload': 'cart' } },
      endpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
    },
  });
  expect(onlyObject(objects, 'NetworkPolicy')).toMatchObject({
    metadata: { name: 'cart-metrics', namespace: 'video' },
    spec: {
      podSelector: { matchLabels: { 'keelson.dev/workload': 'cart' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gmp-system' } } }],
          ports: [{ port: 9090, protocol: 'TCP' }],
        },
      ],
    },
  });
});
