import fc from 'fast-check';
import { renderHaproxyProgram } from '../../../../lib/render/proxies/haproxy/haproxy-program';
import type { HostInput } from '../../../../lib/specs/workload/hosts/host-input';
import { hostedService, hostInput } from '../../../fixtures/ingress-environment';
import { blockOf, trafficOf, trafficOfHosts, unjudged } from '../support/traffic';

const programOf = (...hosts: readonly Partial<HostInput>[]) =>
  renderHaproxyProgram(trafficOfHosts('haproxy', ...hosts));
const routesOf = (host: Partial<HostInput> = {}) => programOf(host).routes['haproxy.cfg'] ?? '';
const backendOf = (host: Partial<HostInput> = {}) => blockOf(routesOf(host), 'backend ');
const base = () => programOf({}).files['haproxy.cfg'] ?? '';

test('the program is a supervisor with the configuration of the pod, and the routes are files of their own', () => {
  const { routes, files, command, preStop, writable, metricsPath } = programOf({});
  expect(Object.keys(routes)).toEqual(['haproxy.cfg', 'prefixes.map', 'redirects.map']);
  expect(Object.keys(files)).toEqual(['run.sh', 'haproxy.cfg', 'resolvers.cfg', 'haproxy.lua']);
  expect({ command, writable, metricsPath }).toEqual({
    command: ['sh', '/etc/keelson/program/run.sh'],
    writable: [],
    metricsPath: '/metrics',
  });
  expect(preStop).toEqual(['sh', '-c', ': >/run/keelson/leaving; sleep 30']);
});

test('warnings of a candidate count as errors, and the running proxy reloads on USR2 and leaves on USR1', () => {
  const script = programOf({}).files['run.sh'];
  expect(script).toContain('haproxy -c -dW -f "$program/haproxy.cfg" -f "$run/resolvers.cfg" -f "$1/haproxy.cfg"');
  expect(script).toContain('exec haproxy -W -db -f');
  expect(script).toContain('kill -s USR2 "$proxy"');
  expect(script).toContain('kill -s USR1 "$proxy"');
});

test('an old process keeps idle connections open and leaves when the drain is over', () => {
  expect(blockOf(base(), 'global')).toContain('hard-stop-after 60s');
  expect(base()).not.toContain('  close-spread-time');
  expect(blockOf(base(), 'defaults keelson')).toContain('option idle-close-on-response');
});

test('idle connections of the balancer live longer than it keeps them', () => {
  expect(blockOf(base(), 'defaults keelson')).toContain('timeout http-keep-alive 620s');
});

test('health checks find a place where clients have taken all of theirs', () => {
  expect(blockOf(base(), 'global')).toContain('maxconn 6000');
  expect(blockOf(base(), 'defaults keelson')).toContain('maxconn 5000');
  expect(blockOf(base(), 'frontend health')).toContain('maxconn 500');
});

test('pods are hashed by their addresses, and only requests that change nothing are sent twice', () => {
  const [server] = blockOf(base(), 'defaults keelson').filter((line) => line.startsWith('default-server'));
  expect(server).toContain(' hash-key addr weight 16 ');
  expect(server).toContain(' observe layer4 error-limit 3 on-error mark-down');
  expect(blockOf(base(), 'defaults keelson')).toContain('retry-on conn-failure empty-response');
  expect(routesOf()).toContain('http-request disable-l7-retry unless { method GET HEAD OPTIONS }');
});

test('the health port fails while the sign of leaving is there', () => {
  expect(blockOf(base(), 'frontend health')).toEqual(
    expect.arrayContaining([
      'bind :8081',
      'http-request return status 503 content-type text/plain string "leaving" if { lua.leaving -m bool }',
    ]),
  );
  expect(programOf({}).files['haproxy.lua']).toContain("local sign = '/run/keelson/leaving'");
});

test('metrics are on their own port', () => {
  expect(blockOf(base(), 'frontend metrics')).toEqual(
    expect.arrayContaining(['bind :8404', 'http-request use-service prometheus-exporter']),
  );
});

test('a scrape without a query leaves out the pods, and has the name servers', () => {
  expect(blockOf(base(), 'frontend metrics')).toContain(
    'http-request set-query scope=global&scope=frontend&scope=backend&scope=resolver unless { query -m found }',
  );
});

test('the routes say their version, which changes with them alone', () => {
  const { routes, files, routesVersion } = programOf({});
  expect(routesVersion).toMatch(/^[0-9a-f]{6}$/);
  expect(blockOf(routes['haproxy.cfg'] ?? '', 'global')).toEqual([`description ${routesVersion}`]);
  const other = programOf({ paths: ['/other'] });
  expect(other.routesVersion).not.toBe(routesVersion);
  expect(other.files).toEqual(files);
});

test('name servers are asked over TCP, and their last answer stays while they are out of order', () => {
  const { files } = programOf({});
  expect(files['resolvers.cfg']).toContain('timeout resolve 5s');
  expect(files['resolvers.cfg']).toContain('hold timeout 1h');
  expect(files['run.sh']).toContain('nameserver dns%s tcp@%s:53');
});

test('only the balancer says on whose behalf it asks', () => {
  const frontend = blockOf(routesOf(), 'frontend http');
  expect(frontend).toContain('acl from_balancer src 130.211.0.0/22 35.191.0.0/16');
  expect(frontend).toContain('http-request set-header X-Forwarded-For %[src] unless from_balancer');
  expect(frontend).toContain('http-request set-header X-Forwarded-Proto https');
});

test('the map has host and prefix with the end of a segment, and the longest one first', () => {
  const { routes } = programOf({ paths: ['/', '/api'] });
  expect(routes['prefixes.map']?.split('\n').map((line) => line.split(' ')[0])).toEqual([
    '#',
    'chat.stream.example.com/api/',
    'chat.stream.example.com/',
    '',
  ]);
  expect(routes['haproxy.cfg']).toContain('var(txn.host),concat(,txn.path,/),map_beg(prefixes.map)');
});

test('www is redirected where the host says so', () => {
  expect(programOf({ wwwRedirect: true }).routes['redirects.map']).toContain(
    '\nwww.chat.stream.example.com chat.stream.example.com\n',
  );
  expect(programOf({}).routes['redirects.map']).not.toContain('www.');
});

test('a backend takes its pods from DNS, and the pod with the fewest connections answers', () => {
  expect(backendOf()).toEqual([
    'balance leastconn',
    'timeout server 30s',
    'http-request del-header Upgrade',
    '# A new process knows no pod until DNS has answered.',
    'http-request lua.await_pods if { nbsrv eq 0 }',
    'server-template pod 16 chat-pods.video.svc.cluster.local:8080',
  ]);
});

test.each([
  ['uri', { kind: 'uri' }, 'balance uri whole'],
  ['header', { kind: 'header', name: 'X-Room' }, 'http-request set-var(txn.shard) req.fhdr(X-Room)'],
  ['cookie', { kind: 'cookie', name: 'room' }, 'balance hash req.cook(room)'],
  ['query', { kind: 'query', name: 'room' }, 'balance hash url_param(room)'],
  ['capture', { kind: 'capture', pattern: '^/room/([0-9]+)' }, 'balance hash var(txn.shard)'],
] as const)('a host sharded by %s has a consistent hash', (_, shardBy, line) => {
  const lines = backendOf({ shardBy });
  expect(lines).toContain(line);
  expect(lines).toContain('hash-type consistent sdbm avalanche');
});

test('headers with odd names reach no pod, and their value can be a key all the same', () => {
  expect(blockOf(base(), 'defaults keelson')).toContain('option http-restrict-req-hdr-names delete');
  expect(blockOf(routesOf(), 'frontend http')).toContain('option http-restrict-req-hdr-names preserve');
});

test('the captured part of a path is the key, and clients cannot set it', () => {
  expect(backendOf({ shardBy: { kind: 'capture', pattern: '^/room/([0-9]+)' } }).slice(0, 5)).toEqual([
    "acl sharded path -m reg '^/room/([0-9]+)'",
    'http-request set-header X-Keelson-Shard %[path] if sharded',
    "http-request replace-header X-Keelson-Shard '^.*?(?:^/room/([0-9]+)).*$' '\\1' if sharded",
    'http-request set-var(txn.shard) req.fhdr(X-Keelson-Shard) if sharded',
    'http-request del-header X-Keelson-Shard',
  ]);
});

test('a websocket may be silent for its own time, and no other upgrade passes', () => {
  const lines = backendOf({ protocol: 'websocket', timeouts: { responseSeconds: 20, socketSeconds: 900 } });
  expect(lines).toContain('timeout server 20s');
  expect(lines).toContain('timeout tunnel 900s');
  expect(lines).toContain('http-request del-header Upgrade unless { req.hdr(Upgrade) -i websocket }');
});

test('pods that speak HTTP/2 are spoken to in it', () => {
  expect(backendOf({ protocol: 'h2' }).at(-1)).toMatch(/ proto h2$/);
});

test('texts are compressed and headers are set where the host says so', () => {
  const lines = backendOf({ compress: true, responseHeaders: { 'X-Frame-Options': 'DENY', 'A-First': '100 %' } });
  expect(lines).toContain('compression algo gzip');
  expect(lines.filter((line) => line.startsWith('http-response'))).toEqual([
    "http-response set-header A-First '100 %%'",
    "http-response set-header X-Frame-Options 'DENY'",
  ]);
  expect(backendOf().join()).not.toContain('compression');
});

test('a client may be silent for as long as the slowest service', () => {
  expect(blockOf(routesOf({ timeouts: { responseSeconds: 300 } }), 'frontend http')).toContain('timeout client 300s');
  expect(blockOf(routesOf(), 'frontend http')).toContain('timeout client 60s');
});

test.each([
  [{ host: 'a b' }, "'hosts' must have only characters that need no quotes"],
  [{ paths: ['/a\nuse_backend x'] }, "'hosts' must have only characters that need no quotes"],
  [{ responseHeaders: { 'X A': '1' } }, "'responseHeaders' must have only characters that need no quotes"],
  [
    { responseHeaders: { 'X-A': '1\r\nX-B: 2' } },
    "'responseHeaders.X-A' must be one line of printable ASCII characters",
  ],
  [{ shardBy: { kind: 'query', name: 'a)' } } as const, "'shardBy.name' must have only letters, digits, dashes"],
  [{ shardBy: { kind: 'capture', pattern: '(a)\n' } } as const, "'shardBy.pattern' must be one line"],
])('%j, which no rule has seen, is not written', (host, message) => {
  expect(() => renderHaproxyProgram(unjudged(trafficOfHosts('haproxy', {}), host))).toThrow(message);
});

test('the same bytes come from the same services in any order', () => {
  const services = ['a', 'b', 'c'].map((name) =>
    hostedService({ name, hosts: [hostInput({ host: `${name}.stream.example.com` })] }),
  );
  const expected = renderHaproxyProgram(trafficOf('haproxy', services));
  fc.assert(
    fc.property(fc.shuffledSubarray(services, { minLength: services.length }), (shuffled) => {
      expect(renderHaproxyProgram(trafficOf('haproxy', shuffled))).toEqual(expected);
    }),
    { numRuns: 10 },
  );
});

test('the configuration grows by the same length for each service', () => {
  const sizeOf = (count: number) => {
    const services = Array.from({ length: count }, (_, index) =>
      hostedService({ name: `s${10 + index}`, hosts: [hostInput({ host: `s${10 + index}.stream.example.com` })] }),
    );
    return Object.values(renderHaproxyProgram(trafficOf('haproxy', services)).routes).join('').length;
  };
  expect(sizeOf(30) - sizeOf(20)).toBe(sizeOf(20) - sizeOf(10));
});
