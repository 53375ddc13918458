import type { AlertCase, AlertOrigin } from './alert-case';
import { requestCases } from './traffic-request-cases';
import { type Fires, OF_HTTP, own, pods, quietTraffic, type TrafficCaseProps } from './traffic-series';

/** Returns the function that names the alerts of a daemon. */
function firesFrom(origin: AlertOrigin): Fires {
  return (severity, { labels, ...texts } = {}) => ({
    labels: { ...origin, severity, daemon: 'edge/proxy', ...labels },
    ...texts,
  });
}

/** Sequences of events of a traffic daemon with nginx, whose proxies tell of their connections and their routes alone. */
export function nginxCases(origin: AlertOrigin): readonly AlertCase[] {
  const fires = firesFrom(origin);
  const active = (node: string) => own('nginx_connections', node, 'state="active"');
  return [
    {
      name: 'a proxy of nginx that fills up',
      alert: 'TrafficConnectionsNearLimit',
      series: { [active('a')]: '100x90', [active('b')]: '100x9 800x60' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [fires('ticket', { percentage: '80%' })] },
      ],
    },
    {
      name: 'a proxy of nginx that keeps the new routes out',
      alert: 'TrafficRoutesOutdated',
      series: { [own('nginx_routes', 'a', 'version="former"')]: '1x90' },
      moments: [
        { at: '10m', fires: [] },
        { at: '11m', fires: [fires('ticket', { value: '1' })] },
      ],
    },
    {
      name: 'a proxy of nginx that is ready and cannot be scraped',
      alert: 'TrafficDaemonUnseen',
      series: { [pods('number_ready')]: '2x90', [active('a')]: '1x90' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [fires('ticket', { labels: { source: 'proxies' }, value: '1' })] },
      ],
    },
  ];
}

/** Sequences of events of a traffic daemon with HAProxy on three nodes, of which a rollout takes two at a time. */
export function trafficCases(origin: AlertOrigin, version: string): readonly AlertCase[] {
  const fires = firesFrom(origin);
  const props = { quiet: quietTraffic(version), fires, version };
  return [
    ...downCases(props),
    ...notReadyCases(props),
    ...unseenCases(props),
    ...routeCases(props),
    ...connectionCases(props),
    ...requestCases(props),
  ];
}

function downCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  return [
    {
      name: 'proxies that all go, and come back',
      alert: 'TrafficProxiesDown',
      series: { ...quiet, [pods('number_ready')]: '3x9 0x10 1x20' },
      moments: [
        { at: '11m', fires: [] },
        { at: '12m', fires: [fires('page')] },
        { at: '22m', fires: [] },
      ],
    },
  ];
}

function notReadyCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  const alert = 'TrafficProxiesNotReady';
  const ticket = fires('ticket');
  const desired = { [pods('desired_number_scheduled')]: '9x100', [pods('updated_number_scheduled')]: '9x100' };
  return [
    {
      name: 'a zone that goes',
      alert,
      series: { ...quiet, ...desired, [pods('number_ready')]: '9x9 6x60' },
      moments: [
        { at: '19m', fires: [] },
        { at: '20m', fires: [fires('page', { percentage: '33.33%' })] },
        { at: '25m', fires: [fires('page', { percentage: '33.33%' }), ticket] },
      ],
    },
    {
      name: 'a rollout of two of five proxies at a time, which makes progress until it stands still',
      alert,
      series: {
        ...quiet,
        [pods('desired_number_scheduled')]: '5x100',
        [pods('updated_number_scheduled')]: '0x9 2x9 4x80',
        [pods('number_ready')]: '5x9 3x80',
      },
      moments: [
        { at: '30m', fires: [] },
        { at: '48m', fires: [] },
        { at: '50m', fires: [ticket] },
      ],
    },
    {
      name: 'a single proxy that is not ready',
      alert,
      series: { ...quiet, ...desired, [pods('number_ready')]: '9x9 8x60' },
      moments: [
        { at: '24m', fires: [] },
        { at: '25m', fires: [ticket] },
      ],
    },
  ];
}

function unseenCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  const alert = 'TrafficDaemonUnseen';
  const source = (name: string) => fires('ticket', { labels: { source: name } });
  // The alert on missing series carries the labels of their selector.
  const unseen = fires('ticket', {
    labels: { source: 'kube-state-metrics', namespace: 'edge', daemonset: 'proxy' },
  });
  const uptime = (node: string) => own('haproxy_process_uptime_seconds', node);
  return [
    {
      name: 'a kube-state-metrics that tells nothing',
      alert,
      series: { ...quiet, [pods('number_ready')]: '_x90' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [unseen] },
      ],
    },
    {
      name: 'a proxy that is ready and cannot be scraped',
      alert,
      series: { ...quiet, [uptime('c')]: '0+60x9 stale' },
      moments: [
        { at: '24m', fires: [] },
        { at: '25m', fires: [{ ...source('proxies'), value: '2' }] },
      ],
    },
    {
      name: 'proxies of which none can be scraped',
      alert,
      series: { ...quiet, [uptime('a')]: '_x90', [uptime('b')]: '_x90', [uptime('c')]: '_x90' },
      moments: [
        { at: '14m', fires: [] },
        { at: '15m', fires: [{ ...source('proxies'), value: '0' }] },
      ],
    },
  ];
}

function routeCases({ quiet, fires, version }: TrafficCaseProps): readonly AlertCase[] {
  const described = (desc: string) => own('haproxy_process_description', 'b', `desc="${desc}"`);
  return [
    {
      name: 'a proxy that takes the new routes after minutes',
      alert: 'TrafficRoutesOutdated',
      series: { ...quiet, [described('former')]: '1x8 stale', [described(version)]: '_x9 1x90' },
      moments: [
        { at: '8m', fires: [] },
        { at: '30m', fires: [] },
      ],
    },
    {
      name: 'a proxy that keeps the new routes out',
      alert: 'TrafficRoutesOutdated',
      series: { ...quiet, [described('former')]: '1x90', [described(version)]: '_x90' },
      moments: [
        { at: '10m', fires: [] },
        { at: '11m', fires: [fires('ticket', { value: '1' })] },
      ],
    },
  ];
}

function connectionCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  return [
    {
      name: 'a proxy that fills up while the others have room',
      alert: 'TrafficConnectionsNearLimit',
      series: { ...quiet, [own('haproxy_frontend_current_sessions', 'b', OF_HTTP)]: '750x19 800x19 950x60' },
      moments: [
        { at: '19m', fires: [] },
        { at: '24m', fires: [] },
        { at: '25m', fires: [fires('ticket', { percentage: '80%' })] },
        {
          at: '45m',
          fires: [fires('ticket', { percentage: '95%' }), fires('page', { percentage: '95%' })],
        },
      ],
    },
  ];
}
