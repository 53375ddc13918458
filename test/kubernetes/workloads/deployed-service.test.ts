import { awsPool } from '../../fixtures/aws-environment';
import { CONTAINER } from '../../fixtures/service-input';
import { onlyObject } from '../../fixtures/synthesize-construct';
import { containerOf, deploymentOf, objectsOf, podOf } from './service-objects';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test('a service is an identity, a Deployment, a Service and a budget, each with a name and a label of its own', () => {
  const objects = objectsOf();
  expect(objects.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Deployment', 'Service', 'PodDisruptionBudget']);
  for (const { metadata } of objects) {
    expect(metadata).toMatchObject({ name: 'cart', namespace: 'shop', labels: { 'keelson.dev/workload': 'cart' } });
  }
});

test('the longest name of a service leaves room for what is added to it', () => {
  const name = `cart-${'x'.repeat(41)}`;
  const objects = objectsOf({ name, container: { ...CONTAINER, config: { a: '1' } }, metrics: {} });
  expect(Math.max(...objects.map(({ metadata }) => metadata.name.length))).toBe(46 + '-123456'.length);
  // A pod's host name has the hash of its template and five letters more, and is cut off after 63 characters.
  expect(name.length + '-5d4f8c7b9d-abcde'.length).toBeLessThanOrEqual(63);
});

test('a Deployment replaces pods without a missing one, and waits for proxies before it goes on', () => {
  expect(deploymentOf({ replicas: 4, shutdown: { endpointLagSeconds: 12 } }).spec).toMatchObject({
    replicas: 4,
    revisionHistoryLimit: 3,
    minReadySeconds: 12,
    // 60 seconds to start, 12 until it is available, and 120.
    progressDeadlineSeconds: 192,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    selector: { matchLabels: { 'keelson.dev/workload': 'cart' } },
  });
});

test('a Deployment whose number follows a metric states no number, because each apply would reset it', () => {
  const target = { kind: 'cpu', percentOfRequest: 70 } as const;
  expect(deploymentOf({ replicas: { min: 2, max: 3, target } }).spec).not.toHaveProperty('replicas');
});

test('a pod stops after proxies have forgotten it, and within its grace', () => {
  const shutdown = { endpointLagSeconds: 10, drainSeconds: 30, marginSeconds: 4, connectionMaxAgeSeconds: 90 };
  expect(podOf({ shutdown })).toMatchObject({
    terminationGracePeriodSeconds: 44,
    containers: [
      {
        lifecycle: { preStop: { sleep: { seconds: 10 } } },
        env: [
          { name: 'KEELSON_DRAIN_SECONDS', value: '30' },
          { name: 'KEELSON_CONNECTION_MAX_AGE_SECONDS', value: '90' },
        ],
      },
    ],
  });
});

test('a pod without a lag waits for nothing, because a wait of 0 needs Kubernetes 1.33', () => {
  expect(podOf({ shutdown: { endpointLagSeconds: 0 } }).containers[0]).not.toHaveProperty('lifecycle');
});

test('a pod has the rights of the level restricted, and no token', () => {
  const pod = podOf();
  expect(pod).toMatchObject({
    serviceAccountName: 'cart',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10_001,
      runAsGroup: 10_001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'service',
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
      },
    ],
  });
  for (const absent of ['imagePullSecrets', 'initContainers', 'volumes', 'hostNetwork'])
    expect(pod).not.toHaveProperty(absent);
  expect(pod.securityContext).not.toHaveProperty('fsGroup');
});

test('kernel parameters and Secrets of registries get into the pod, in an order that does not depend on the input', () => {
  const sysctls = { 'net.ipv4.tcp_syncookies': '1', 'net.ipv4.ip_local_port_range': '1024 65535' };
  expect(podOf({ sysctls, pullSecrets: ['b', 'a'] })).toMatchObject({
    imagePullSecrets: [{ name: 'b' }, { name: 'a' }],
    securityContext: {
      sysctls: [
        { name: 'net.ipv4.ip_local_port_range', value: '1024 65535' },
        { name: 'net.ipv4.tcp_syncookies', value: '1' },
      ],
    },
  });
});

test('memory and disk are requested and limited alike, and processors are not limited', () => {
  expect(containerOf().resources).toEqual({
    requests: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '256Mi' },
    limits: { memory: '512Mi', 'ephemeral-storage': '256Mi' },
  });
});

test('writable folders on disk add to the disk that is requested, and folders in memory do not', () => {
  const writable = [
    { path: '/data', size: '768Mi' },
    { path: '/tmp', size: '16Mi', memory: true },
  ];
  const pod = podOf({ container: { ...CONTAINER, writable } });
  expect(pod.containers[0]?.resources.limits['ephemeral-storage']).toBe('1Gi');
  expect(pod.volumes).toEqual([
    { name: 'writable-0', emptyDir: { sizeLimit: '768Mi' } },
    { name: 'writable-1', emptyDir: { sizeLimit: '16Mi', medium: 'Memory' } },
  ]);
  expect(pod.containers[0]?.volumeMounts).toEqual([
    { name: 'writable-0', mountPath: '/data' },
    { name: 'writable-1', mountPath: '/tmp' },
  ]);
  expect(pod.securityContext.fsGroup).toBe(10_001);
});

test('a JVM that dumps its heap has a folder for it, which counts as disk', () => {
  const container = { ...CONTAINER, memory: '2Gi', writable: [{ path: '/data', size: '256Mi' }] };
  const pod = podOf({ container, jvm: { line: 21, heapPercent: 50, heapDump: { size: '2Gi' } } });
  expect(pod.volumes?.[1]).toEqual({ name: 'writable-1', emptyDir: { sizeLimit: '2Gi' } });
  const [service] = pod.containers;
  expect(service?.volumeMounts?.[1]).toEqual({ name: 'writable-1', mountPath: '/heap-dumps' });
  expect(service?.env?.at(-1)?.value).toContain('-XX:HeapDumpPath=/heap-dumps');
  expect(service?.resources.requests['ephemeral-storage']).toBe('2560Mi');
});

test('a stated disk is taken as it is', () => {
  expect(containerOf({ scratch: '2Gi' }).resources.requests['ephemeral-storage']).toBe('2Gi');
});

test('variables keep their order, and those of keelson come last', () => {
  const env = {
    B: 'text',
    A: { secret: 'database', key: 'password' },
    EMPTY: '',
    NODE: { field: 'spec.nodeName' },
  } as const;
  expect(containerOf({ env }).env).toEqual([
    { name: 'B', value: 'text' },
    { name: 'A', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
    { name: 'EMPTY' },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    { name: 'KEELSON_DRAIN_SECONDS', value: '20' },
    { name: 'KEELSON_CONNECTION_MAX_AGE_SECONDS', value: '300' },
  ]);
});

describe('the image', () => {
  test('with a digest is named by the digest alone, so that a new tag on the same content restarts nothing', () => {
    const of = (tag: string) => {
      const image = `registry.example.com/shop/cart:${tag}@${DIGEST}`;
      return deploymentOf({ container: { ...CONTAINER, image } });
    };
    expect(of('1.4.2').spec.template).toEqual(of('1.4.3').spec.template);
    expect(of('1.4.2').spec.template.spec.containers[0]?.image).toBe(`registry.example.com/shop/cart@${DIGEST}`);
    expect(of('1.4.2').metadata).toMatchObject({ annotations: { 'keelson.dev/version': '1.4.2' } });
  });

  test('without a digest is named by its tag', () => {
    expect(containerOf().image).toBe('registry.example.com/shop/cart:1.4.2');
    expect(deploymentOf().metadata).toMatchObject({ annotations: { 'keelson.dev/version': '1.4.2' } });
  });

  test('with a digest alone has no version', () => {
    const image = `cart@${DIGEST}`;
    expect(deploymentOf({ container: { ...CONTAINER, image } }).metadata).not.toHaveProperty('annotations');
    expect(containerOf({ image }).image).toBe(`docker.io/cart@${DIGEST}`);
  });
});

describe('files of the configuration', () => {
  const withConfig = (config: Readonly<Record<string, string>>) => ({ container: { ...CONTAINER, config } });
  const mapOf = (config: Readonly<Record<string, string>>) =>
    onlyObject(objectsOf(withConfig(config)), 'ConfigMap') as unknown as Record<string, unknown> & {
      metadata: { name: string };
    };

  test('are an immutable ConfigMap that the pod mounts by its name', () => {
    const map = mapOf({ 'app.conf': 'a=1\n' });
    expect(map).toMatchObject({ immutable: true, data: { 'app.conf': 'a=1\n' } });
    expect(map.metadata.name).toMatch(/^cart-[0-9a-f]{6}$/);
    const pod = podOf(withConfig({ 'app.conf': 'a=1\n' }));
    expect(pod.volumes).toEqual([{ name: 'config', configMap: { name: map.metadata.name } }]);
    expect(pod.containers[0]?.volumeMounts).toEqual([{ name: 'config', mountPath: '/config', readOnly: true }]);
    expect(pod.securityContext).not.toHaveProperty('fsGroup');
  });

  test('have another name for another content, and the same name in another order', () => {
    const name = mapOf({ a: '1', b: '2' }).metadata.name;
    expect(mapOf({ b: '2', a: '1' }).metadata.name).toBe(name);
    expect(mapOf({ a: '1', b: '3' }).metadata.name).not.toBe(name);
    expect(mapOf({ a: '1', c: '2' }).metadata.name).not.toBe(name);
  });
});

describe('sidecars', () => {
  const base = { image: 'registry.example.com/shop/proxy:3.2.1', cpu: '100m', memory: '64Mi' };
  const pool = awsPool({ kernel: { profiles: ['many-connections'] } });

  test('start in their order after the gate, and live as long as the service', () => {
    const sidecars = [
      { ...base, name: 'proxy', port: 9000, user: 20_000 },
      { ...base, name: 'logs', writable: [{ path: '/out', size: '8Mi' }] },
    ];
    const container = { ...CONTAINER, writable: [{ path: '/data', size: '8Mi' }] };
    const pod = podOf({ sidecars, container }, { pools: [pool] });
    expect(pod.initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['tuned-gate', undefined],
      ['proxy', 'Always'],
      ['logs', 'Always'],
    ]);
    expect(pod.initContainers?.[1]).toMatchObject({
      ports: [{ containerPort: 9000 }],
      startupProbe: { tcpSocket: { port: 9000 }, periodSeconds: 1, failureThreshold: 60 },
      securityContext: { runAsUser: 20_000, runAsGroup: 20_000, readOnlyRootFilesystem: true },
    });
    expect(pod.initContainers?.[2]).not.toHaveProperty('startupProbe');
    expect(pod.initContainers?.[2]?.volumeMounts).toEqual([{ name: 'writable-1', mountPath: '/out' }]);
    expect(pod.containers).toHaveLength(1);
  });

  test('have no variables of keelson, because they end after the service', () => {
    const pod = podOf({ sidecars: [{ ...base, name: 'proxy' }] });
    expect(pod.initContainers?.[0]).not.toHaveProperty('env');
    expect(pod.initContainers?.[0]).not.toHaveProperty('lifecycle');
  });
});

test.each([
  ['http1', { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' }],
  ['h2', { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' }],
  ['websocket', { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'kubernetes.io/ws' }],
  ['grpc', { name: 'grpc', port: 8080, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' }],
  ['tcp', { name: 'tcp', port: 8080, targetPort: 'tcp', protocol: 'TCP' }],
] as const)('the Service of protocol %s has its port, and says what it speaks', (protocol, port) => {
  const spoken = {
    container: { ...CONTAINER, protocol },
    health: { kind: 'tcp' },
    shutdown: { drainSeconds: 30 },
  } as const;
  const objects = objectsOf(spoken);
  expect(onlyObject(objects, 'Service')).toMatchObject({
    spec: { type: 'ClusterIP', selector: { 'keelson.dev/workload': 'cart' }, ports: [port] },
  });
  expect((onlyObject(objects, 'Service') as unknown as { spec: { ports: unknown[] } }).spec.ports).toEqual([port]);
  expect(podOf(spoken).containers[0]?.ports).toEqual([{ name: port.name, containerPort: 8080 }]);
});
