import { type App, Chart } from 'cdk8s';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import type { ChartRow } from './chart-table';
import { HandoverChart } from './handover-chart';

/** Adds the chart of a row, if the cluster needs it. */
export function addRow(app: App, row: ChartRow, cluster: ClusterSpec): void {
  if (!row.isNeeded(cluster)) return;
  const chart = row.isHandover === true ? new HandoverChart(app, row.id) : new Chart(app, row.id);
  row.fill(chart, cluster);
}
