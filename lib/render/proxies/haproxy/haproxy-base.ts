import { PROXY_KEEP_ALIVE_SECONDS } from '../../../specs/ingress/proxy-times';
import { RESOLVER_HOLD_SECONDS } from '../../../specs/workload/shutdown/proxy-forgets';
import type { TrafficDaemonSpec } from '../../../specs/workload/traffic/traffic-daemon-spec';
import { block } from '../config-text';
import { HEALTH_PATH, RUN_FOLDER } from '../proxy-program';

/** Name of the defaults that every frontend and backend takes over. */
export const DEFAULTS = 'keelson';

/** Connections beside those of clients: of health checks, of scrapes and of the socket. Otherwise a full proxy would look like a dead one. */
const OWN_CONNECTIONS = 1000;

/**
 * Occurrences of a pod on the ring of the consistent hash, in units of 16. With 16 units the fullest of ten pods has about a tenth more
 * keys than the mean; with the default of 1 it has half as many more.
 */
const RING_WEIGHT = 16;

/**
 * The part of HAProxy's configuration that belongs to the pod: a change of it rolls the pods. The routes are in a file of their own, which a
 * reload reads anew.
 */
export function renderHaproxyBase(daemon: TrafficDaemonSpec): string {
  return `${[
    '# Rendered by keelson. The routes are in a file of their own.',
    globals(daemon),
    defaults(daemon),
    healthFrontend(daemon),
    metricsFrontend(daemon),
  ].join('\n\n')}\n`;
}

/**
 * Head of the section of resolvers, below which the program writes the name servers of the pod. They are asked over TCP: an answer over UDP
 * is cut off at about 70 pods, and HAProxy then takes none of it.
 */
export function renderHaproxyResolvers(): string {
  return `${block('resolvers cluster', [
    'accepted_payload_size 65535',
    `timeout resolve ${RESOLVER_HOLD_SECONDS}s`,
    'timeout retry 1s',
    'resolve_retries 3',
    '# A service without ready pods has no addresses. While the name servers are out of order, the last addresses stay.',
    'hold nx 10s',
    'hold refused 1h',
    'hold timeout 1h',
    'hold other 1h',
  ])}\n`;
}

function globals({ proxy, shutdown }: TrafficDaemonSpec): string {
  return block('global', [
    '# Relative names are names beside the file in which they stand, so that a candidate is checked with its own maps.',
    'default-path config',
    'log stdout format raw local0',
    `maxconn ${proxy.maxConnections + OWN_CONNECTIONS}`,
    `stats socket ${RUN_FOLDER}/haproxy.sock mode 600 level operator expose-fd listeners`,
    '# An old process ends each connection with its next answer, and leaves when the drain is over. A close-spread-time would close idle',
    '# connections at moments of its own, upon which a request can already be under way.',
    `hard-stop-after ${shutdown.drainSeconds}s`,
    '# Checks of many pods do not start at one moment.',
    'spread-checks 50',
    'tune.lua.bool-sample-conversion normal',
    'lua-load-per-thread haproxy.lua',
  ]);
}

function defaults({ proxy }: TrafficDaemonSpec): string {
  return block(`defaults ${DEFAULTS}`, [
    'mode http',
    `maxconn ${proxy.maxConnections}`,
    '# Without this option a process that is told to stop closes idle connections at once, and a request that is under way on one of them fails.',
    'option idle-close-on-response',
    'option http-restrict-req-hdr-names delete',
    '# Longer than the balancer keeps an idle connection, because it must not send a request on a connection that ends.',
    `timeout http-keep-alive ${PROXY_KEEP_ALIVE_SECONDS}s`,
    'timeout http-request 15s',
    'timeout connect 2s',
    'timeout queue 10s',
    'timeout client-fin 30s',
    'timeout server-fin 30s',
    'timeout check 2s',
    'retries 3',
    'option redispatch 1',
    '# A pod that ends may close a connection at the moment of a request; one that changes nothing is sent to another pod.',
    'retry-on conn-failure empty-response',
    '# Readiness comes by DNS. One rare check per pod and proxy lets a pod come back that failed connections have marked as down.',
    `default-server resolvers cluster init-addr none resolve-prefer ipv4 hash-key addr weight ${RING_WEIGHT} check inter 30s downinter 2s fall 2 rise 1 observe layer4 error-limit 3 on-error mark-down`,
  ]);
}

function healthFrontend({ hostPorts }: TrafficDaemonSpec): string {
  return block(`frontend health from ${DEFAULTS}`, [
    `bind :${hostPorts.health}`,
    'timeout client 10s',
    'maxconn 500',
    `http-request return status 404 unless { path ${HEALTH_PATH} }`,
    'http-request return status 503 content-type text/plain string "leaving" if { lua.leaving -m bool }',
    'http-request return status 200 content-type text/plain string "serving"',
  ]);
}

function metricsFrontend({ hostPorts }: TrafficDaemonSpec): string {
  return block(`frontend metrics from ${DEFAULTS}`, [
    `bind :${hostPorts.metrics}`,
    'timeout client 30s',
    'maxconn 100',
    'http-request return status 404 unless { path /metrics }',
    '# The series of each pod would be ten times as many; they are there for who asks for them.',
    'http-request set-query scope=global&scope=frontend&scope=backend&scope=resolver unless { query -m found }',
    'http-request use-service prometheus-exporter',
  ]);
}
