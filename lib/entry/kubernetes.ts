export { addStandardCharts } from '../charts/add-standard-charts';
export type { ChartBuilder } from '../charts/chart-builder';
export { ClusterChart } from '../charts/cluster-chart';
export type { ManifestFile } from '../charts/manifest-file';
export { NamespacesChart } from '../charts/namespaces-chart';
export { NodeTunerAccessChart } from '../charts/node-tuner-access-chart';
export { NodeTunerAlertsChart } from '../charts/node-tuner-alerts-chart';
export { NodeTunersChart } from '../charts/node-tuners-chart';
export { RebootAlertsChart } from '../charts/reboot-alerts-chart';
export { RebootCoordinatorAccessChart } from '../charts/reboot-coordinator-access-chart';
export { RebootCoordinatorsChart } from '../charts/reboot-coordinators-chart';
export { synthesizeCharts } from '../charts/synthesize-charts';
export { TeamsChart } from '../charts/teams-chart';
export { DefaultStorageClass } from '../kubernetes/cluster/default-storage-class';
export { PlatformNamespace } from '../kubernetes/cluster/platform-namespace';
export { PRIORITY_CLASS_NAMES, PriorityClasses } from '../kubernetes/cluster/priority-classes';
export { NodeTuner, type NodeTunerProps } from '../kubernetes/node-tuner/node-tuner';
export { NodeTunerAccess, type NodeTunerAccessProps } from '../kubernetes/node-tuner/node-tuner-access';
export { renderTunedGate, type TunedGate } from '../kubernetes/node-tuner/tuned-gate';
export { RebootCoordinator, type RebootCoordinatorProps } from '../kubernetes/reboot-coordinator/reboot-coordinator';
export {
  RebootCoordinatorAccess,
  type RebootCoordinatorAccessProps,
} from '../kubernetes/reboot-coordinator/reboot-coordinator-access';
export { type CoordinatedPool, coordinatedPools } from '../kubernetes/reboot-coordinator/reboot-coordinator-names';
export { TeamSpace } from '../kubernetes/teams/team-space';
export { DisruptionBudget, type DisruptionBudgetProps } from '../kubernetes/workloads/disruption-budget';
export {
  type Placement,
  renderPlacement,
  renderToleration,
  renderWorkloadLabels,
} from '../kubernetes/workloads/placement';
