import { TerminationHandler } from '../../../lib/kubernetes/termination-handler/termination-handler';
import { TerminationHandlerMetrics } from '../../../lib/kubernetes/termination-handler/termination-handler-metrics';
import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import { SHIPPED_IMAGES } from '../../../lib/specs/shipped-images';
import { awsPool } from '../../fixtures/aws-environment';
import { handled, SYSTEM } from '../../fixtures/handled-cluster';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

function objectsOf(overrides: Partial<AwsClusterInput> = {}) {
  return synthesizeConstruct((chart) => void new TerminationHandler(chart, 'TerminationHandler', handled(overrides)));
}

interface DeploymentSpec {
  readonly replicas: number;
  readonly minReadySeconds: number;
  readonly template: { readonly spec: Record<string, unknown> };
}

function deploymentOf(overrides: Partial<AwsClusterInput> = {}): DeploymentSpec {
  return onlyObject(objectsOf(overrides), 'Deployment', 'termination-handler')['spec'] as DeploymentSpec;
}

function podOf(overrides: Partial<AwsClusterInput> = {}): Record<string, unknown> {
  return deploymentOf(overrides).template.spec;
}

describe('the pods of the termination handler', () => {
  it('are two, on two nodes and in two zones where there are as many', () => {
    expect(deploymentOf().replicas).toBe(2);
    expect(podOf()['topologySpreadConstraints']).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' },
      { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
  });

  it('run on the pools for the system that begin with nodes, and tolerate their taints', () => {
    const taints = [{ key: 'dedicated', value: 'system', effect: 'NoSchedule' }] as const;
    const tainted = { ...SYSTEM, name: 'tainted', taints };
    const empty = { ...SYSTEM, name: 'empty', size: { scope: 'total', min: 0, max: 3 } } as const;
    expect(podOf({ pools: [SYSTEM, tainted, empty, awsPool()] })).toMatchObject({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'keelson.dev/pool', operator: 'In', values: ['system', 'tainted'] }] },
            ],
          },
        },
      },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'system', effect: 'NoSchedule' }],
    });
    expect(podOf()).toMatchObject({ nodeSelector: { 'keelson.dev/pool': 'system' } });
  });

  it('run among the workloads of a small cluster, on nodes that begin with it and whose taints do not keep them away', () => {
    const empty = { ...SYSTEM, size: { scope: 'total', min: 0, max: 3 } } as const;
    const reserved = awsPool({ name: 'reserved', taints: [{ key: 'dedicated', value: 'a', effect: 'NoSchedule' }] });
    const avoided = awsPool({
      name: 'avoided',
      taints: [{ key: 'dedicated', value: 'b', effect: 'PreferNoSchedule' }],
    });
    const traffic = awsPool({ name: 'traffic', purpose: 'traffic' });
    expect(podOf({ pools: [empty, reserved, traffic, awsPool()] })).toMatchObject({
      nodeSelector: { 'keelson.dev/pool': 'general' },
    });
    const pod = podOf({ pools: [empty, reserved, avoided, awsPool()] });
    expect(pod['affinity']).toMatchObject({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'keelson.dev/pool', operator: 'In', values: ['avoided', 'general'] }] },
          ],
        },
      },
    });
    expect(pod['tolerations']).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'b', effect: 'PreferNoSchedule' },
    ]);
  });

  it('run the dated image, or the stated one', () => {
    const imageOf = (overrides: Partial<AwsClusterInput>) => {
      return (podOf(overrides)['containers'] as { image: string }[]).map(({ image }) => image);
    };
    expect(imageOf({})).toEqual([SHIPPED_IMAGES.terminationHandler.image]);
    const image = 'registry.example.com/aws-node-termination-handler:v1.25.3';
    expect(imageOf({ controllers: { terminationHandler: { image } } })).toEqual([image]);
  });

  it('have no right of the restricted standard, and nothing of the host', () => {
    expect(podOf()).toMatchObject({
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65532,
        fsGroup: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      priorityClassName: 'keelson-platform-v1',
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    });
    expect(podOf()).not.toHaveProperty('volumes');
    expect(podOf()).not.toHaveProperty('hostNetwork');
  });

  it('are asked at the port and the path at which the program answers', () => {
    const [container] = podOf()['containers'] as {
      readonly env: readonly { readonly name: string; readonly value?: string }[];
      readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
      readonly livenessProbe: { readonly httpGet: object };
    }[];
    const values = new Map(container?.env.map(({ name, value }) => [name, value]));
    const ports = Object.fromEntries((container?.ports ?? []).map((port) => [port.name, String(port.containerPort)]));
    expect(ports).toEqual({
      metrics: values.get('PROMETHEUS_SERVER_PORT'),
      probe: values.get('PROBES_SERVER_PORT'),
    });
    expect(container?.livenessProbe.httpGet).toEqual({ path: values.get('PROBES_SERVER_ENDPOINT'), port: 'probe' });
  });

  it('count as available only when they have outlived the errors that end the program, and end soon', () => {
    expect(deploymentOf().minReadySeconds).toBe(60);
    expect(podOf()['terminationGracePeriodSeconds']).toBe(30);
  });
});

describe('beside the pods of the termination handler', () => {
  it('a budget lets one go, and those that are not ready at any time', () => {
    expect(onlyObject(objectsOf(), 'PodDisruptionBudget', 'termination-handler')['spec']).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { 'keelson.dev/workload': 'termination-handler' } },
    });
  });

  it('a policy opens the port of the metrics alone', () => {
    const { ingress } = onlyObject(objectsOf(), 'NetworkPolicy', 'termination-handler')['spec'] as {
      readonly ingress: readonly { readonly ports: readonly object[] }[];
    };
    expect(ingress.flatMap(({ ports }) => ports)).toEqual([{ port: 9092, protocol: 'TCP' }]);
  });

  it('the metrics have the job that the alerts select, and none with a series for each event', () => {
    const [monitor] = synthesizeConstruct((chart) => {
      new TerminationHandlerMetrics(chart, 'Metrics', { cluster: handled().cluster });
    });
    expect(monitor?.['spec']).toMatchObject({
      jobLabel: 'keelson.dev/workload',
      podMetricsEndpoints: [
        {
          port: 'metrics',
          metricRelabelings: [{ sourceLabels: ['__name__'], regex: 'actions_node_total', action: 'drop' }],
        },
      ],
    });
  });
});

describe('the rights of the termination handler', () => {
  it('are these, and no others', () => {
    const { rules } = onlyObject(objectsOf(), 'ClusterRole', 'keelson-termination-handler') as unknown as Rules;
    const rights = rules.flatMap(({ apiGroups, resources, verbs, resourceNames }) => {
      expect(resourceNames).toBeUndefined();
      return resources.flatMap((resource) => verbs.map((verb) => `${verb} ${[resource, ...apiGroups].join('.')}`));
    });
    expect(rights.sort()).toEqual([
      'create events.',
      'create pods/eviction.',
      'get daemonsets.apps',
      'get nodes.',
      'get pods.',
      'list nodes.',
      'list pods.',
      'patch events.',
      'patch nodes.',
    ]);
    const kinds = objectsOf().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'Role' || kind === 'RoleBinding')).toEqual([]);
  });

  it('belong to the account of its pods alone', () => {
    expect(onlyObject(objectsOf(), 'ClusterRoleBinding', 'keelson-termination-handler')['subjects']).toEqual([
      { kind: 'ServiceAccount', name: 'termination-handler', namespace: 'keelson-system' },
    ]);
    expect(podOf()['serviceAccountName']).toBe('termination-handler');
  });
});

interface Rules {
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
    readonly resourceNames?: readonly string[];
  }[];
}
