import type { App } from 'cdk8s';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import { needsTuner } from '../specs/kernel/kernel-plan';
import { ClusterChart } from './cluster-chart';
import { NamespacesChart } from './namespaces-chart';
import { NodeTunerAccessChart } from './node-tuner-access-chart';
import { NodeTunerAlertsChart } from './node-tuner-alerts-chart';
import { NodeTunersChart } from './node-tuners-chart';
import { RebootAlertsChart } from './reboot-alerts-chart';
import { RebootCoordinatorAccessChart } from './reboot-coordinator-access-chart';
import { RebootCoordinatorsChart } from './reboot-coordinators-chart';
import { TeamsChart } from './teams-chart';

/** Adds the charts that every cluster has, band `00-`, and where a pool needs them those of the NodeTuner and of reboots. */
export function addStandardCharts(app: App, cluster: AwsClusterSpec | GoogleClusterSpec): void {
  new ClusterChart(app, cluster);
  new NamespacesChart(app, cluster);
  // A cluster without teams would leave an empty file behind, which kubectl refuses; so it is with what no pool needs.
  if (cluster.teams.length > 0) new TeamsChart(app, cluster);
  if (cluster.pools.some((pool) => needsTuner(pool.kernel))) {
    new NodeTunerAccessChart(app, cluster);
    new NodeTunersChart(app, cluster);
    new NodeTunerAlertsChart(app, cluster);
  }
  if (cluster.pools.some((pool) => pool.reboots?.kind === 'coordinated')) {
    new RebootCoordinatorAccessChart(app, cluster);
    new RebootCoordinatorsChart(app, cluster);
    new RebootAlertsChart(app, cluster);
  }
}
