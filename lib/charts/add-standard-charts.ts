import type { App } from 'cdk8s';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster-spec';
import { ClusterChart } from './cluster-chart';
import { NamespacesChart } from './namespaces-chart';
import { NodeTunerAccessChart } from './node-tuner-access-chart';
import { NodeTunerAlertsChart } from './node-tuner-alerts-chart';
import { NodeTunersChart } from './node-tuners-chart';
import { TeamsChart } from './teams-chart';

/** Adds the charts that every cluster has, band `00-`, and where a pool needs it those of the NodeTuner. */
export function addStandardCharts(app: App, cluster: AwsClusterSpec | GoogleClusterSpec): void {
  new ClusterChart(app, cluster);
  new NamespacesChart(app, cluster);
  // A cluster without teams would leave an empty file behind, which kubectl refuses.
  if (cluster.teams.length > 0) new TeamsChart(app, cluster);
  if (!cluster.pools.some((pool) => pool.kernel.needsTuner)) return;
  new NodeTunerAccessChart(app, cluster);
  new NodeTunersChart(app, cluster);
  new NodeTunerAlertsChart(app, cluster);
}
