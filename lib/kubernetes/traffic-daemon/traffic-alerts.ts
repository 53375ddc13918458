import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { DaemonTraffic } from '../../specs/ingress/ingress-spec';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import type { RuleGroup } from '../alerts/alert-rules';
import { renderAlerts } from '../alerts/render-alerts';
import { CONNECTION_ALERTS } from './traffic-connection-alerts';
import { NAME_ALERTS, PROXY_ALERTS, ROUTE_ALERTS } from './traffic-proxy-alerts';
import { REQUEST_ALERTS } from './traffic-request-alerts';
import { type TrafficAlert, trafficSeriesOf } from './traffic-series';

/** Name of the object with the alerts on a traffic daemon. */
export function trafficAlertsName({ namespace, name }: Pick<TrafficDaemonSpec, 'namespace' | 'name'>): string {
  return `traffic-${namespace}-${name}-alerts`;
}

/**
 * Alerts of a cluster on one of its traffic daemons: on its proxies, their routes, their connections, and on the requests to services.
 *
 * The alerts read the metrics of the proxies and kube-state-metrics; a source that is missing raises an alert itself. nginx has neither
 * metrics of requests nor of services, so that its daemons have no alerts on these.
 *
 * No alert asks for a queue, because a proxy limits no connections to a pod and so queues nothing, nor for former processes, because their
 * metrics are not those that a scrape meets; `shutdown.drainSeconds` ends them.
 *
 * @see https://github.com/haproxy/haproxy/blob/v3.2.0/addons/promex/README
 */
export function renderTrafficAlerts(cluster: ClusterSpec, traffic: DaemonTraffic): readonly RuleGroup[] {
  const { namespace, name, proxy } = traffic.daemon;
  const series = trafficSeriesOf(cluster, traffic);
  const daemon = `${namespace}/${name}`;
  const render = (alerts: readonly TrafficAlert[]) => {
    return alerts.map((alert) => alert(series)).map((alert) => ({ ...alert, labels: { ...alert.labels, daemon } }));
  };
  const isHaproxy = proxy.kind === 'haproxy';
  return renderAlerts(cluster, `traffic-${namespace}-${name}`, {
    proxies: render(PROXY_ALERTS),
    routes: render(ROUTE_ALERTS),
    connections: render(CONNECTION_ALERTS),
    names: render(isHaproxy ? NAME_ALERTS : []),
    requests: render(isHaproxy ? REQUEST_ALERTS : []),
  });
}
