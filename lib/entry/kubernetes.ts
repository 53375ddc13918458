export { addStandardCharts } from '../charts/add-standard-charts';
export type { ChartBuilder } from '../charts/chart-builder';
export type { StandardChartId } from '../charts/chart-table';
export type { ManifestFile } from '../charts/manifest-file';
export type { ServiceChartId } from '../charts/service-rows';
export { standardChart } from '../charts/standard-chart';
export { synthesizeCharts } from '../charts/synthesize-charts';
export type { TrafficChartId } from '../charts/traffic-rows';
export {
  type DefaultDiskType,
  DefaultStorageClass,
  type DefaultStorageClassProps,
} from '../kubernetes/cluster/default-storage-class';
export { NodeLabels } from '../kubernetes/cluster/node-labels';
export { PlatformNamespace } from '../kubernetes/cluster/platform-namespace';
export { PRIORITY_CLASS_NAMES, PriorityClasses } from '../kubernetes/cluster/priority-classes';
export { ClusterAutoscaler, type ClusterAutoscalerProps } from '../kubernetes/cluster-autoscaler/cluster-autoscaler';
export {
  ClusterAutoscalerAccess,
  type ClusterAutoscalerAccessProps,
} from '../kubernetes/cluster-autoscaler/cluster-autoscaler-access';
export {
  ClusterAutoscalerMetrics,
  type ClusterAutoscalerMetricsProps,
} from '../kubernetes/cluster-autoscaler/cluster-autoscaler-metrics';
export { NodeEntitiesPolicy, type NodeEntitiesPolicyProps } from '../kubernetes/ingress/node-entities-policy';
export { NodeTuner, type NodeTunerProps } from '../kubernetes/node-tuner/node-tuner';
export { NodeTunerAccess, type NodeTunerAccessProps } from '../kubernetes/node-tuner/node-tuner-access';
export { renderTunedGate, type TunedGate } from '../kubernetes/node-tuner/tuned-gate';
export { RebootCoordinator, type RebootCoordinatorProps } from '../kubernetes/reboot-coordinator/reboot-coordinator';
export {
  RebootCoordinatorAccess,
  type RebootCoordinatorAccessProps,
} from '../kubernetes/reboot-coordinator/reboot-coordinator-access';
export { type CoordinatedPool, coordinatedPools } from '../kubernetes/reboot-coordinator/reboot-coordinator-names';
export { TeamAdmission, type TeamAdmissionProps } from '../kubernetes/teams/team-admission';
export { TeamSpace } from '../kubernetes/teams/team-space';
export {
  TerminationHandler,
  type TerminationHandlerProps,
} from '../kubernetes/termination-handler/termination-handler';
export { TerminationHandlerAccess } from '../kubernetes/termination-handler/termination-handler-access';
export {
  TerminationHandlerMetrics,
  type TerminationHandlerMetricsProps,
} from '../kubernetes/termination-handler/termination-handler-metrics';
export { TrafficDaemon, type TrafficDaemonProps } from '../kubernetes/traffic-daemon/traffic-daemon';
export { TrafficMetrics } from '../kubernetes/traffic-daemon/traffic-metrics';
export { TrafficSpace, type TrafficSpaceProps } from '../kubernetes/traffic-daemon/traffic-space';
export { DeployedService, type DeployedServiceProps } from '../kubernetes/workloads/deployed-service';
export { DisruptionBudget, type DisruptionBudgetProps } from '../kubernetes/workloads/disruption-budget';
export { MetricsCollection, type MetricsCollectionProps } from '../kubernetes/workloads/metrics-collection';
export {
  type Placement,
  renderPlacement,
  renderToleration,
  renderWorkloadLabels,
} from '../kubernetes/workloads/placement';
export { PodAutoscaler, type PodAutoscalerProps, type ScaledWorkload } from '../kubernetes/workloads/pod-autoscaler';
