import type { ShardKey } from '../../../specs/workload/hosts/host-fields';
import { compareText } from '../../../values/compare-text';
import { COMPRESSED_TYPES } from '../compressed-types';
import { bareName, bareWord, block } from '../config-text';
import type { RoutedBackend, RouteSettings } from '../routed-backend';
import { DEFAULTS } from './haproxy-base';
import { haproxyFormat, haproxyWord } from './haproxy-text';

/** Header in which the captured part of a path stands while HAProxy reads it; no pod sees it. */
const SHARD_HEADER = 'X-Keelson-Shard';

/** The backend of a service: its pods as slots that DNS fills, and what a host says about its requests. */
export function renderHaproxyBackend({ name, address, port, slots, settings }: RoutedBackend): string {
  return block(`backend ${bareWord('name', name)} from ${DEFAULTS}`, [
    ...balance(settings.shardBy),
    `timeout server ${settings.timeouts.responseSeconds}s`,
    ...upgrades(settings),
    '# A new process knows no pod until DNS has answered.',
    'http-request lua.await_pods if { nbsrv eq 0 }',
    ...compression(settings),
    ...Object.entries(settings.responseHeaders)
      .sort(([left], [right]) => compareText(left, right))
      .map(([header, value]) => responseHeader(header, value)),
    `server-template pod ${slots} ${bareWord('address', address)}:${port}${speaksHttp2(settings) ? ' proto h2' : ''}`,
  ]);
}

/**
 * The choice of the pod. The consistent hash takes the pods by their addresses (`hash-key addr` of the defaults), because DNS fills the slots
 * of two proxies in different orders. Requests without the key go around.
 */
function balance(shardBy: ShardKey | undefined): readonly string[] {
  if (shardBy === undefined) return ['balance leastconn'];
  const consistent = 'hash-type consistent sdbm avalanche';
  switch (shardBy.kind) {
    case 'uri':
      return ['balance uri whole', consistent];
    case 'header':
      // A variable, because a header with an underscore in its name is taken out before the pod is chosen.
      return [
        `http-request set-var(txn.shard) req.fhdr(${bareName('shardBy.name', shardBy.name)})`,
        'balance hash var(txn.shard)',
        consistent,
      ];
    case 'cookie':
      return [`balance hash req.cook(${bareName('shardBy.name', shardBy.name)})`, consistent];
    case 'query':
      return [`balance hash url_param(${bareName('shardBy.name', shardBy.name)})`, consistent];
    case 'capture':
      return [...capture(shardBy.pattern), 'balance hash var(txn.shard)', consistent];
  }
}

/** The captured part of the path as a variable. A header carries it, because the pattern then stands in no second pair of quotes. */
function capture(pattern: string): readonly string[] {
  const [whole, matching] = [`^.*?(?:${pattern}).*$`, pattern].map((text) => haproxyWord('shardBy.pattern', text));
  return [
    `acl sharded path -m reg ${matching}`,
    `http-request set-header ${SHARD_HEADER} %[path] if sharded`,
    `http-request replace-header ${SHARD_HEADER} ${whole} '\\1' if sharded`,
    `http-request set-var(txn.shard) req.fhdr(${SHARD_HEADER}) if sharded`,
    `http-request del-header ${SHARD_HEADER}`,
  ];
}

/** Websockets may be silent for long; any other upgrade is taken out of the request, because behind it requests would pass unread. */
function upgrades({ protocol, timeouts }: RouteSettings): readonly string[] {
  if (protocol !== 'websocket') return ['http-request del-header Upgrade'];
  return [
    `timeout tunnel ${timeouts.socketSeconds}s`,
    'http-request del-header Upgrade unless { req.hdr(Upgrade) -i websocket }',
  ];
}

function compression({ compress }: RouteSettings): readonly string[] {
  if (!compress) return [];
  return [
    'filter compression',
    'compression algo gzip',
    `compression type ${COMPRESSED_TYPES.join(' ')}`,
    'compression minsize-res 1024',
  ];
}

function responseHeader(header: string, value: string): string {
  const name = bareWord('responseHeaders', header);
  return `http-response set-header ${name} ${haproxyFormat(`responseHeaders.${header}`, value)}`;
}

function speaksHttp2({ protocol }: RouteSettings): boolean {
  return protocol === 'h2' || protocol === 'grpc';
}
