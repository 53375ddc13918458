import type { App } from 'cdk8s';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import { addRow } from './add-row';
import { CHART_TABLE } from './chart-table';
import { serviceRows } from './service-rows';
import { trafficRows } from './traffic-rows';

/**
 * Adds the charts that a cluster needs: those that every cluster has, those for its teams, for the NodeTuner and for reboots, and one
 * for each of its services and three for each of its traffic daemons.
 */
export function addStandardCharts(app: App, cluster: AwsClusterSpec | GoogleClusterSpec): void {
  for (const row of [...CHART_TABLE, ...trafficRows(cluster), ...serviceRows(cluster)]) addRow(app, row, cluster);
}
