import { refuse } from '../values/refuse';
import { addRow } from './add-row';
import type { ChartBuilder } from './chart-builder';
import { CHART_TABLE, type StandardChartId } from './chart-table';
import { type ServiceChartId, serviceRows } from './service-rows';
import { type TrafficChartId, trafficRows } from './traffic-rows';

/** The id of a chart of one service or of one traffic daemon, apart from their names. */
const OF_A_WORKLOAD = /^(00-traffic-.+|20-traffic-.+-.+|60-.+-.+|80-.+-.+-(alerts|metrics|hosts))$/;

/**
 * Builder of a single standard chart: `synthesizeCharts(cluster, [standardChart('80-reboot-alerts')])`, or of the chart of a service:
 * `standardChart('60-shop-cart')`, or of a traffic daemon: `standardChart('20-traffic-edge-proxy')`.
 *
 * The builder adds nothing to a cluster that does not need the chart. `addStandardCharts` adds the same chart, therefore an app
 * uses either that builder or this one; cdk8s refuses two charts with one id.
 *
 * @throws ConfigError for an id that no standard chart has.
 */
export function standardChart(id: StandardChartId | ServiceChartId | TrafficChartId): ChartBuilder {
  const isFixed = CHART_TABLE.some((each) => each.id === id);
  if (!isFixed && !OF_A_WORKLOAD.test(id)) {
    const ids = [
      ...CHART_TABLE.map((each) => each.id),
      '60-<namespace>-<service>',
      '20-traffic-<namespace>-<daemon>',
    ].join(', ');
    return refuse('id', `be one of ${ids}`, id, 'add a chart of your own with your own ChartBuilder');
  }
  return (app, cluster) => {
    const row = [...CHART_TABLE, ...trafficRows(cluster), ...serviceRows(cluster)].find((each) => each.id === id);
    if (row !== undefined) addRow(app, row, cluster);
  };
}
