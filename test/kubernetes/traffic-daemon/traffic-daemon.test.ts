import { TrafficDaemon } from '../../../lib/kubernetes/traffic-daemon/traffic-daemon';
import { TrafficMetrics } from '../../../lib/kubernetes/traffic-daemon/traffic-metrics';
import { renderProxyProgram } from '../../../lib/render/proxies/render-proxy-program';
import type { GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { SHIPPED_IMAGES } from '../../../lib/specs/shipped-images';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { googlePool } from '../../fixtures/google-environment';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';
import {
  firstTraffic,
  hostedService,
  trafficCluster,
  trafficDaemon,
  trafficEnvironment,
  trafficPool,
} from '../../fixtures/traffic-environment';

type Members = Readonly<Record<string, unknown>>;

interface DaemonSetSpec extends Members {
  readonly template: {
    readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
    readonly spec: Members & { readonly containers: readonly [Members]; readonly volumes: readonly Members[] };
  };
}

function objectsOf(cluster: GoogleClusterSpec): readonly KubernetesObject[] {
  const traffic = firstTraffic(cluster);
  return synthesizeConstruct((chart) => void new TrafficDaemon(chart, 'Daemon', { cluster, traffic }));
}

function specOf(cluster = trafficCluster()): DaemonSetSpec {
  return onlyObject(objectsOf(cluster), 'DaemonSet')['spec'] as DaemonSetSpec;
}

function proxyOf(cluster = trafficCluster()): Members {
  return specOf(cluster).template.spec.containers[0];
}

const withDaemon = (overrides: Parameters<typeof trafficDaemon>[0]) =>
  trafficCluster(trafficEnvironment({ workloads: [trafficDaemon(overrides), hostedService()] }));

describe('the proxies of an ingress', () => {
  it('run in the network of every node of their pool, and tolerate its lasting taints alone', () => {
    const { spec } = specOf().template;
    expect(spec).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(spec['nodeSelector']).toEqual({ 'keelson.dev/pool': 'edge' });
    expect(spec['tolerations']).toEqual([{ key: 'dedicated', operator: 'Equal', value: 'edge', effect: 'NoSchedule' }]);
  });

  it('leave their nodes before a coordinated reboot, by their affinity', () => {
    const cluster = trafficCluster();
    const pools = cluster.pools.map((pool) => ({ ...pool, reboots: { kind: 'coordinated' } as never }));
    const traffic = firstTraffic(cluster);
    const daemon = { ...traffic.daemon, pools: pools.filter(({ name }) => name === 'edge') };
    const objects = synthesizeConstruct((chart) => {
      new TrafficDaemon(chart, 'Daemon', { cluster: { ...cluster, pools }, traffic: { ...traffic, daemon } });
    });
    const { template } = onlyObject(objects, 'DaemonSet')['spec'] as DaemonSetSpec;
    expect(JSON.stringify(template.spec['affinity'])).toContain(
      '{"key":"keelson.dev/rebooting","operator":"NotIn","values":["true"]}',
    );
  });

  it('go before they come, so many at once as the workload allows, and no faster than the balancer learns', () => {
    expect(specOf()).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 2 } },
      // Two checks 5 seconds apart, 2 seconds of the last one, and 15 seconds through the balancer.
      minReadySeconds: 27,
      revisionHistoryLimit: 3,
    });
  });

  it('have the time of the lag, the drain and the margin to end', () => {
    expect(specOf().template.spec['terminationGracePeriodSeconds']).toBe(30 + 60 + 5);
    const longer = withDaemon({ shutdown: { endpointLagSeconds: 40, drainSeconds: 300, marginSeconds: 10 } });
    expect(specOf(longer).template.spec['terminationGracePeriodSeconds']).toBe(350);
  });

  it('are ended with ordinary pods, before those that a node ends last', () => {
    expect(specOf().template.spec['priorityClassName']).toBe('keelson-traffic-v1');
  });

  it('have an identity without a token, and no variables of other Services', () => {
    expect(specOf().template.spec).toMatchObject({
      serviceAccountName: 'proxy',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
  });

  it('have no budget, because none could ever allow an eviction of a DaemonSet', () => {
    expect(objectsOf(trafficCluster()).map(({ kind }) => kind)).toEqual(['ConfigMap', 'ConfigMap', 'DaemonSet']);
  });
});

describe('the rights of a proxy', () => {
  it('are those of a user who owns nothing, without capabilities and without a writable image', () => {
    expect(specOf().template.spec['securityContext']).toEqual({
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      fsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(proxyOf()['securityContext']).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('are explained where privileged namespaces ask for a reason', () => {
    expect(specOf().template.metadata.annotations['keelson.dev/privileged-because']).toContain('network of their node');
  });
});

describe('the container of a proxy', () => {
  it('states the registered ports of the node', () => {
    const cluster = withDaemon({ hostPorts: { http: 8000, health: 8001, metrics: 8002 } });
    expect(proxyOf(cluster)['ports']).toEqual([
      { name: 'http', containerPort: 8000, hostPort: 8000 },
      { name: 'health', containerPort: 8001, hostPort: 8001 },
      { name: 'metrics', containerPort: 8002, hostPort: 8002 },
    ]);
  });

  it('is ready by the answer for the balancer, and lives as long as it takes connections', () => {
    const answer = { path: '/healthz', port: 'health' };
    expect(proxyOf()).toMatchObject({
      startupProbe: { httpGet: answer, periodSeconds: 1, failureThreshold: 60 },
      readinessProbe: { httpGet: answer, periodSeconds: 5, failureThreshold: 3 },
      livenessProbe: { tcpSocket: { port: 'health' }, periodSeconds: 10, failureThreshold: 6 },
    });
    // An answer of 503, with which a proxy leaves, is no reason to start it again.
    expect(proxyOf()['livenessProbe']).not.toHaveProperty('httpGet');
  });

  it('has what the program says: its command, its stop, and the version of its image', () => {
    const program = renderProxyProgram(firstTraffic(trafficCluster()));
    expect(proxyOf()).toMatchObject({
      image: SHIPPED_IMAGES.haproxy.image,
      command: program.command,
      lifecycle: { preStop: { exec: { command: program.preStop } } },
    });
  });

  it('requests its processors without a limit, and its memory with the same limit', () => {
    const cluster = withDaemon({ proxy: { kind: 'nginx', cpu: '2', memory: '2Gi' } });
    expect(proxyOf(cluster)['resources']).toEqual({
      requests: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '64Mi' },
      limits: { memory: '2Gi', 'ephemeral-storage': '64Mi' },
    });
  });
});

describe('the files of a proxy', () => {
  const program = renderProxyProgram(firstTraffic(trafficCluster()));

  it('are a ConfigMap that changes in place for the hosts, and an immutable one with a hash for the program', () => {
    const [routes, fixed] = objectsOf(trafficCluster());
    expect(routes).toMatchObject({ metadata: { name: 'proxy-routes', namespace: 'edge' }, data: program.routes });
    expect(routes).not.toHaveProperty('immutable');
    expect(fixed).toMatchObject({ immutable: true, data: program.files });
    expect(fixed?.metadata.name).toMatch(/^proxy-program-[0-9a-f]{6}$/);
  });

  it('are mounted to be read as whole folders, so that a change of the hosts reaches the running proxy', () => {
    expect(proxyOf()['volumeMounts']).toEqual(
      expect.arrayContaining([
        { name: 'routes', mountPath: '/etc/keelson/routes', readOnly: true },
        { name: 'program', mountPath: '/etc/keelson/program', readOnly: true },
      ]),
    );
    const [, fixed] = objectsOf(trafficCluster());
    expect(specOf().template.spec.volumes).toEqual(
      expect.arrayContaining([
        { name: 'routes', configMap: { name: 'proxy-routes' } },
        { name: 'program', configMap: { name: fixed?.metadata.name } },
      ]),
    );
  });

  it('leave the proxy folders in memory to write in, and no others', () => {
    const mounts = proxyOf()['volumeMounts'] as readonly Members[];
    const writable = mounts.filter(({ readOnly }) => readOnly !== true);
    expect(writable.map(({ mountPath }) => mountPath)).toEqual(['/run/keelson', ...program.writable]);
    const { volumes } = specOf().template.spec;
    for (const { name } of writable) {
      expect(volumes).toContainEqual({ name, emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } });
    }
  });

  it('roll no pod when a host is added, whose routes the running proxies read', () => {
    const one = trafficCluster();
    const workloads = [trafficDaemon(), hostedService(), hostedService({ name: 'chat' })];
    const two = trafficCluster(trafficEnvironment({ workloads }));
    expect(specOf(two).template).toEqual(specOf(one).template);
  });
});

describe('the gate of a tuned pool', () => {
  it("holds the proxy back until the node's values are set, by the tuner's own marker", () => {
    const { spec } = specOf().template;
    expect(spec['initContainers']).toMatchObject([
      {
        name: 'tuned-gate',
        env: expect.arrayContaining([{ name: 'KEELSON_MARKER', value: '/run/keelson/tuned' }]),
        volumeMounts: [{ name: 'node-tuner-state', mountPath: '/run/keelson', readOnly: true }],
      },
    ]);
    expect(spec.volumes).toContainEqual({
      name: 'node-tuner-state',
      hostPath: { path: '/run/keelson', type: 'DirectoryOrCreate' },
    });
  });

  it('gives a reason for its folder of the node, for the check of volumes', () => {
    const annotation = { 'keelson.dev/ignore-volume-not-allowed': expect.stringContaining("the tuner's marker") };
    expect(onlyObject(objectsOf(trafficCluster()), 'DaemonSet').metadata).toMatchObject({ annotations: annotation });
  });

  it('is left out where no tuner runs, with its folder of the node', () => {
    const { kernel: _kernel, startupTaint: _taint, ...plain } = trafficPool();
    const { spec } = specOf(trafficCluster(trafficEnvironment({ pools: [googlePool(), plain] }))).template;
    expect(spec).not.toHaveProperty('initContainers');
    expect(spec.volumes.filter(({ hostPath }) => hostPath !== undefined)).toEqual([]);
  });
});

describe('the metrics of the proxies', () => {
  const metricsOf = (cluster: GoogleClusterSpec) => {
    const traffic = firstTraffic(cluster);
    return synthesizeConstruct((chart) => void new TrafficMetrics(chart, 'Metrics', { cluster, traffic }));
  };
  const path = renderProxyProgram(firstTraffic(trafficCluster())).metricsPath;

  it('are told to a Prometheus of the operator by the name of their port', () => {
    expect(onlyObject(metricsOf(trafficCluster()), 'PodMonitor')).toMatchObject({
      metadata: { name: 'proxy', namespace: 'edge' },
      spec: {
        selector: { matchLabels: { 'keelson.dev/workload': 'proxy' } },
        podMetricsEndpoints: [{ port: 'metrics', path }],
      },
    });
  });

  it("are told to Google's managed Prometheus, and no network policy is made for the network of a node", () => {
    const managed = trafficCluster(trafficEnvironment({ monitoring: { stack: { kind: 'google-managed' } } }));
    expect(metricsOf(managed).map(({ kind }) => kind)).toEqual(['PodMonitoring']);
    expect(metricsOf(managed)[0]).toMatchObject({ spec: { endpoints: [{ port: 'metrics', path }] } });
  });
});
