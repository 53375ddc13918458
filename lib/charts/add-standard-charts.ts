import type { App } from 'cdk8s';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster-spec';
import { ClusterChart } from './cluster-chart';
import { NamespacesChart } from './namespaces-chart';
import { TeamsChart } from './teams-chart';

/** Adds the charts that every cluster has: band `00-`. */
export function addStandardCharts(app: App, cluster: AwsClusterSpec | GoogleClusterSpec): void {
  new ClusterChart(app, cluster);
  new NamespacesChart(app, cluster);
  // A cluster without teams would leave an empty file behind, which kubectl refuses.
  if (cluster.teams.length > 0) new TeamsChart(app, cluster);
}
