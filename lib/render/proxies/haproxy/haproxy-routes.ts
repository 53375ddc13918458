import { GOOGLE_BALANCER_SOURCES } from '../../../specs/ingress/balancer-sources';
import type { TrafficDaemonSpec } from '../../../specs/workload/traffic/traffic-daemon-spec';
import { bareWord, block } from '../config-text';
import type { RoutingTable } from '../routed-backend';
import { renderHaproxyBackend } from './haproxy-backend';
import { DEFAULTS } from './haproxy-base';

/** File of the frontend and the backends. */
export const HAPROXY_ROUTES = 'haproxy.cfg';

/** File of the prefixes of all hosts. */
const PREFIXES_FILE = 'prefixes.map';

/** File of the hosts to which others are redirected. */
const REDIRECTS_FILE = 'redirects.map';

/** Seconds for which a client may be silent while it sends a request. */
const CLIENT_SILENCE_SECONDS = 60;

/** Files of the routes by name: the frontend of the requests with its backends, and the maps that it reads. */
export function renderHaproxyRoutes(daemon: TrafficDaemonSpec, table: RoutingTable): Record<string, string> {
  const sections = [httpFrontend(daemon, table), ...table.backends.map(renderHaproxyBackend)];
  return {
    [HAPROXY_ROUTES]: `${['# Rendered by keelson.', ...sections].join('\n\n')}\n`,
    [PREFIXES_FILE]: prefixesMap(table),
    [REDIRECTS_FILE]: redirectsMap(table),
  };
}

function httpFrontend({ hostPorts }: TrafficDaemonSpec, { backends }: RoutingTable): string {
  const responses = backends.map(({ settings }) => settings.timeouts.responseSeconds);
  return block(`frontend http from ${DEFAULTS}`, [
    `bind :${hostPorts.http}`,
    'log global',
    '# The balancer has a log of its own: here stand the requests that went wrong.',
    'option dontlog-normal',
    'option dontlognull',
    'log-format "%{+json}o %(client)[src] %(host)[var(txn.host)] %(method)HM %(path)[var(txn.path)] %(status)ST %(backend)b %(server)s %(state)tsc %(total_ms)Ta %(connect_ms)Tc %(response_ms)Tr %(retries)rc"',
    `timeout client ${Math.max(CLIENT_SILENCE_SECONDS, ...responses)}s`,
    '# The backends take out headers with odd names, after they have read the key of a shard.',
    'option http-restrict-req-hdr-names preserve',
    'http-request set-var(txn.host) req.hdr(host),field(1,:),lower',
    'http-request set-var(txn.path) path',
    'http-request return status 405 if { method CONNECT TRACE }',
    '# Only the balancer may say on whose behalf it asks.',
    `acl from_balancer src ${GOOGLE_BALANCER_SOURCES.join(' ')}`,
    'http-request set-header X-Forwarded-For %[src] unless from_balancer',
    'http-request set-header X-Forwarded-Proto https',
    `http-request redirect prefix https://%[var(txn.host),map(${REDIRECTS_FILE})] code 301 if { var(txn.host),map(${REDIRECTS_FILE}) -m found }`,
    '# A prefix ends where a segment of the path ends: /api takes /api and /api/x, but not /apiary. The longest one decides.',
    `http-request set-var(txn.backend) var(txn.host),concat(,txn.path,/),map_beg(${PREFIXES_FILE})`,
    'http-request return status 404 content-type text/plain string "no service has this host and path" unless { var(txn.backend) -m found }',
    'http-request disable-l7-retry unless { method GET HEAD OPTIONS }',
    'use_backend %[var(txn.backend)]',
  ]);
}

function prefixesMap({ prefixes }: RoutingTable): string {
  const lines = prefixes.map(({ host, prefix, backend }) => `${bareWord('hosts', `${host}${prefix}/`)} ${backend}`);
  return ['# Host and prefix, and the backend that answers.', ...lines, ''].join('\n');
}

function redirectsMap({ redirected }: RoutingTable): string {
  const lines = redirected.map((host) => `${bareWord('host', `www.${host}`)} ${host}`);
  return ['# Host, and the host to which it is redirected.', ...lines, ''].join('\n');
}
