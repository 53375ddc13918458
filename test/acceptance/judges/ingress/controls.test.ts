import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyProgram } from '../../../../lib/render/proxies/proxy-program';
import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import type { ProxySpec } from '../../../../lib/specs/workload/traffic/proxy-spec';
import { Session } from '../../harness/session';
import { BALANCER, LATENCY_MILLIS } from './cloud';
import { judgedTraffic } from './judged-traffic';
import { type Fault, faulty, ProxyFleet } from './proxy-fleet';
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
  const { end, pod } = await fleet.add(tool, programOf());
  await fleet.cloud.startLoad(title, {
    proxies: [end],
    host: 'shop.example.com',
    source: BALANCER,
    latencyMillis: LATENCY_MILLIS,
  });
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
