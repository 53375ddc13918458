import { ClusterAlerts } from '../kubernetes/alerts/cluster-alerts';
import { renderTrafficAlerts, trafficAlertsName } from '../kubernetes/traffic-daemon/traffic-alerts';
import { TrafficDaemon } from '../kubernetes/traffic-daemon/traffic-daemon';
import { TrafficMetrics } from '../kubernetes/traffic-daemon/traffic-metrics';
import { TrafficSpace } from '../kubernetes/traffic-daemon/traffic-space';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import type { DaemonTraffic } from '../specs/ingress/ingress-spec';
import type { ChartRow } from './chart-table';

/** Id of a chart of one traffic daemon: its namespace with the admission policy, its proxies, the alerts on them, or where their metrics are. */
export type TrafficChartId =
  | `00-traffic-${string}`
  | `20-traffic-${string}-${string}`
  | `80-traffic-${string}-${string}-alerts`
  | `80-traffic-${string}-${string}-metrics`;

/**
 * The charts of the traffic daemons of a cluster that are behind an ingress. Namespace and policy are in band 00, so that no proxy starts
 * before the policy that limits it.
 */
export function trafficRows({ traffic }: Pick<ClusterSpec, 'traffic'>): readonly ChartRow[] {
  return traffic.flatMap((each) => [spaceRow(each), daemonRow(each), alertsRow(each), metricsRow(each)]);
}

function spaceRow({ daemon }: DaemonTraffic): ChartRow {
  return {
    id: `00-traffic-${daemon.namespace}` satisfies TrafficChartId,
    isNeeded: () => true,
    fill: (chart, cluster) => new TrafficSpace(chart, 'Space', { cluster, daemon }),
  };
}

function daemonRow(traffic: DaemonTraffic): ChartRow {
  const { namespace, name } = traffic.daemon;
  return {
    id: `20-traffic-${namespace}-${name}` satisfies TrafficChartId,
    isNeeded: () => true,
    fill: (chart, cluster) => new TrafficDaemon(chart, 'Daemon', { cluster, traffic }),
  };
}

/** The row is in band 80, because the definition of the object comes from others, as that of every alert does. */
function alertsRow(traffic: DaemonTraffic): ChartRow {
  const { namespace, name } = traffic.daemon;
  return {
    id: `80-traffic-${namespace}-${name}-alerts` satisfies TrafficChartId,
    isNeeded: () => true,
    fill: (chart, cluster) => {
      const groups = renderTrafficAlerts(cluster, traffic);
      new ClusterAlerts(chart, 'Alerts', { cluster, name: trafficAlertsName(traffic.daemon), groups });
    },
  };
}

/** The row is in band 80, because the definitions of the objects come from the operator of the Prometheus. */
function metricsRow(traffic: DaemonTraffic): ChartRow {
  const { namespace, name } = traffic.daemon;
  return {
    id: `80-traffic-${namespace}-${name}-metrics` satisfies TrafficChartId,
    isNeeded: () => true,
    fill: (chart, cluster) => new TrafficMetrics(chart, 'Metrics', { cluster, traffic }),
  };
}
