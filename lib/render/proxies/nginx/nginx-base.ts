import { GOOGLE_BALANCER_SOURCES } from '../../../specs/ingress/balancer-sources';
import { PROXY_KEEP_ALIVE_SECONDS } from '../../../specs/ingress/proxy-times';
import type { TrafficDaemonSpec } from '../../../specs/workload/traffic/traffic-daemon-spec';
import { HEALTH_PATH, RUN_FOLDER } from '../proxy-program';
import { DOLLAR, nginxBlock } from './nginx-text';

/** Connections of a worker beside those of clients. */
const OWN_CONNECTIONS = 512;

/** Variable that the routes set to their version. */
export const ROUTES_VARIABLE = 'keelson_routes';

/** Kinds of temporary files, whose folders nginx makes at its start although requests and responses are never written to them. */
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'] as const;

/** The part of nginx's configuration that belongs to the pod; beside it in the same folder stand the routes. */
export function renderNginxBase(daemon: TrafficDaemonSpec): string {
  const { proxy, shutdown } = daemon;
  return `${[
    '# Rendered by keelson. The routes are in a file of their own.',
    'daemon off;',
    'worker_processes auto;',
    '# A former worker leaves when the drain is over.',
    `worker_shutdown_timeout ${shutdown.drainSeconds}s;`,
    `pid ${RUN_FOLDER}/nginx.pid;`,
    'error_log stderr warn;',
    nginxBlock('events', [`worker_connections ${proxy.maxConnections + OWN_CONNECTIONS};`]),
    nginxBlock('http', [
      ...common(daemon),
      ...logs(),
      ...clients(),
      healthServer(daemon),
      metricsServer(daemon),
      'include routes.conf;',
    ]),
  ].join('\n')}\n`;
}

function common({ shutdown }: TrafficDaemonSpec): readonly string[] {
  return [
    ...TEMPORARY.map((kind) => `${kind}_temp_path ${RUN_FOLDER}/${kind};`),
    'default_type text/plain;',
    'server_tokens off;',
    'merge_slashes off;',
    'server_names_hash_bucket_size 512;',
    'server_names_hash_max_size 8192;',
    'map_hash_bucket_size 512;',
    `include ${RUN_FOLDER}/resolver.conf;`,
    '# Longer than the balancer keeps an idle connection, because it must not send a request on a connection that ends.',
    `keepalive_timeout ${PROXY_KEEP_ALIVE_SECONDS}s;`,
    'keepalive_requests 1000000;',
    '# Without it a former worker closes idle connections at once, and a request that is under way on one of them fails.',
    `keepalive_min_timeout ${shutdown.drainSeconds}s;`,
    'client_header_timeout 15s;',
    'client_max_body_size 0;',
  ];
}

function logs(): readonly string[] {
  const members = ['client $remote_addr', 'host $host', 'method $request_method', 'path $uri', 'status $status'];
  const upstream = ['backend $proxy_host', 'server $upstream_addr', 'total_s $request_time', 'tries $upstream_status'];
  const entry = [...members, ...upstream].map((member) => {
    const [name, variable] = member.split(' ');
    return `"${name}":"${variable}"`;
  });
  return [
    '# The balancer has a log of its own: here stand the requests that went wrong.',
    `log_format keelson escape=json '{${entry.join(',')}}';`,
    nginxBlock('map $status $went_wrong', ['~^5 1;', 'default 0;']),
    'access_log /dev/stdout keelson if=$went_wrong;',
  ];
}

function clients(): readonly string[] {
  return [
    nginxBlock(`geo $${DOLLAR}`, ['default "$";']),
    '# Only the balancer may say on whose behalf it asks.',
    nginxBlock('geo $from_balancer', ['default 0;', ...GOOGLE_BALANCER_SOURCES.map((range) => `${range} 1;`)]),
    nginxBlock('map $from_balancer $forwarded_for', ['1 $http_x_forwarded_for;', 'default $remote_addr;']),
  ];
}

function healthServer({ hostPorts }: TrafficDaemonSpec): string {
  return nginxBlock('server', [
    `listen ${hostPorts.health} default_server;`,
    'access_log off;',
    nginxBlock(`location = ${HEALTH_PATH}`, [
      nginxBlock(`if (-f ${RUN_FOLDER}/leaving)`, ['return 503 "leaving";']),
      'return 200 "serving";',
    ]),
    nginxBlock('location /', ['return 404;']),
  ]);
}

/** nginx counts connections only; requests, responses and pods have no series. The routes say their version themselves. */
function metricsServer({ hostPorts }: TrafficDaemonSpec): string {
  const states = ['active', 'reading', 'writing', 'waiting'];
  const series = states.map((state) => `nginx_connections{state='${state}'} $connections_${state}`);
  const version = ['# TYPE nginx_routes gauge', `nginx_routes{version='$${ROUTES_VARIABLE}'} 1`];
  const text = ['# TYPE nginx_connections gauge', ...series, ...version, ''].join('\\n').replaceAll("'", '\\"');
  return nginxBlock('server', [
    `listen ${hostPorts.metrics} default_server;`,
    'access_log off;',
    nginxBlock('location = /metrics', [`return 200 "${text}";`]),
    nginxBlock('location /', ['return 404;']),
  ]);
}
