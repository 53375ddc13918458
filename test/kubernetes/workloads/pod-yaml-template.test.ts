import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { readAt, readMap, readMaps } from '../../../lib/model/read-fields';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { PodYamlInput } from '../../../lib/specs/workload/pod-yaml/pod-yaml-input';
import { servicesOf, servingContainerOf } from '../../../lib/specs/workload/workload-spec';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsPool } from '../../fixtures/aws-environment';
import { type PodDraft, type PodSurroundings, podEnvironment, podText } from '../../fixtures/pod-workload';

/** Objects of the workload, by their kinds. */
function objectsOf(podYaml: PodYamlInput, others: PodSurroundings = {}): Readonly<Record<string, KubernetesObject>> {
  const [cluster] = EnvironmentSpec.from(podEnvironment(podYaml, others)).clusters;
  if (cluster === undefined) throw new Error('the fixture has no cluster');
  const files = synthesizeCharts(cluster, [addStandardCharts]).filter(({ path }) => path.includes('shop-cart'));
  return Object.fromEntries(files.flatMap(({ objects }) => objects).map((object) => [object.kind, object]));
}

/** The pod template of the workload. */
function templateOf(podYaml: PodYamlInput, others: PodSurroundings = {}) {
  return readMap(readAt(objectsOf(podYaml, others)['Deployment'], 'spec', 'template'));
}

function corpus(name: string): string {
  return readFileSync(join(__dirname, '../../fixtures/pod-yaml', `${name}.yml`), 'utf8');
}

test('every object around the pod is written, and the pod keeps what its team wrote', () => {
  const objects = objectsOf(
    { text: corpus('java') },
    { workload: { shutdown: { drainSeconds: 40 }, pullSecrets: ['registry'] } },
  );
  expect(Object.keys(objects)).toEqual(['ServiceAccount', 'Deployment', 'Service', 'PodDisruptionBudget']);
  expect(objects['Deployment']).toMatchObject({
    metadata: { name: 'cart', namespace: 'shop', annotations: { 'keelson.dev/version': '2.11.0' } },
    spec: {
      // 5 s of 36 attempts to start, 15 s until the pod counts, and the reserve.
      progressDeadlineSeconds: 180 + 15 + 120,
      template: {
        metadata: { labels: { 'keelson.dev/workload': 'cart' } },
        spec: {
          nodeSelector: { 'keelson.dev/pool': 'general' },
          serviceAccountName: 'cart',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          imagePullSecrets: [{ name: 'registry' }],
          terminationGracePeriodSeconds: 15 + 40 + 5,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          volumes: [
            { name: 'config', configMap: { name: 'orders-config' } },
            { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
          ],
        },
      },
    },
  });
  const [container] = readAt(objects['Deployment'], 'spec', 'template', 'spec', 'containers') as [object];
  expect(container).toEqual({
    name: 'orders',
    image: 'registry.example.com/shop/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'management', containerPort: 8081 },
    ],
    env: [
      { name: 'JDK_JAVA_OPTIONS', value: '-Xms1g -Xmx1g -XX:+UseG1GC' },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-db', key: 'password' } } },
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'KEELSON_DRAIN_SECONDS', value: '40' },
      { name: 'KEELSON_CONNECTION_MAX_AGE_SECONDS', value: '300' },
    ],
    envFrom: [{ configMapRef: { name: 'orders-env', optional: true } }],
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } },
    startupProbe: { httpGet: { path: '/health', port: 'management' }, periodSeconds: 5, failureThreshold: 36 },
    readinessProbe: { httpGet: { path: '/ready', port: 'management' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'config', mountPath: '/config', readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
    lifecycle: { preStop: { sleep: { seconds: 15 } } },
  });
});

test('labels and annotations of the pod stay, and selectors match the label of the workload alone', () => {
  const objects = objectsOf({ text: corpus('plain') });
  const labels = { app: 'cart', 'app.kubernetes.io/part-of': 'shop', 'keelson.dev/workload': 'cart' };
  expect(objects['Deployment']).toMatchObject({
    spec: {
      selector: { matchLabels: { 'keelson.dev/workload': 'cart' } },
      template: { metadata: { labels } },
    },
  });
  expect(readAt(objects['Deployment'], 'spec', 'selector', 'matchLabels')).toEqual({ 'keelson.dev/workload': 'cart' });
  expect(readAt(objects['Service'], 'spec', 'selector')).toEqual({ 'keelson.dev/workload': 'cart' });
  expect(templateOf({ text: corpus('annotations') })['metadata']).toMatchObject({
    annotations: { 'example.com/notes': 'Runs since 2019.\nSee the wiki.\n' },
  });
});

test('every container waits before SIGTERM, and the one that serves learns how long it may drain', () => {
  const containers = readAt(templateOf({ text: corpus('web-and-php') }), 'spec', 'containers') as readonly object[];
  expect(containers).toMatchObject([
    { name: 'nginx', lifecycle: { preStop: { sleep: { seconds: 15 } } }, env: [{ name: 'KEELSON_DRAIN_SECONDS' }, {}] },
    { name: 'php-fpm', lifecycle: { preStop: { sleep: { seconds: 15 } } } },
  ]);
  expect(containers[1]).not.toHaveProperty('env');
});

test('a container with a preStop of its own keeps it, and without a lag nothing waits', () => {
  const flush = { exec: { command: ['/flush'] } };
  const text = podText((pod: PodDraft) => {
    const [web] = pod.spec.containers;
    pod.spec.containers.push({
      ...web,
      name: 'logs',
      ports: [],
      readinessProbe: undefined,
      lifecycle: { preStop: flush },
    });
    Object.assign(web, { lifecycle: { postStart: flush } });
  });
  expect(readAt(templateOf({ text }), 'spec', 'containers')).toMatchObject([
    { lifecycle: { postStart: flush, preStop: { sleep: { seconds: 15 } } } },
    { lifecycle: { preStop: flush } },
  ]);
  const shutdown = { endpointLagSeconds: 0 };
  const [web, logs] = readAt(
    templateOf({ text }, { workload: { shutdown } }),
    'spec',
    'containers',
  ) as readonly object[];
  expect(web).toMatchObject({ lifecycle: { postStart: flush } });
  expect(readAt(web, 'lifecycle', 'preStop')).toBeUndefined();
  expect(logs).toMatchObject({ lifecycle: { preStop: flush } });
});

test("the gate of the NodeTuner comes first, the team's own init containers after it", () => {
  const pools = [awsPool(), awsPool({ name: 'tuned', kernel: { profiles: ['many-connections'] } })];
  const surroundings = { workload: { pools: ['tuned'] }, cluster: { pools } };
  const names = ({ text }: PodYamlInput, others?: PodSurroundings) =>
    readMaps(readAt(templateOf({ text }, others), 'spec', 'initContainers')).map(({ name }) => name);
  expect(names({ text: corpus('native-sidecar') }, surroundings)).toEqual(['tuned-gate', 'migrate', 'mesh']);
  expect(names({ text: corpus('plain') }, surroundings)).toEqual(['tuned-gate']);
  expect(names({ text: corpus('native-sidecar') })).toEqual(['migrate', 'mesh']);
});

test('a Service leads to the chosen port, by its name or by its number', () => {
  const portsOf = (podYaml: PodYamlInput) => readAt(objectsOf(podYaml)['Service'], 'spec', 'ports');
  expect(portsOf({ text: podText() })).toEqual([
    { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
  ]);
  expect(portsOf({ text: corpus('java'), port: 'management', protocol: 'grpc' })).toEqual([
    { name: 'grpc', port: 8081, targetPort: 'management', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
  ]);
  const unnamed = podText((pod) =>
    Object.assign(pod.spec.containers[0], {
      ports: [{ containerPort: 5432 }],
      readinessProbe: { tcpSocket: { port: 5432 } },
    }),
  );
  expect(portsOf({ text: unnamed, protocol: 'tcp' })).toEqual([
    { name: 'tcp', port: 5432, targetPort: 5432, protocol: 'TCP' },
  ]);
});

test('a pod without a port gets no Service, and the deadline of the API server', () => {
  const objects = objectsOf({ text: corpus('worker') });
  expect(Object.keys(objects)).toEqual(['ServiceAccount', 'Deployment', 'PodDisruptionBudget']);
  expect(objects['Deployment']).toMatchObject({ spec: { progressDeadlineSeconds: 480 + 15 + 120 } });
});

test('metrics are collected from the port that the pod names', () => {
  const monitor = objectsOf({ text: corpus('java') }, { workload: { metrics: { port: 8081, path: '/prometheus' } } })[
    'PodMonitor'
  ];
  expect(readAt(monitor, 'spec', 'podMetricsEndpoints')).toEqual([
    { port: 'management', path: '/prometheus', interval: '30s' },
  ]);
});

test('sysctls of the workload join the security context of the pod', () => {
  const sysctls = { 'net.ipv4.ip_local_port_range': '1024 65000' };
  expect(readAt(templateOf({ text: podText() }, { workload: { sysctls } }), 'spec', 'securityContext')).toEqual({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
    sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: '1024 65000' }],
  });
});

test('an empty variable has no value, because the API server stores none', () => {
  const env = [{ name: 'EMPTY', value: '' }];
  const text = podText((pod) => Object.assign(pod.spec.containers[0], { env }));
  const [web] = readAt(templateOf({ text }), 'spec', 'containers') as readonly object[];
  expect(readAt(web, 'env')).toMatchObject([{ name: 'EMPTY' }, {}, {}]);
  expect(JSON.stringify(web)).not.toContain('"value":""');
});

test('the container that serves has the name that the pod gives it', () => {
  const services = (podYaml: PodYamlInput) => {
    const [cluster] = EnvironmentSpec.from(podEnvironment(podYaml)).clusters;
    return servicesOf(cluster ?? { workloads: [] }).map(servingContainerOf);
  };
  expect(services({ text: corpus('web-and-php') })).toEqual(['nginx']);
  expect(services({ text: corpus('web-and-php'), container: 'php-fpm' })).toEqual(['php-fpm']);
});
