import { compareText } from '../../../values/compare-text';
import { COMPRESSED_TYPES } from '../compressed-types';
import { bareWord } from '../config-text';
import type { RoutedBackend } from '../routed-backend';
import { nginxBlock, nginxText } from './nginx-text';

/**
 * The locations of a prefix. A prefix ends where a segment of the path ends: the first location takes `/api`, the second one `/api/x`, and
 * neither takes `/apiary`.
 */
export function renderNginxLocations(prefix: string, backend: RoutedBackend): string {
  const path = bareWord('paths', `${prefix}/`);
  const places = prefix === '' ? ['/'] : [`= ${path.slice(0, -1)}`, path];
  return places.map((place, index) => locationOf(place, `${index}`, backend)).join('\n');
}

function locationOf(place: string, index: string, backend: RoutedBackend): string {
  const plain = proxied(backend);
  if (backend.settings.protocol !== 'websocket') return nginxBlock(`location ${place}`, plain);
  const socket = `@socket_${backend.name.replaceAll(/[.-]/g, '_')}_${place.replaceAll(/[^A-Za-z0-9]/g, '_')}_${index}`;
  // The time for which a websocket may be silent is another one than that of a response, and nginx has one directive for both.
  return [
    nginxBlock(`location ${place}`, [
      `error_page 418 = ${socket};`,
      nginxBlock('if ($http_upgrade ~* ^websocket$)', ['return 418;']),
      ...plain,
    ]),
    nginxBlock(`location ${socket}`, socketLines(backend)),
  ].join('\n');
}

function proxied(backend: RoutedBackend): readonly string[] {
  const { settings } = backend;
  const isHttp2 = settings.protocol === 'h2' || settings.protocol === 'grpc';
  return [
    ...passed(backend, settings.timeouts.responseSeconds),
    `proxy_http_version ${isHttp2 ? '2' : '1.1'};`,
    'proxy_set_header Connection "";',
    ...(settings.compress ? compression() : []),
  ];
}

function socketLines(backend: RoutedBackend): readonly string[] {
  return [
    ...passed(backend, backend.settings.timeouts.socketSeconds),
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade websocket;',
    'proxy_set_header Connection Upgrade;',
  ];
}

function passed({ name, settings }: RoutedBackend, silenceSeconds: number): readonly string[] {
  return [
    `proxy_pass http://${bareWord('name', name)};`,
    'proxy_set_header Host $http_host;',
    'proxy_set_header X-Forwarded-For $forwarded_for;',
    'proxy_set_header X-Forwarded-Proto https;',
    'proxy_connect_timeout 2s;',
    `proxy_read_timeout ${silenceSeconds}s;`,
    `proxy_send_timeout ${silenceSeconds}s;`,
    'proxy_next_upstream error timeout;',
    'proxy_next_upstream_tries 3;',
    'proxy_next_upstream_timeout 10s;',
    'proxy_request_buffering off;',
    'proxy_buffering off;',
    ...Object.entries(settings.responseHeaders)
      .sort(([left], [right]) => compareText(left, right))
      .flatMap(([header, value]) => responseHeader(header, value)),
  ];
}

/** A header that the service has set too is hidden, because the response would carry both. */
function responseHeader(header: string, value: string): readonly string[] {
  const name = bareWord('responseHeaders', header);
  return [`proxy_hide_header ${name};`, `add_header ${name} ${nginxText(`responseHeaders.${header}`, value)} always;`];
}

function compression(): readonly string[] {
  // nginx compresses HTML always, and warns where its type is named.
  const types = COMPRESSED_TYPES.filter((type) => type !== 'text/html');
  return ['gzip on;', 'gzip_proxied any;', 'gzip_vary on;', 'gzip_min_length 1024;', `gzip_types ${types.join(' ')};`];
}
