import { RebootCoordinator } from '../../../lib/kubernetes/reboot-coordinator/reboot-coordinator';
import {
  coordinatedPools,
  rebootCoordinatorName,
} from '../../../lib/kubernetes/reboot-coordinator/reboot-coordinator-names';
import type { CoordinatedRebootInput } from '../../../lib/specs/reboots/reboot-input';
import { COORDINATED, coordinatedCluster, withReboots } from '../../fixtures/coordinated-cluster';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

function coordinatorOf(overrides: Partial<CoordinatedRebootInput> = {}) {
  const [first] = coordinatedPools(coordinatedCluster(overrides));
  if (first === undefined) throw new Error('no pool is coordinated');
  return synthesizeConstruct((chart) => void new RebootCoordinator(chart, 'Coordinator', first));
}

interface DaemonSetSpec {
  readonly updateStrategy: unknown;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly template: {
    readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
    readonly spec: Readonly<Record<string, unknown>> & { readonly containers: readonly Record<string, unknown>[] };
  };
}

const daemonSet = onlyObject(coordinatorOf(), 'DaemonSet');
const { template, selector, updateStrategy } = daemonSet['spec'] as DaemonSetSpec;
const [container] = template.spec.containers;

describe('the coordinator of a pool', () => {
  test('has the name under which kured looks for its lock', () => {
    expect(daemonSet.metadata).toEqual({
      name: 'reboot-coordinator-general',
      namespace: 'keelson-system',
      labels: { 'keelson.dev/workload': 'reboot-coordinator-general' },
    });
    expect(container?.['args']).toEqual(
      expect.arrayContaining([
        `--ds-name=${daemonSet.metadata.name}`,
        `--ds-namespace=${daemonSet.metadata.namespace}`,
      ]),
    );
  });

  test('never states its lock, because an apply would then take the lock from the node that holds it', () => {
    expect(daemonSet.metadata).not.toHaveProperty('annotations');
  });

  test('runs on every node of its pool only, cordoned or tainted, with the highest priority', () => {
    expect(template.spec).toMatchObject({
      nodeSelector: { 'keelson.dev/pool': 'general' },
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'system-node-critical',
      serviceAccountName: 'reboot-coordinator-general',
      automountServiceAccountToken: true,
    });
  });

  test('gets no flags from Services of the namespace', () => {
    expect(template.spec['enableServiceLinks']).toBe(false);
    expect(container?.['env']).toEqual([
      { name: 'KURED_NODE_ID', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
  });

  test('is privileged in the PID namespace of the node, states the reason, and uses no other host namespace', () => {
    expect(template.metadata.annotations['keelson.dev/privileged-because']).toContain('mount namespace');
    expect(template.spec).toMatchObject({ hostPID: true });
    expect(template.spec).not.toHaveProperty('hostNetwork');
    expect(template.spec).not.toHaveProperty('hostIPC');
    expect(container).toMatchObject({
      command: ['/usr/bin/kured'],
      securityContext: {
        privileged: true,
        allowPrivilegeEscalation: true,
        readOnlyRootFilesystem: true,
        runAsUser: 0,
        runAsNonRoot: false,
      },
      resources: {
        requests: { cpu: '10m', memory: '96Mi', 'ephemeral-storage': '64Mi' },
        limits: { memory: '96Mi', 'ephemeral-storage': '64Mi' },
      },
    });
    expect(container?.['resources']).not.toHaveProperty('limits.cpu');
  });

  test('mounts the folder with the sentinel read-only, and creates it where it is missing', () => {
    expect(template.spec['volumes']).toEqual([
      { name: 'sentinel', hostPath: { path: '/var/run/keelson', type: 'DirectoryOrCreate' } },
    ]);
    expect(container?.['volumeMounts']).toEqual([{ name: 'sentinel', mountPath: '/sentinel', readOnly: true }]);
  });

  test('has a liveness probe on its metrics that tolerates long delays', () => {
    expect(container?.['ports']).toEqual([{ name: 'metrics', containerPort: 8080, protocol: 'TCP' }]);
    const probe = { httpGet: { path: '/metrics', port: 'metrics' } };
    expect(container).toMatchObject({
      readinessProbe: probe,
      livenessProbe: { ...probe, periodSeconds: 60, failureThreshold: 5 },
    });
  });

  test('is updated one node at a time', () => {
    expect(updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } });
  });

  test('uses the image of the schedule', () => {
    expect(container?.['image']).toBe('ghcr.io/kubereboot/kured:1.23.0');
    const image = 'registry.example.com/kured:1.23.1';
    const other = onlyObject(coordinatorOf({ image }), 'DaemonSet')['spec'] as DaemonSetSpec;
    expect(other.template.spec.containers[0]?.['image']).toBe(image);
  });

  test('lets pods of the cluster scrape its port, in a namespace that denies all other traffic', () => {
    expect(onlyObject(coordinatorOf(), 'NetworkPolicy')['spec']).toEqual({
      podSelector: { matchLabels: selector.matchLabels },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
    });
  });
});

test('the coordinated pools are those that kured reboots, each with its own name', () => {
  const reboots = { general: COORDINATED, jvm: COORDINATED };
  const names = (input: Parameters<typeof withReboots>[0]) =>
    coordinatedPools(onlyCluster(withReboots(input))).map(({ pool }) => rebootCoordinatorName(pool));
  expect(names(reboots)).toEqual(['reboot-coordinator-general', 'reboot-coordinator-jvm']);
  expect(names({ general: { kind: 'replace', maxLifetimeDays: 30 } })).toEqual([]);
});
