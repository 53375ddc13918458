import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { CLUSTER_AUTOSCALER } from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE, WORKLOAD_LABEL } from '../../specs/labels';
import { METRICS_INTERVAL, POD_MONITOR_REQUIREMENT } from '../workloads/metrics-collection';
import { renderWorkloadLabels } from '../workloads/placement';

/** Properties of {@link ClusterAutoscalerMetrics}. */
export interface ClusterAutoscalerMetricsProps {
  /** A cluster on AWS; its `monitoring` has the labels by which its Prometheus finds the object. */
  readonly cluster: ClusterSpec;
}

/**
 * Tells the cluster's Prometheus where the metrics of the autoscaler are: `cluster_autoscaler_unschedulable_pods_count`,
 * `cluster_autoscaler_cluster_safe_to_autoscale` and others.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/proposals/metrics.md
 */
export class ClusterAutoscalerMetrics extends Construct {
  /** The PodMonitor. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: ClusterAutoscalerMetricsProps) {
    super(scope, id);
    const labels = renderWorkloadLabels({ name: CLUSTER_AUTOSCALER });
    const { stack } = cluster.monitoring;
    this.resource = new ApiObject(this, 'Monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: {
        name: CLUSTER_AUTOSCALER,
        namespace: PLATFORM_NAMESPACE,
        // A cluster on AWS has no other stack than the operator.
        labels: { ...(stack.kind === 'operator' && stack.ruleLabels), ...labels },
        annotations: { 'keelson.dev/requires': POD_MONITOR_REQUIREMENT },
      },
      spec: {
        selector: { matchLabels: labels },
        jobLabel: WORKLOAD_LABEL,
        podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: METRICS_INTERVAL }],
      },
    });
  }
}
