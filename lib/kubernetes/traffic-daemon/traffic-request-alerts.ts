import type { Alert, AlertSeverity } from '../alerts/alert';
import type { LabelMatch } from '../alerts/select-series';
import { logsOf, type TrafficAlert, type TrafficSeries } from './traffic-series';

/** Share of failed requests from which on something is wrong. */
const MOST_ERRORS = 0.05;

/** Share of requests that need a second try, and need none where pods leave in order. */
const MOST_RETRIES = 0.01;

/** Requests per second of all services together, and of a single one, below which a share says nothing. */
const LEAST_REQUESTS = { all: 1, service: 0.2 } as const;

/** Renders a rate of the requests of each service. */
function perService({ own }: TrafficSeries, metric: string, labels?: Readonly<Record<string, LabelMatch>>): string {
  return `sum by (proxy) (rate(${own(`haproxy_backend_${metric}`, labels)}[5m]))`;
}

/**
 * Renders an alert on a service that proxies know without a pod that takes connections, while requests for it come: all proxies at once,
 * or some of them for long.
 */
function withoutPods(series: TrafficSeries, severity: AlertSeverity): Alert {
  const isPage = severity === 'page';
  const [known, patience, who] = isPage ? ['max', '2m', 'no proxy'] : ['min', '15m', 'not every proxy'];
  const { daemon, own } = series;
  return {
    name: 'TrafficServiceWithoutPods',
    severity,
    expr:
      `${known} by (proxy) (${own('haproxy_backend_active_servers')}) == 0 ` +
      `and on (proxy) ${perService(series, 'http_requests_total')} > 0`,
    for: patience,
    summary: `Requests come for {{ $labels.proxy }}, and ${who} of ${daemon.namespace}/${daemon.name} has known a pod for ${patience}`,
    meaning:
      'These requests are answered with 503. The name is that of the namespace, the service, and a hash of its settings.',
    remedy: isPage
      ? 'Look at the pods of the service and at the endpoints of its Service with the ending -pods: pods that are not ready have no address. ' +
        'If there are addresses, no proxy gets a connection: look at the network policy of its hosts, and whether the process listens.'
      : `Look in ${logsOf(daemon)} which proxies answer with 503. Their nodes do not reach the pods or the DNS of the cluster: replace ` +
        'them.',
  };
}

const ERRORS: TrafficAlert = ({ daemon, own }) => {
  const rate = (metric: string, code?: string) => {
    const labels = { proxy: 'http', ...(code !== undefined && { code }) };
    return `sum(rate(${own(`haproxy_frontend_${metric}`, labels)}[5m]))`;
  };
  const requests = rate('http_requests_total');
  return {
    name: 'TrafficErrors',
    severity: 'page',
    expr: `${rate('http_responses_total', '5xx')} / ${requests} > ${MOST_ERRORS} and ${requests} > ${LEAST_REQUESTS.all}`,
    for: '5m',
    summary: `{{ $value | humanizePercentage }} of the answers of ${daemon.namespace}/${daemon.name} have been errors of a server for 5 minutes`,
    meaning: 'Users of the ingress see them, whatever service they ask.',
    remedy:
      'TrafficServiceErrors and TrafficServiceWithoutPods name single services. ' +
      `Each line of ${logsOf(daemon)} has service, pod and state of one such request: SC is a connection that no pod took, sH a pod that did not ` +
      'answer in time, SH one that broke off, -- an answer of the pod itself. If every service is concerned, look at what changed: the ' +
      'routes, the pods of the proxies, the network.',
  };
};

const SERVICE_ERRORS: TrafficAlert = (series) => {
  const requests = perService(series, 'http_requests_total');
  const errors = perService(series, 'http_responses_total', { code: '5xx' });
  return {
    name: 'TrafficServiceErrors',
    severity: 'ticket',
    expr: `${errors} / ${requests} > ${MOST_ERRORS} and ${requests} > ${LEAST_REQUESTS.service}`,
    for: '15m',
    summary: '{{ $value | humanizePercentage }} of the answers of {{ $labels.proxy }} have been errors for 15 minutes',
    meaning: 'The service answers with them itself, or a proxy does in its place because no pod answers in time.',
    remedy:
      `Look for the service in ${logsOf(series.daemon)}. The state -- is an answer of the pod: its team has to look. sH is a pod that took longer ` +
      'than timeouts.responseSeconds of the host, SC a pod that took no connection.',
  };
};

const RETRIES: TrafficAlert = (series) => {
  const requests = perService(series, 'http_requests_total');
  const retries = `(${perService(series, 'retry_warnings_total')} + ${perService(series, 'redispatch_warnings_total')})`;
  return {
    name: 'TrafficRetries',
    severity: 'ticket',
    expr: `${retries} / ${requests} > ${MOST_RETRIES} and ${requests} > ${LEAST_REQUESTS.service}`,
    for: '15m',
    summary:
      '{{ $value | humanizePercentage }} of the requests for {{ $labels.proxy }} have needed a second try for 15 minutes',
    meaning:
      'Pods do not take connections that proxies send them. A request that changes something, and that a pod took without an answer, is not repeated and fails.',
    remedy:
      'Pods that come and go all the time (restarts, scaling up and down) leave before the proxies have forgotten them: raise ' +
      'shutdown.endpointLagSeconds of the service. Pods that stay are overloaded: a full backlog of the process, or no CPU. ' +
      `${logsOf(series.daemon)} names pods and retries.`,
  };
};

/** Alerts on the requests that the proxies pass on. */
export const REQUEST_ALERTS: readonly TrafficAlert[] = [
  (series) => withoutPods(series, 'page'),
  (series) => withoutPods(series, 'ticket'),
  ERRORS,
  SERVICE_ERRORS,
  RETRIES,
];
