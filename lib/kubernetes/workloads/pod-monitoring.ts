import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { renderWorkloadLabels } from './placement';
import { METRICS_INTERVAL, type PodMonitorProps } from './pod-monitor';

/** Requirement of the object for Google's managed Prometheus. */
const REQUIREMENT = "monitoring.googleapis.com/v1 PodMonitoring (GKE with Google's managed Prometheus switched on)";

/**
 * Tells Google's managed Prometheus where the metrics of a workload's pods are.
 *
 * @see https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed
 */
export function addPodMonitoring(
  scope: Construct,
  { workload, endpoint }: Pick<PodMonitorProps, 'workload' | 'endpoint'>,
): ApiObject {
  const labels = { ...renderWorkloadLabels(workload) };
  return new ApiObject(scope, 'Monitoring', {
    apiVersion: 'monitoring.googleapis.com/v1',
    kind: 'PodMonitoring',
    metadata: {
      name: workload.name,
      namespace: workload.namespace,
      labels,
      annotations: { 'keelson.dev/requires': REQUIREMENT },
    },
    spec: { selector: { matchLabels: labels }, endpoints: [{ ...endpoint, interval: METRICS_INTERVAL }] },
  });
}
