import { refuse } from '../values/refuse';
import { addRow } from './add-row';
import type { ChartBuilder } from './chart-builder';
import { CHART_TABLE, type StandardChartId } from './chart-table';
import { type ServiceChartId, serviceRows } from './service-rows';

/** The id of a chart of one service, apart from its names. */
const OF_A_SERVICE = /^(60-.+-.+|80-.+-.+-metrics)$/;

/**
 * Builder of a single standard chart: `synthesizeCharts(cluster, [standardChart('80-reboot-alerts')])`, or of the chart of a service:
 * `standardChart('60-shop-cart')`.
 *
 * The builder adds nothing to a cluster that does not need the chart. `addStandardCharts` adds the same chart, therefore an app
 * uses either that builder or this one; cdk8s refuses two charts with one id.
 *
 * @throws ConfigError for an id that no standard chart has.
 */
export function standardChart(id: StandardChartId | ServiceChartId): ChartBuilder {
  const isFixed = CHART_TABLE.some((each) => each.id === id);
  if (!isFixed && !OF_A_SERVICE.test(id)) {
    const ids = [...CHART_TABLE.map((each) => each.id), '60-<namespace>-<service>'].join(', ');
    return refuse('id', `be one of ${ids}`, id, 'add a chart of your own with your own ChartBuilder');
  }
  return (app, cluster) => {
    const row = [...CHART_TABLE, ...serviceRows(cluster)].find((each) => each.id === id);
    if (row !== undefined) addRow(app, row, cluster);
  };
}
