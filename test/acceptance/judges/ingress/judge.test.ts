import { gunzipSync } from 'node:zlib';
import { renderTrafficAlerts } from '../../../../lib/kubernetes/traffic-daemon/traffic-alerts';
import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import { PROXY_TRAITS } from '../../../../lib/specs/ingress/proxy-traits';
import { trafficCluster } from '../../../fixtures/traffic-environment';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { BALANCER } from './cloud';
import { HTTP2_SERVICE, judgedTraffic, LAG_SECONDS, PODS, PORTS } from './judged-traffic';
import { missingSeries } from './missing-series';
import type { PodAnswer } from './pod-servers';
import { type FleetNode, ProxyFleet } from './proxy-fleet';
import { JUDGED_PROXIES, REFUSED } from './proxy-pod';

// Requests through one proxy of each kind, and what its health port says from its start to its end.

describe.each(JUDGED_PROXIES)('$kind', ({ kind, tool }) => {
  let fleet: ProxyFleet;
  let node: FleetNode;

  beforeAll(async () => {
    fleet = await ProxyFleet.start(`one-${kind}`);
    node = await fleet.add(tool, renderProxyProgram(judgedTraffic({ kind })));
  });

  afterAll(() => fleet.end());

  /** What the pod says that got the request. */
  async function seenByPod(host: string, path: string, headers?: Readonly<Record<string, string>>): Promise<PodAnswer> {
    const { status, body } = await fleet.ask(node, host, path, headers);
    expect({ status, body }).toMatchObject({ status: 200 });
    return JSON.parse(body) as PodAnswer;
  }

  it.each([
    ['web', 'shop.example.com', '/'],
    ['web', 'shop.example.com', '/apiary'],
    ['web', 'SHOP.example.com:443', '/x?y=/api'],
    ['api', 'shop.example.com', '/api'],
    ['api', 'shop.example.com', '/api/x'],
    ['api', 'shop.example.com', '/api/v2/x'],
    ['api', 'shop.example.com', '/api/v2/deeper'],
    ['deep', 'shop.example.com', '/api/v2/deep?x=1'],
    ['deep', 'shop.example.com', '/api/v2/deep/x'],
    ['chat', 'chat.example.com', '/?room=1'],
  ])('sends to %s what asks for %s%s', async (service, host, path) => {
    const { pod, url } = await seenByPod(host, path);
    expect(PODS[service]).toContain(pod);
    expect(url).toBe(path);
  });

  it('speaks HTTP/2 to pods, or has no such host', async () => {
    const { status, body } = await fleet.ask(node, 'h2.example.com', '/x?y=z');
    expect(status).toBe(PROXY_TRAITS[kind].protocols.includes('h2') ? 200 : 404);
    if (status === 200) expect(PODS[HTTP2_SERVICE]).toContain((JSON.parse(body) as PodAnswer).pod);
  });

  it('answers with 404 for a host that no service has', async () => {
    expect(await fleet.ask(node, 'other.example.com', '/')).toMatchObject({ status: 404 });
    expect(await fleet.ask(node, 'shop.example.com.evil.example', '/')).toMatchObject({ status: 404 });
  });

  it('redirects www to the host, with path and query', async () => {
    const { status, headers } = await fleet.ask(node, 'www.shop.example.com', '/a/b?c=d');
    expect([status, headers.location]).toEqual([301, 'https://shop.example.com/a/b?c=d']);
  });

  it('adds the headers of the host to its answers, and to no other ones', async () => {
    const own = await fleet.ask(node, 'shop.example.com', '/');
    const other = await fleet.ask(node, 'chat.example.com', '/');
    expect(own.headers['strict-transport-security']).toBe('max-age=31536000');
    expect(other.headers['strict-transport-security']).toBeUndefined();
  });

  it('passes on what the balancer says of the client, and does not believe others', async () => {
    const forwarded = { 'X-Forwarded-For': '198.51.100.9,203.0.113.10' };
    const { headers } = await seenByPod('shop.example.com', '/', forwarded);
    expect(headers['x-forwarded-for']).toBe('198.51.100.9,203.0.113.10');
    expect(headers['x-forwarded-proto']).toBe('https');
    const { address, http: port } = node.end;
    const { body } = await fleet.cloud.ask({ address, port, host: 'shop.example.com', path: '/', headers: forwarded });
    expect((JSON.parse(body) as PodAnswer).headers['x-forwarded-for']).not.toContain('198.51.100.9');
  });

  it('compresses a long text for who asks, where the host says so', async () => {
    const asks = { 'Accept-Encoding': 'gzip' };
    const compressed = await fleet.ask(node, 'shop.example.com', '/long', asks);
    const plain = await fleet.ask(node, 'chat.example.com', '/long', asks);
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.from(compressed.bodyBase64, 'base64')).toString()).toBe(plain.body);
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it('passes a websocket', async () => {
    await fleet.cloud.openSocket({
      address: node.end.address,
      port: node.end.http,
      host: 'chat.example.com',
      path: '/',
    });
    const echoed = async () => (await fleet.cloud.sockets()).find(({ answeredAt }) => answeredAt > 0);
    expect(await pollUntil('a word to come back', echoed, { seconds: 10 })).toMatchObject({ isOpen: true });
    await fleet.cloud.closeSockets();
  });

  /** What a Prometheus gets. */
  function scrape() {
    const { metricsPath: path } = renderProxyProgram(judgedTraffic({ kind }));
    return fleet.cloud.ask({ address: node.end.address, port: PORTS.metrics, host: 'x', path, source: BALANCER });
  }

  /** Version of the routes that the proxy says to use. */
  async function shownVersion(): Promise<string | undefined> {
    const { body } = await scrape();
    return /^(?:haproxy_process_description\{desc|nginx_routes\{version)="(.*)"\} 1$/m.exec(body)?.[1];
  }

  it('has every series that the alerts read', async () => {
    const traffic = judgedTraffic({ kind });
    const { status, body } = await scrape();
    expect([status, missingSeries(renderTrafficAlerts(trafficCluster(), traffic), body)]).toEqual([200, []]);
    expect(body).not.toContain('haproxy_server_');
  });

  it('shows the version of the routes that it uses: the former one while it keeps new ones out', async () => {
    const former = renderProxyProgram(judgedTraffic({ kind }));
    const next = renderProxyProgram(judgedTraffic({ kind, hosts: [{ host: 'next.example.com' }] }));
    expect(await shownVersion()).toBe(former.routesVersion);
    node.pod.publish(
      Object.fromEntries(Object.entries(next.routes).map(([name, text]) => [name, `${text}\nno_such_word 1\n`])),
    );
    await node.pod.awaitLog(REFUSED, 0);
    expect(await shownVersion()).toBe(former.routesVersion);
    node.pod.publish(next.routes);
    const isNext = async (): Promise<true | undefined> => (await shownVersion()) === next.routesVersion || undefined;
    await pollUntil('the new version', isNext, { seconds: 60, describe: () => node.pod.log.slice(-2000) });
  });

  it('would lack a series if the exporter had another name for it', () => {
    const others = 'haproxy_process_uptime_seconds 1\nnginx_connections{state="active"} 1\n';
    const missing = missingSeries(renderTrafficAlerts(trafficCluster(), judgedTraffic({ kind })), others);
    expect(missing.join(' ')).toContain(
      kind === 'nginx' ? 'nginx_routes{version!=' : 'haproxy_backend_active_servers{}',
    );
  });

  it('fails its health check from the moment at which the pod is told to leave, and serves on until the balancer knows', async () => {
    expect(await fleet.health(node)).toBe(200);
    const start = Date.now();
    const left = node.pod.preStop();
    const isFailing = async (): Promise<true | undefined> => (await fleet.health(node)) === 503 || undefined;
    await pollUntil('the health check to fail', isFailing, { seconds: LAG_SECONDS, everyMillis: 50 });
    const statuses: number[] = [];
    let isOver = false;
    void left.then(() => {
      isOver = true;
    });
    while (!isOver) statuses.push((await fleet.ask(node, 'shop.example.com', '/')).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await left).toMatchObject({ status: 0 });
    expect(Date.now() - start).toBeGreaterThanOrEqual(LAG_SECONDS * 1000);
    expect(await fleet.health(node)).toBe(503);
    expect(await node.pod.terminate()).toBe(0);
    Session.current().fact('ingress', `${kind}: requests answered while its health check failed`, statuses.length);
  });
});
