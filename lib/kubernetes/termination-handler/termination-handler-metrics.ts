import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { addPodMonitor } from '../workloads/pod-monitor';

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
    this.resource = addPodMonitor(this, {
      cluster,
      workload: { name: TERMINATION_HANDLER, namespace: PLATFORM_NAMESPACE },
      endpoint: { port: 'metrics', path: '/metrics' },
      droppedMetric: UNBOUNDED_METRIC,
    });
  }
}
