import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { CLUSTER_AUTOSCALER } from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { addPodMonitor } from '../workloads/pod-monitor';

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
    this.resource = addPodMonitor(this, {
      cluster,
      workload: { name: CLUSTER_AUTOSCALER, namespace: PLATFORM_NAMESPACE },
      endpoint: { port: 'metrics', path: '/metrics' },
    });
  }
}
