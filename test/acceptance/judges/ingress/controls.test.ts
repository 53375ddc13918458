import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyProgram } from '../../../../lib/render/proxies/proxy-program';
import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import type { ProxySpec } from '../../../../lib/specs/workload/traffic/proxy-spec';
import { Session } from '../../harness/session';
import { BALANCER, LATENCY_MILLIS } from './cloud';
import { judgedTraffic } from './judged-traffic';
import { type Fault, type FleetNode, faulty, ProxyFleet } from './proxy-fleet';
import { CHANGED, type ProxyTool } from './proxy-pod';

// Proxies that lose requests where routes change: otherwise the load of the judge would prove nothing.

interface Control {
  readonly title: string;
  readonly kind: ProxySpec['kind'];
  readonly tool: ProxyTool;
  readonly faults: readonly Fault[];
}

const WITHOUT_KEEPING: Fault = ['nginx.conf', 'keepalive_min_timeout', '# keepalive_min_timeout'];

const CONTROLS: readonly Control[] = [
  {
    title: 'HAProxy without idle-close-on-response',
    kind: 'haproxy',
    tool: 'haproxy-3.2',
    faults: [['haproxy.cfg', 'option idle-close-on-response', 'no option idle-close-on-response']],
  },
  { title: 'nginx 1.30 without keepalive_min_timeout', kind: 'nginx', tool: 'nginx-1.30', faults: [WITHOUT_KEEPING] },
  {
    title: 'nginx 1.22, which knows neither keepalive_min_timeout nor resolve',
    kind: 'nginx',
    tool: 'nginx-1.22',
    faults: [WITHOUT_KEEPING, ['routes.conf', ' resolve ', ' ']],
  },
];

/** Changes of routes after which a control that has lost nothing has not done its work. */
const MOST_CHANGES = 3;

let fleet: ProxyFleet;

beforeAll(async () => {
  fleet = await ProxyFleet.start('controls');
});

afterAll(() => fleet.end());

test.each(CONTROLS)('$title loses requests while routes change', async ({ title, kind, tool, faults }) => {
  const programOf = (host?: string): ProxyProgram => {
    const traffic = judgedTraffic({ kind, hosts: host === undefined ? [] : [{ host }] });
    return faults.reduce((program, fault) => faulty(program, fault), renderProxyProgram(traffic));
  };
  const node = await fleet.add(tool, programOf());
  const { pod } = node;
  await startLoad(title, [node]);
  await sleep(2000);
  expect((await fleet.cloud.figures(title)).failures).toEqual({});
  let changes = 0;
  while (changes < MOST_CHANGES && (await fleet.cloud.figures(title)).failed === 0) {
    changes += 1;
    pod.publish(programOf(`new-${changes}.example.com`).routes);
    await pod.awaitLog(CHANGED, changes);
    await sleep(2000);
  }
  const { answered, failed } = await fleet.cloud.stopLoad(title);
  Session.current().fact(
    'ingress',
    `control: ${title}`,
    `${failed} of ${answered + failed} failed, changes: ${changes}`,
  );
  expect(failed).toBeGreaterThan(0);
});

test('a proxy that is told to stop before its checks have failed refuses connections', async () => {
  const program = renderProxyProgram(judgedTraffic({ kind: 'haproxy' }));
  const nodes = [await fleet.add('haproxy-3.2', program), await fleet.add('haproxy-3.2', program)] as const;
  await startLoad('hasty', nodes);
  await sleep(1000);
  const [{ pod }] = nodes;
  expect(await pod.terminate()).toBe(0);
  await sleep(1500);
  const { answered, failed, refused } = await fleet.cloud.stopLoad('hasty');
  const fact = `${refused} connections refused, ${failed} of ${answered + failed} failed`;
  Session.current().fact('ingress', 'control: HAProxy stopped without preStop', fact);
  expect(refused).toBeGreaterThan(0);
});

function startLoad(name: string, nodes: readonly FleetNode[]): Promise<void> {
  const proxies = nodes.map(({ end }) => end);
  const options = { host: 'shop.example.com', source: BALANCER, latencyMillis: LATENCY_MILLIS };
  return fleet.cloud.startLoad(name, { proxies, ...options });
}
