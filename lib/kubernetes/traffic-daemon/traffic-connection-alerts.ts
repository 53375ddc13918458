import type { Alert, AlertSeverity } from '../alerts/alert';
import type { TrafficAlert, TrafficSeries } from './traffic-series';

/** Renders the share of its connections that the fullest proxy has taken. */
function fullest({ daemon, own }: TrafficSeries): string {
  if (daemon.proxy.kind === 'nginx') {
    return `max(${own('nginx_connections', { state: 'active' })}) / ${daemon.proxy.maxConnections}`;
  }
  const http = { proxy: 'http' };
  return `max(${own('haproxy_frontend_current_sessions', http)} / ${own('haproxy_frontend_limit_sessions', http)})`;
}

function nearLimit(series: TrafficSeries, severity: AlertSeverity, share: number): Alert {
  const { namespace, name, proxy, hostPorts } = series.daemon;
  return {
    name: 'TrafficConnectionsNearLimit',
    severity,
    expr: `${fullest(series)} > ${share}`,
    for: '5m',
    summary: `A proxy of ${namespace}/${name} has taken {{ $value | humanizePercentage }} of its ${proxy.maxConnections} connections for 5 minutes`,
    meaning: `At the limit it takes no more on port ${hostPorts.http}, while its health port still answers, so that the balancer goes on sending to it.`,
    remedy:
      'If all proxies have many, give the pools more nodes. If it is one, look why the balancer prefers it: few proxies ready in its zone, or ' +
      'clients with long connections that came when there were fewer nodes. proxy.maxConnections can be raised where memory and the load ' +
      'of the pool allow it; that rolls the pods.',
  };
}

/** Alerts on how many connections the proxies have. */
export const CONNECTION_ALERTS: readonly TrafficAlert[] = [
  (series) => nearLimit(series, 'ticket', 0.75),
  (series) => nearLimit(series, 'page', 0.9),
];
