import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { PLATFORM_NAMESPACE, WORKLOAD_LABEL } from '../../specs/labels';
import { METRICS_INTERVAL, POD_MONITOR_REQUIREMENT } from '../workloads/metrics-collection';
import { renderWorkloadLabels } from '../workloads/placement';

/** Properties of {@link TerminationHandlerMetrics}. */
export interface TerminationHandlerMetricsProps {
  /** A cluster on AWS; its `monitoring` has the labels by which its Prometheus finds the object. */
  readonly cluster: ClusterSpec;
}

/** Metric with a series for each node and each event, which never goes; `actions_total` tells the same without them. */
const UNBOUNDED_METRIC = 'actions_node_total';

/**
 * Tells the cluster's Prometheus where the metrics of the handler are: `actions_total`, `events_error_total` and others.
 *
 * @see https://github.com/aws/aws-node-termination-handler/blob/v1.25.6/pkg/observability/opentelemetry.go
 */
export class TerminationHandlerMetrics extends Construct {
  /** The PodMonitor. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: TerminationHandlerMetricsProps) {
    super(scope, id);
    const labels = renderWorkloadLabels({ name: TERMINATION_HANDLER });
    const { stack } = cluster.monitoring;
    const metricRelabelings = [{ sourceLabels: ['__name__'], regex: UNBOUNDED_METRIC, action: 'drop' }];
    this.resource = new ApiObject(this, 'Monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: {
        name: TERMINATION_HANDLER,
        namespace: PLATFORM_NAMESPACE,
        // A cluster on AWS has no other stack than the operator.
        labels: { ...(stack.kind === 'operator' && stack.ruleLabels), ...labels },
        annotations: { 'keelson.dev/requires': POD_MONITOR_REQUIREMENT },
      },
      spec: {
        selector: { matchLabels: labels },
        jobLabel: WORKLOAD_LABEL,
        podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: METRICS_INTERVAL, metricRelabelings }],
      },
    });
  }
}
