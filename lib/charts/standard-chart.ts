import { Chart } from 'cdk8s';
import { refuse } from '../values/refuse';
import type { ChartBuilder } from './chart-builder';
import { CHART_TABLE, type StandardChartId } from './chart-table';

/**
 * Builder of a single standard chart: `synthesizeCharts(cluster, [standardChart('80-reboot-alerts')])`.
 *
 * The builder adds nothing to a cluster that does not need the chart. `addStandardCharts` adds the same chart, therefore an app
 * uses either that builder or this one; cdk8s refuses two charts with one id.
 *
 * @throws ConfigError for an id that no standard chart has.
 */
export function standardChart(id: StandardChartId): ChartBuilder {
  const row = CHART_TABLE.find((each) => each.id === id);
  if (row === undefined) {
    const ids = CHART_TABLE.map((each) => each.id).join(', ');
    return refuse('id', `be one of ${ids}`, id, 'add a chart of your own with your own ChartBuilder');
  }
  return (app, cluster) => {
    if (row.isNeeded(cluster)) row.fill(new Chart(app, id), cluster);
  };
}
