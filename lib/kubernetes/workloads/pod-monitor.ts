import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { WORKLOAD_LABEL } from '../../specs/labels';
import { renderWorkloadLabels } from './placement';

/** Time between two collections, stated because the two operators have different defaults. */
export const METRICS_INTERVAL = '30s';

/** Requirement of the object: the API server refuses an apply where the definition is missing. */
const REQUIREMENT = 'monitoring.coreos.com/v1 PodMonitor (prometheus-operator 0.39.0 or newer)';

/** Properties of {@link addPodMonitor}. */
export interface PodMonitorProps {
  /** A cluster with a Prometheus of the operator; its `monitoring` has the labels by which that finds the object. */
  readonly cluster: ClusterSpec;
  /** The workload with the metrics: the object has its name and namespace. */
  readonly workload: { readonly name: string; readonly namespace: string };
  /** Name of the port with the metrics, and their path. */
  readonly endpoint: { readonly port: string; readonly path: string };
  /** Name of a metric that the Prometheus leaves out. @default - none */
  readonly droppedMetric?: string;
}

/**
 * Tells a Prometheus of the operator where the metrics of a workload's pods are. Their series have the name of the workload as their job.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 */
export function addPodMonitor(scope: Construct, props: PodMonitorProps): ApiObject {
  const { cluster, workload, endpoint, droppedMetric: regex } = props;
  const labels = renderWorkloadLabels(workload);
  const { stack } = cluster.monitoring;
  const metricRelabelings = [{ sourceLabels: ['__name__'], regex, action: 'drop' }];
  return new ApiObject(scope, 'Monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: {
      name: workload.name,
      namespace: workload.namespace,
      labels: { ...(stack.kind === 'operator' && stack.ruleLabels), ...labels },
      annotations: { 'keelson.dev/requires': REQUIREMENT },
    },
    spec: {
      selector: { matchLabels: labels },
      jobLabel: WORKLOAD_LABEL,
      podMetricsEndpoints: [
        { ...endpoint, interval: METRICS_INTERVAL, ...(regex !== undefined && { metricRelabelings }) },
      ],
    },
  });
}
