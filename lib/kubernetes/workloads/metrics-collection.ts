import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { podMetricsPort } from '../../specs/workload/pod-yaml/pod-yaml-spec';
import { hasContainer, type ServiceSpec } from '../../specs/workload/workload-spec';
import { portName } from './container-ports';
import { renderWorkloadLabels } from './placement';
import { addPodMonitor } from './pod-monitor';
import { addPodMonitoring } from './pod-monitoring';

/**
 * Namespace of the collectors of Google's managed Prometheus, whose pods are on the pod network.
 *
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/v0.17.2/manifests/operator.yaml
 */
const COLLECTOR_NAMESPACE = 'gmp-system';

/** A workload whose pods have metrics. */
export type MeasuredWorkload = ServiceSpec & {
  /** Port and path of the metrics. */
  readonly metrics: NonNullable<ServiceSpec['metrics']>;
};

/** Properties of {@link MetricsCollection}. */
export interface MetricsCollectionProps {
  /** The cluster; its `monitoring` determines the kind of Prometheus that collects. */
  readonly cluster: ClusterSpec;
  /** The workload: the object has its name and namespace. */
  readonly workload: MeasuredWorkload;
}

/** Whether the pods of a workload have metrics. */
export function hasMetrics(workload: ServiceSpec): workload is MeasuredWorkload {
  return workload.metrics !== undefined;
}

/**
 * Tells the cluster's Prometheus where the metrics of a workload's pods are: a PodMonitor, or a PodMonitoring for Google's.
 *
 * A team's namespace admits connections of its own pods only. For Google's collectors, whose namespace is known, a network policy
 * opens the port; a Prometheus of the operator may be in any namespace, which the team has to name in `allowFrom`.
 *
 * @see https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed
 */
export class MetricsCollection extends Construct {
  /** The PodMonitor or PodMonitoring, which has the name of the workload. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { cluster, workload }: MetricsCollectionProps) {
    super(scope, id);
    const { stack } = cluster.monitoring;
    if (stack.kind === 'google-managed') {
      this.resource = addPodMonitoring(this, { workload, endpoint: measuredEndpoint(workload) });
      this.addPolicy(workload);
    } else {
      this.resource = addPodMonitor(this, { cluster, workload, endpoint: measuredEndpoint(workload) });
    }
  }

  private addPolicy(workload: MeasuredWorkload): void {
    const labels = { ...renderWorkloadLabels(workload) };
    new k8s.KubeNetworkPolicy(this, 'Policy', {
      metadata: { name: `${workload.name}-metrics`, namespace: workload.namespace, labels },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': COLLECTOR_NAMESPACE } } }],
            ports: [{ port: k8s.IntOrString.fromNumber(measuredPort(workload).number), protocol: 'TCP' }],
          },
        ],
      },
    });
  }
}

function measuredEndpoint(workload: MeasuredWorkload): { readonly port: string; readonly path: string } {
  return { port: measuredPort(workload).name, path: workload.metrics.path };
}

/** Name and number of the port with the metrics: the stated one, otherwise the one that serves. */
function measuredPort(workload: MeasuredWorkload): { readonly name: string; readonly number: number } {
  const { metrics } = workload;
  if (hasContainer(workload)) {
    return { name: portName(workload, metrics.port), number: metrics.port ?? workload.container.port };
  }
  const measured = podMetricsPort(workload.podYaml, metrics);
  // A rule has refused pods without such a port.
  if (measured === undefined) throw new Error(`the pods of ${workload.name} have no named port for metrics`);
  return measured;
}
