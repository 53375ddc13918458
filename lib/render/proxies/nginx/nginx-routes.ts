import type { TrafficDaemonSpec } from '../../../specs/workload/traffic/traffic-daemon-spec';
import { bareWord } from '../config-text';
import type { RoutedBackend, RoutedPrefix, RoutingTable } from '../routed-backend';
import { renderNginxLocations } from './nginx-location';
import { nginxBlock } from './nginx-text';
import { renderNginxUpstream } from './nginx-upstream';

/** The file of the routes: upstreams, and a server for each host. */
export function renderNginxRoutes({ hostPorts }: TrafficDaemonSpec, table: RoutingTable): string {
  const byName = new Map(table.backends.map((backend) => [backend.name, backend]));
  const listen = `listen ${hostPorts.http}`;
  return `${[
    '# Rendered by keelson.',
    ...table.backends.map(renderNginxUpstream),
    nginxBlock('server', [`${listen} default_server;`, 'return 404 "no service has this host and path";']),
    ...table.redirected.map((host) => redirect(listen, host)),
    ...[...prefixesByHost(table)].map(([host, prefixes]) =>
      nginxBlock('server', [
        `${listen};`,
        `server_name ${bareWord('host', host)};`,
        ...prefixes.map(({ prefix, backend }) => locations(prefix, byName.get(backend))),
        ...(prefixes.some(({ prefix }) => prefix === '') ? [] : [nginxBlock('location /', ['return 404;'])]),
      ]),
    ),
  ].join('\n\n')}\n`;
}

function locations(prefix: string, backend: RoutedBackend | undefined): string {
  return backend === undefined ? '' : renderNginxLocations(prefix, backend);
}

function redirect(listen: string, host: string): string {
  return nginxBlock('server', [
    `${listen};`,
    `server_name ${bareWord('host', `www.${host}`)};`,
    `return 301 https://${bareWord('host', host)}$request_uri;`,
  ]);
}

function prefixesByHost({ prefixes }: RoutingTable): ReadonlyMap<string, readonly RoutedPrefix[]> {
  const byHost = new Map<string, RoutedPrefix[]>();
  for (const prefix of prefixes) {
    const own = byHost.get(prefix.host) ?? [];
    byHost.set(prefix.host, own);
    // Two services under one prefix of a host are refused by a rule; nginx would refuse the whole file.
    if (!own.some((other) => other.prefix === prefix.prefix)) own.push(prefix);
  }
  return byHost;
}
