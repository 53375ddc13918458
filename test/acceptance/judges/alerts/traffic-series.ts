import type { AlertCase, FiringAlert } from './alert-case';

/** Alerts of a traffic daemon as people receive them. */
export type Fires = (
  severity: string,
  more?: { readonly labels?: Readonly<Record<string, string>>; readonly percentage?: string; readonly value?: string },
) => FiringAlert;

/** What the cases of one alert need. */
export interface TrafficCaseProps {
  readonly quiet: AlertCase['series'];
  readonly fires: Fires;
  /** Version of the applied routes. */
  readonly version: string;
}

/** Labels of the proxies, as the PodMonitor gives them. */
const OWN = 'namespace="edge",job="proxy"';

/** Nodes of the proxies. */
const NODES = ['a', 'b', 'c'] as const;

/** A metric of the DaemonSet in kube-state-metrics. */
export function pods(metric: string): string {
  return `kube_daemonset_status_${metric}{namespace="edge",daemonset="proxy"}`;
}

/** A metric of the proxy on a node. */
export function own(metric: string, node = 'a', labels = ''): string {
  return `${metric}{${OWN},pod="${node}"${labels === '' ? '' : `,${labels}`}}`;
}

/** A metric of a proxy on the requests of all services, or of one. */
export function requests(metric: string, labels: string, node = 'a'): string {
  return own(`haproxy_${metric}`, node, labels);
}

/** Service of the cases, as its backend is named. */
export const SERVICE = 'video.api.0a1b2c';

/** Label of the service. */
export const OF_SERVICE = `proxy="${SERVICE}"`;

/** Label of the frontend of the requests. */
export const OF_HTTP = 'proxy="http"';

const CODE = 'code="5xx"';

/** Proxies of HAProxy with little to do and nothing wrong, for some minutes; `version` is that of their routes. */
export function quietTraffic(version: string, minutes = 100): AlertCase['series'] {
  const steady = (value: number) => `${value}x${minutes}`;
  const growing = (by: number) => `0+${by}x${minutes}`;
  const ofDaemon = Object.fromEntries(
    ['desired_number_scheduled', 'number_ready', 'updated_number_scheduled'].map((each) => [pods(each), steady(3)]),
  );
  const ofNodes = NODES.map((node) => ({
    [own('haproxy_process_uptime_seconds', node)]: growing(60),
    [own('haproxy_process_description', node, `desc="${version}"`)]: steady(1),
    [own('haproxy_frontend_current_sessions', node, OF_HTTP)]: steady(100),
    [own('haproxy_frontend_limit_sessions', node, OF_HTTP)]: steady(1000),
    [own('haproxy_resolver_sent', node, 'resolver="cluster"')]: growing(120),
    [own('haproxy_resolver_valid', node, 'resolver="cluster"')]: growing(100),
    [own('haproxy_resolver_nx', node, 'resolver="cluster"')]: growing(10),
    [own('haproxy_resolver_any_err', node, 'resolver="cluster"')]: growing(10),
    [own('haproxy_frontend_http_requests_total', node, OF_HTTP)]: growing(1200),
    [own('haproxy_frontend_http_responses_total', node, `${OF_HTTP},${CODE}`)]: growing(12),
    [own('haproxy_backend_http_requests_total', node, OF_SERVICE)]: growing(1200),
    [own('haproxy_backend_http_responses_total', node, `${OF_SERVICE},${CODE}`)]: growing(12),
    [own('haproxy_backend_active_servers', node, OF_SERVICE)]: steady(4),
    [own('haproxy_backend_retry_warnings_total', node, OF_SERVICE)]: growing(3),
    [own('haproxy_backend_redispatch_warnings_total', node, OF_SERVICE)]: growing(3),
  }));
  return Object.assign({}, ofDaemon, ...ofNodes) as AlertCase['series'];
}

/** The same series of every node. */
export function onNodes(series: (node: string) => AlertCase['series']): AlertCase['series'] {
  return Object.assign({}, ...NODES.map(series)) as AlertCase['series'];
}
