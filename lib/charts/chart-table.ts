import type { Chart } from 'cdk8s';
import { ClusterAlerts } from '../kubernetes/alerts/cluster-alerts';
import { DefaultStorageClass, defaultDiskType } from '../kubernetes/cluster/default-storage-class';
import { NodeLabels } from '../kubernetes/cluster/node-labels';
import { PlatformNamespace } from '../kubernetes/cluster/platform-namespace';
import { PriorityClasses } from '../kubernetes/cluster/priority-classes';
import { ClusterAutoscaler } from '../kubernetes/cluster-autoscaler/cluster-autoscaler';
import { renderAutoscalerAlerts } from '../kubernetes/cluster-autoscaler/cluster-autoscaler-alerts';
import { ClusterAutoscalerMetrics } from '../kubernetes/cluster-autoscaler/cluster-autoscaler-metrics';
import { NodeTuner } from '../kubernetes/node-tuner/node-tuner';
import { NodeTunerAccess } from '../kubernetes/node-tuner/node-tuner-access';
import { renderNodeTunerAlerts } from '../kubernetes/node-tuner/node-tuner-alerts';
import { tunedPools } from '../kubernetes/node-tuner/node-tuner-names';
import { renderRebootAlerts } from '../kubernetes/reboot-coordinator/reboot-alerts';
import { RebootCoordinator } from '../kubernetes/reboot-coordinator/reboot-coordinator';
import { RebootCoordinatorAccess } from '../kubernetes/reboot-coordinator/reboot-coordinator-access';
import { coordinatedPools } from '../kubernetes/reboot-coordinator/reboot-coordinator-names';
import { TeamAdmission } from '../kubernetes/teams/team-admission';
import { TeamRoles } from '../kubernetes/teams/team-roles';
import { TeamSpace } from '../kubernetes/teams/team-space';
import { TerminationHandler } from '../kubernetes/termination-handler/termination-handler';
import { renderHandlerAlerts } from '../kubernetes/termination-handler/termination-handler-alerts';
import { TerminationHandlerMetrics } from '../kubernetes/termination-handler/termination-handler-metrics';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import { autoscaledCluster, installsAutoscaler } from '../specs/cluster/controllers/cluster-autoscaler-spec';
import { handledCluster, installsHandler } from '../specs/cluster/controllers/termination-handler-spec';

/** One row of {@link CHART_TABLE}. */
export interface ChartRow {
  /** Name of the chart's file, which begins with the two digits of its band; the name is part of the public contract. */
  readonly id: string;
  /** Whether the chart has any object for the cluster. A chart without objects is left out, because kubectl refuses an empty file. */
  readonly isNeeded: (cluster: ClusterSpec) => boolean;
  /** Adds the constructs whose objects the chart's file contains. */
  readonly fill: (chart: Chart, cluster: ClusterSpec) => void;
  /**
   * Whether the chart holds parts of objects of other charts, and is written into `handover/`.
   * @default false
   */
  readonly isHandover?: boolean;
}

/**
 * The standard charts of a cluster, in the order in which kubectl applies their files.
 *
 * Access is in band `00-`, so that a daemon never runs, and a team never starts a pod, before the policy that limits it. Alerts are
 * in band `80-`, because their custom resource definitions come from others: from the Prometheus operator, or from Google's managed
 * Prometheus.
 */
export const CHART_TABLE = [
  { id: '00-cluster', isNeeded: always, fill: addClusterObjects },
  {
    id: '00-namespaces',
    isNeeded: always,
    fill: (chart, cluster) => new PlatformNamespace(chart, 'Platform', { cluster }),
  },
  {
    id: '00-node-tuner-access',
    isNeeded: hasTunedPools,
    fill: (chart, cluster) => new NodeTunerAccess(chart, 'NodeTunerAccess', { cluster }),
  },
  {
    id: '00-reboot-coordinator-access',
    isNeeded: hasCoordinatedPools,
    fill: (chart, cluster) => new RebootCoordinatorAccess(chart, 'RebootCoordinatorAccess', { cluster }),
  },
  {
    id: '00-team-admission',
    isNeeded: hasTeams,
    fill: (chart, cluster) => new TeamAdmission(chart, 'TeamAdmission', { cluster }),
  },
  { id: '00-teams', isNeeded: hasTeams, fill: addTeamSpaces },
  { id: '20-node-tuner', isNeeded: hasTunedPools, fill: addNodeTuners },
  { id: '20-reboot-coordinator', isNeeded: hasCoordinatedPools, fill: addRebootCoordinators },
  { id: '30-cluster-autoscaler', isNeeded: installsAutoscaler, fill: addClusterAutoscaler },
  { id: '30-termination-handler', isNeeded: installsHandler, fill: addTerminationHandler },
  { id: '80-cluster-autoscaler-alerts', isNeeded: installsAutoscaler, fill: addAutoscalerAlerts },
  {
    id: '80-cluster-autoscaler-metrics',
    isNeeded: installsAutoscaler,
    fill: (chart, cluster) => new ClusterAutoscalerMetrics(chart, 'ClusterAutoscalerMetrics', { cluster }),
  },
  { id: '80-node-tuner-alerts', isNeeded: hasTunedPools, fill: addNodeTunerAlerts },
  { id: '80-reboot-alerts', isNeeded: hasCoordinatedPools, fill: addRebootAlerts },
  { id: '80-termination-handler-alerts', isNeeded: installsHandler, fill: addHandlerAlerts },
  {
    id: '80-termination-handler-metrics',
    isNeeded: installsHandler,
    fill: (chart, cluster) => new TerminationHandlerMetrics(chart, 'TerminationHandlerMetrics', { cluster }),
  },
] as const satisfies readonly ChartRow[];

/** Id of a standard chart. */
export type StandardChartId = (typeof CHART_TABLE)[number]['id'];

function always(): boolean {
  return true;
}

function hasTeams(cluster: ClusterSpec): boolean {
  return cluster.teams.length > 0;
}

function hasTunedPools(cluster: ClusterSpec): boolean {
  return tunedPools(cluster).length > 0;
}

function hasCoordinatedPools(cluster: ClusterSpec): boolean {
  return coordinatedPools(cluster).length > 0;
}

/**
 * Adds the objects without a namespace: priority classes, the roles that teams are bound to, the policy that limits the labels of
 * nodes, and the default StorageClass where the cloud has none that fits.
 */
function addClusterObjects(chart: Chart, cluster: ClusterSpec): void {
  new PriorityClasses(chart, 'PriorityClasses');
  new TeamRoles(chart, 'TeamRoles');
  new NodeLabels(chart, 'NodeLabels');
  const diskType = defaultDiskType(cluster);
  if (diskType !== undefined) new DefaultStorageClass(chart, 'DefaultStorageClass', { diskType });
}

function addTeamSpaces(chart: Chart, cluster: ClusterSpec): void {
  for (const team of cluster.teams) new TeamSpace(chart, team.name, { cluster, team });
}

function addNodeTuners(chart: Chart, cluster: ClusterSpec): void {
  for (const pool of tunedPools(cluster)) new NodeTuner(chart, pool.name, { cluster, pool });
}

function addRebootCoordinators(chart: Chart, cluster: ClusterSpec): void {
  for (const coordinated of coordinatedPools(cluster)) {
    new RebootCoordinator(chart, coordinated.pool.name, coordinated);
  }
}

function addClusterAutoscaler(chart: Chart, cluster: ClusterSpec): void {
  const autoscaled = autoscaledCluster(cluster);
  if (autoscaled !== undefined) new ClusterAutoscaler(chart, 'ClusterAutoscaler', autoscaled);
}

function addAutoscalerAlerts(chart: Chart, cluster: ClusterSpec): void {
  const groups = renderAutoscalerAlerts(cluster);
  new ClusterAlerts(chart, 'ClusterAutoscalerAlerts', { cluster, name: 'cluster-autoscaler-alerts', groups });
}

function addTerminationHandler(chart: Chart, cluster: ClusterSpec): void {
  const handled = handledCluster(cluster);
  if (handled !== undefined) new TerminationHandler(chart, 'TerminationHandler', handled);
}

function addNodeTunerAlerts(chart: Chart, cluster: ClusterSpec): void {
  const groups = renderNodeTunerAlerts(cluster);
  new ClusterAlerts(chart, 'NodeTunerAlerts', { cluster, name: 'node-tuner-alerts', groups });
}

function addRebootAlerts(chart: Chart, cluster: ClusterSpec): void {
  const groups = renderRebootAlerts(cluster);
  new ClusterAlerts(chart, 'RebootAlerts', { cluster, name: 'reboot-alerts', groups });
}

function addHandlerAlerts(chart: Chart, cluster: ClusterSpec): void {
  const groups = renderHandlerAlerts(cluster);
  new ClusterAlerts(chart, 'HandlerAlerts', { cluster, name: 'termination-handler-alerts', groups });
}
