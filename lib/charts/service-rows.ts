import { NodeEntitiesPolicy, openedToNodes } from '../kubernetes/ingress/node-entities-policy';
import { DeployedService } from '../kubernetes/workloads/deployed-service';
import { HandoverStub } from '../kubernetes/workloads/handover-stub';
import { hasMetrics, MetricsCollection } from '../kubernetes/workloads/metrics-collection';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import { isScaled } from '../specs/workload/replicas/replica-counts';
import { type ServiceSpec, servicesOf } from '../specs/workload/workload-spec';
import type { ChartRow } from './chart-table';

/** Id of a chart of one service: its objects, its number of pods while it is handed over, where its metrics are, or who reaches its pods. */
export type ServiceChartId =
  | `60-${string}-${string}`
  | `80-${string}-${string}-metrics`
  | `80-${string}-${string}-hosts`;

/**
 * The charts of the services of a cluster. Each service has a chart of its own, because a chart of a whole team would apply the
 * neighbours of a service with every release.
 */
export function serviceRows(cluster: ClusterSpec): readonly ChartRow[] {
  return servicesOf(cluster).flatMap((workload) => [
    serviceRow(workload),
    ...handoverRow(workload),
    ...metricsRow(workload),
    ...hostsRow(cluster, workload),
  ]);
}

function serviceRow(workload: ServiceSpec): ChartRow {
  return {
    id: `60-${workload.namespace}-${workload.name}` satisfies ServiceChartId,
    isNeeded: () => true,
    fill: (chart, cluster) => new DeployedService(chart, 'Service', { cluster, workload }),
  };
}

/** The row exists only while the Deployment of a service is handed to its autoscaler. */
function handoverRow(workload: ServiceSpec): readonly ChartRow[] {
  if (!isScaled(workload) || !workload.replicas.handover) return [];
  return [
    {
      id: `60-${workload.namespace}-${workload.name}-handover` satisfies ServiceChartId,
      isNeeded: () => true,
      fill: (chart) => new HandoverStub(chart, 'Handover', { workload }),
      isHandover: true,
    },
  ];
}

/** The row is in band 80, because the definitions of the objects come from the operator of the Prometheus. */
function metricsRow(workload: ServiceSpec): readonly ChartRow[] {
  if (!hasMetrics(workload)) return [];
  return [
    {
      id: `80-${workload.namespace}-${workload.name}-metrics` satisfies ServiceChartId,
      isNeeded: () => true,
      fill: (chart, cluster) => new MetricsCollection(chart, 'Metrics', { cluster, workload }),
    },
  ];
}

/** The row is in band 80, because GKE brings the definition of the object, where the cluster's argument for it is on. */
function hostsRow(cluster: ClusterSpec, workload: ServiceSpec): readonly ChartRow[] {
  const service = openedToNodes(cluster, workload);
  if (service === undefined) return [];
  return [
    {
      id: `80-${workload.namespace}-${workload.name}-hosts` satisfies ServiceChartId,
      isNeeded: () => true,
      fill: (chart) => new NodeEntitiesPolicy(chart, 'Hosts', { service }),
    },
  ];
}
