import { setTimeout as sleep } from 'node:timers/promises';
import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { BALANCER, LATENCY_MILLIS } from './cloud';
import type { SocketState } from './held-sockets';
import { DRAIN_SECONDS, judgedTraffic } from './judged-traffic';
import { type FleetNode, ProxyFleet } from './proxy-fleet';
import { CHANGED, JUDGED_PROXIES, REFUSED } from './proxy-pod';

// Clients that keep their connections while routes change, while one of three proxies leaves in order, and while another one is killed.

/** Requests that must have been answered while nothing but changes in order happened. */
const REQUESTS = 100_000;

const HOST = 'shop.example.com';

describe.each(JUDGED_PROXIES)('three proxies by $kind', ({ kind, tool, signal }) => {
  let fleet: ProxyFleet;
  let nodes: readonly FleetNode[];
  const load = 'orderly';
  const first = renderProxyProgram(judgedTraffic({ kind }));
  const second = renderProxyProgram(judgedTraffic({ kind, hosts: [{ host: 'new.example.com' }] }));

  beforeAll(async () => {
    fleet = await ProxyFleet.start(`three-${kind}`);
    for (let count = 0; count < 3; count += 1) await fleet.add(tool, first);
    nodes = fleet.nodes;
    await startLoad(load, LATENCY_MILLIS);
  });

  afterAll(() => fleet.end());

  function startLoad(name: string, latencyMillis: number): Promise<void> {
    const proxies = nodes.map(({ end }) => end);
    return fleet.cloud.startLoad(name, { proxies, host: HOST, source: BALANCER, latencyMillis });
  }

  const statusOf = async (node: FleetNode, host: string) => (await fleet.ask(node, host, '/')).status;

  it('take a new host without a lost request, and a websocket lives on for the drain', async () => {
    const [node] = nodes as [FleetNode];
    await fleet.cloud.openSocket({
      address: node.end.address,
      port: node.end.http,
      host: 'chat.example.com',
      path: '/',
    });
    expect(await Promise.all(nodes.map((each) => statusOf(each, 'new.example.com')))).toEqual([404, 404, 404]);
    for (const { pod } of nodes) pod.publish(second.routes);
    await node.pod.awaitLog(CHANGED);
    const reloaded = Date.now();
    await Promise.all(nodes.map(({ pod }) => pod.awaitLog(CHANGED)));
    for (const each of nodes) {
      const knows = async (): Promise<true | undefined> =>
        (await statusOf(each, 'new.example.com')) === 200 || undefined;
      await pollUntil('a proxy to know the new host', knows, { seconds: 10 });
    }
    const [socket] = await endedSockets(fleet);
    const lived = ((socket?.endedAt ?? 0) - reloaded) / 1000;
    expect(socket?.code).toBe(1006);
    expect(lived).toBeGreaterThan(DRAIN_SECONDS - 4);
    fact('a websocket after a reload', `closed without a close frame after ${lived.toFixed(0)} s of ${DRAIN_SECONDS}`);
    expect((await fleet.cloud.figures(load)).failures).toEqual({});
  });

  it('keep out routes that they cannot read, say so, and serve on', async () => {
    const spoilt = Object.entries(second.routes).map(([file, text]) => [
      file,
      file.endsWith('.map') ? text : `${text}\nnonsense;\n`,
    ]);
    for (const { pod } of nodes) pod.publish(Object.fromEntries(spoilt));
    await Promise.all(nodes.map(({ pod }) => pod.awaitLog(REFUSED)));
    expect(await Promise.all(nodes.map((each) => statusOf(each, 'new.example.com')))).toEqual([200, 200, 200]);
    for (const { pod } of nodes) expect(pod.log.slice(pod.log.indexOf(REFUSED))).toContain('nonsense');
    expect((await fleet.cloud.figures(load)).failures).toEqual({});
  });

  it(`lose one in order, with none of ${REQUESTS} requests lost`, async () => {
    const [node] = nodes as [FleetNode];
    expect(await node.pod.preStop()).toMatchObject({ status: 0 });
    expect(await fleet.cloud.isOut(load, node.end.name)).toBe(true);
    expect(await node.pod.terminate(signal)).toBe(0);
    const isEnough = async () => ((await fleet.cloud.figures(load)).answered >= REQUESTS ? true : undefined);
    await pollUntil(`${REQUESTS} answers`, isEnough, { seconds: 120 });
    const figures = await fleet.cloud.stopLoad(load);
    fact('reload and orderly removal', `${figures.failed} of ${figures.answered + figures.failed} failed`);
    expect(figures.failures).toEqual({});
    expect(figures.refused).toBe(0);
  });

  it('lose no more than the requests in flight when one is killed, and none after its checks have failed', async () => {
    const [, node] = nodes as [FleetNode, FleetNode];
    // Without latency no request is sent to a proxy that is dead already, so that the number in flight at its death is exact.
    await startLoad('killed', 0);
    const isOut = async (name: string) => ((await fleet.cloud.isOut('killed', name)) ? true : undefined);
    await pollUntil('the first proxy to be out', () => isOut(nodes[0]?.end.name ?? ''), { seconds: 10 });
    await sleep(1000);
    const before = await fleet.cloud.figures('killed');
    const inFlight = await fleet.cloud.kill('killed', node.end.name, node.pod.pid);
    await pollUntil('the killed proxy to be out', () => isOut(node.end.name), { seconds: 10 });
    await sleep(2000);
    const after = await fleet.cloud.stopLoad('killed');
    const [lost, refused] = [after.failed - before.failed, after.refused - before.refused];
    fact('a killed proxy', `${lost} failed, of ${inFlight} in flight; ${refused} connections refused until detection`);
    expect(before.failed).toBe(0);
    expect(inFlight).toBeGreaterThan(0);
    expect(lost).toBeLessThanOrEqual(inFlight);
    expect(after.afterDetection - before.afterDetection).toBe(0);
  });

  function fact(name: string, value: string): void {
    Session.current().fact('ingress', `${kind}: ${name}`, value);
  }
});

async function endedSockets(fleet: ProxyFleet): Promise<readonly SocketState[]> {
  const haveEnded = async () => {
    const states = await fleet.cloud.sockets();
    return states.every(({ isOpen }) => !isOpen) ? states : undefined;
  };
  return pollUntil('the websocket to end', haveEnded, { seconds: 2 * DRAIN_SECONDS });
}
