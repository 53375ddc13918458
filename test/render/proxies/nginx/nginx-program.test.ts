import { renderNginxProgram } from '../../../../lib/render/proxies/nginx/nginx-program';
import { PROXY_TRAITS } from '../../../../lib/specs/ingress/proxy-traits';
import type { HostInput } from '../../../../lib/specs/workload/hosts/host-input';
import { blockOf, trafficOfHosts, unjudged } from '../support/traffic';

const programOf = (...hosts: readonly Partial<HostInput>[]) => renderNginxProgram(trafficOfHosts('nginx', ...hosts));
const routesOf = (host: Partial<HostInput> = {}) => programOf(host).routes['routes.conf'] ?? '';
const base = () => programOf({}).files['nginx.conf'] ?? '';

test('the program is the same supervisor with the signals of nginx', () => {
  const { routes, files, command, preStop } = programOf({});
  expect(Object.keys(routes)).toEqual(['routes.conf']);
  expect(Object.keys(files)).toEqual(['run.sh', 'nginx.conf']);
  expect(command).toEqual(['sh', '/etc/keelson/program/run.sh']);
  expect(preStop).toEqual(['sh', '-c', ': >/run/keelson/leaving; sleep 30']);
  expect(files['run.sh']).toContain('kill -s HUP "$proxy"');
  expect(files['run.sh']).toContain('kill -s QUIT "$proxy"');
  expect(files['run.sh']).toContain('found=$(nginx -t -e stderr -c "$1/nginx.conf" 2>&1)');
});

test('a former worker keeps idle connections open and leaves when the drain is over', () => {
  expect(base()).toContain('\nworker_shutdown_timeout 60s;\n');
  expect(base()).toContain('  keepalive_min_timeout 60s;\n');
  expect(base()).toContain('  keepalive_timeout 620s;\n');
});

test('everything that nginx writes is in the folder in memory', () => {
  expect(base()).toContain('pid /run/keelson/nginx.pid;');
  for (const kind of ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'])
    expect(base()).toContain(`  ${kind}_temp_path /run/keelson/${kind};`);
});

test('the health port fails while the sign of leaving is there', () => {
  expect(base()).toContain('listen 8081 default_server;');
  expect(base()).toContain('if (-f /run/keelson/leaving) {\n        return 503 "leaving";');
});

test('metrics are the states of connections in the text format of Prometheus', () => {
  expect(base()).toContain('nginx_connections{state=\\"active\\"} $connections_active\\n');
});

test('the routes say their version, which the metrics have as a label', () => {
  const { routes, routesVersion } = programOf({});
  expect(blockOf(routes['routes.conf'] ?? '', 'geo $keelson_routes')).toEqual([`default ${routesVersion};`]);
  expect(base()).toContain('nginx_routes{version=\\"$keelson_routes\\"} 1\\n');
  expect(programOf({ paths: ['/other'] }).routesVersion).not.toBe(routesVersion);
});

test('only the balancer says on whose behalf it asks', () => {
  expect(base()).toContain('130.211.0.0/22 1;\n    35.191.0.0/16 1;');
  expect(routesOf()).toContain('proxy_set_header X-Forwarded-For $forwarded_for;');
});

test('the pods come from DNS, and the one with the fewest connections answers', () => {
  expect(blockOf(routesOf(), 'upstream video.chat.')).toEqual([
    expect.stringMatching(/^zone video\.chat\.[0-9a-f]{6} 512k;$/),
    'least_conn;',
    'server chat-pods.video.svc.cluster.local:8080 resolve max_fails=3 fail_timeout=5s;',
    'keepalive 64;',
    'keepalive_timeout 5s;',
  ]);
});

test('a prefix takes whole segments', () => {
  const text = routesOf({ paths: ['/api'] });
  expect(text).toContain('  location = /api {');
  expect(text).toContain('  location /api/ {');
  expect(text).toContain('  location / {\n    return 404;\n  }');
});

test('an unknown host has no service, and www is redirected where the host says so', () => {
  const text = routesOf({ wwwRedirect: true });
  expect(blockOf(text, 'server {')).toEqual([
    'listen 8080 default_server;',
    'return 404 "no service has this host and path";',
  ]);
  expect(text).toContain(
    'server_name www.chat.stream.example.com;\n  return 301 https://chat.stream.example.com$request_uri;',
  );
});

test('a websocket has its own time of silence', () => {
  const text = routesOf({ protocol: 'websocket', timeouts: { responseSeconds: 20, socketSeconds: 900 } });
  expect(text).toContain('if ($http_upgrade ~* ^websocket$) {\n      return 418;');
  expect(text).toContain('proxy_read_timeout 20s;');
  expect(text).toContain('proxy_read_timeout 900s;');
  expect(text).toContain('proxy_set_header Upgrade websocket;');
});

test('other protocols, compression and headers are as the host says', () => {
  expect(routesOf({ protocol: 'h2' })).toContain('proxy_http_version 2;');
  expect(routesOf({ compress: true })).toContain('gzip on;');
  expect(routesOf()).not.toContain('gzip on;');
  expect(routesOf({ responseHeaders: { 'X-Price': '$5' } })).toContain(
    'proxy_hide_header X-Price;\n    add_header X-Price "${keelson_dollar}5" always;',
  );
});

test('nginx shards by no key, and a host that no rule has seen is not written', () => {
  expect(PROXY_TRAITS.nginx.shardKinds).toEqual([]);
  expect(() => renderNginxProgram(unjudged(trafficOfHosts('nginx', {}), { shardBy: { kind: 'uri' } }))).toThrow(
    "'shardBy' must be left out where the proxy is nginx, got 'uri'; use a proxy of the kind 'haproxy'",
  );
});

test.each([
  [{ host: 'a;b' }, "'host' must have only characters that need no quotes"],
  [{ paths: ['/a { }'] }, "'paths' must have only characters that need no quotes"],
  [{ responseHeaders: { 'X-A': '1\n' } }, "'responseHeaders.X-A' must be one line"],
])('%j, which no rule has seen, is not written', (host, message) => {
  expect(() => renderNginxProgram(unjudged(trafficOfHosts('nginx', {}), host))).toThrow(message);
});
