import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import type { ManifestFile } from '../../../../lib/charts/manifest-file';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import type { ReplicaRangeInput } from '../../../../lib/specs/workload/replicas/replicas-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';

/** Namespace of all services. */
export const NAMESPACE = 'shop';

/** Bounds of the services that scale. */
export const MIN = 3;
export const MAX = 12;

/** Steps of the services that scale, short enough to be seen several times in a run. */
export const UP = { pods: 4, percent: 100, periodSeconds: 5 } as const;
export const DOWN = { percent: 25, periodSeconds: 4, stabilizationSeconds: 3 } as const;

/** Pods of the services that are handed over. */
export const LIVING = 6;

/** Services that follow a metric, one for each kind of target. */
export const SCALED = ['by-cpu', 'by-pods', 'by-queue'] as const;

/** Services that run with a number of their own and get a range. */
export const HANDED = ['client', 'server', 'lost-client', 'lost-server'] as const;

const TARGETS: Readonly<Record<(typeof SCALED)[number], ReplicaRangeInput['target']>> = {
  'by-cpu': { kind: 'cpu', percentOfRequest: 50 },
  'by-pods': { kind: 'pods', metric: 'open_sockets', average: '20000' },
  'by-queue': { kind: 'external', metric: 'queue_length', average: '0.5k', labels: { queue: 'orders' } },
};

const CONTAINER = {
  image: 'registry.example.com/shop/app:1.0.0',
  port: 8080,
  cpu: '100m',
  memory: '64Mi',
} as const;

/** The cluster with its services before (`number`), or after (`range`) those of {@link HANDED} got a range. */
export function scaledCluster(handed: 'number' | 'range'): AwsClusterSpec | GoogleClusterSpec {
  const range: ReplicaRangeInput = { min: LIVING, max: 2 * LIVING, target: TARGETS['by-cpu'], handover: true };
  const replicas = handed === 'number' ? LIVING : range;
  return onlyCluster(
    awsEnvironment({
      clusters: [
        awsCluster({
          pools: [awsPool({ size: { scope: 'total', min: 2, max: 20 } })],
          teams: [{ name: NAMESPACE, quota: { cpu: '200', memory: '200Gi', pods: 500 }, groups: [] }],
          controllers: { metricsAdapter: 'existing' },
          workloads: [
            ...SCALED.map((name) => service(name, { min: MIN, max: MAX, target: TARGETS[name], up: UP, down: DOWN })),
            ...HANDED.map((name) => service(name, replicas)),
          ],
        }),
      ],
    }),
  );
}

/** The files that a user would apply. */
export function filesOf(cluster: AwsClusterSpec | GoogleClusterSpec): readonly ManifestFile[] {
  return synthesizeCharts(cluster, [addStandardCharts]);
}

function service(name: string, replicas: number | ReplicaRangeInput): WorkloadInput {
  return {
    name,
    namespace: NAMESPACE,
    kind: 'deployment',
    pools: ['general'],
    replicas,
    container: CONTAINER,
    health: { kind: 'http', ready: '/ready' },
    sidecars: [{ name: 'busy', image: CONTAINER.image, cpu: '100m', memory: '64Mi' }],
  };
}
