import type { App } from 'cdk8s';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import { CHART_TABLE } from './chart-table';
import { standardChart } from './standard-chart';

/** Adds the charts that a cluster needs: those that every cluster has, and those for its teams, for the NodeTuner and for reboots. */
export function addStandardCharts(app: App, cluster: AwsClusterSpec | GoogleClusterSpec): void {
  for (const { id } of CHART_TABLE) standardChart(id)(app, cluster);
}
