import * as fc from 'fast-check';
import { platform } from '../../../../apps/platform';
import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import type { DaemonTraffic } from '../../../../lib/specs/ingress/ingress-spec';
import type { ProxySpec } from '../../../../lib/specs/workload/traffic/proxy-spec';
import { maximalIngressEnvironment } from '../../../fixtures/maximal-ingress';
import { drawnPattern } from '../../../specs/workload/hosts/drawn-patterns';
import { Session } from '../../harness/session';
import { judgedTraffic, trafficOf, withFewConnections } from './judged-traffic';
import { type Fault, faulty, ProxyFleet } from './proxy-fleet';
import { JUDGED_PROXIES, type ProxyTool, REFUSED } from './proxy-pod';

// The rendered files before the real programs: the program in the pod takes routes only where its proxy does, and counts warnings as errors.

let fleet: ProxyFleet;

beforeAll(async () => {
  fleet = await ProxyFleet.start('files');
});

afterAll(() => fleet.end());

const traffics = [...platform.environments, { ...maximalIngressEnvironment(), name: 'maximal' }].flatMap(
  (environment) =>
    trafficOf(environment).map((traffic) => ({
      name: `${environment.name}: ${traffic.daemon.name}`,
      traffic: withFewConnections(traffic),
    })),
);

const cases = traffics.flatMap(({ name, traffic }) =>
  JUDGED_PROXIES.map(({ kind, tool }) => ({ name, kind, tool, traffic: inForm(kind, traffic) })),
);

/** The same hosts through a proxy of a kind; nginx shards none. */
function inForm(kind: ProxySpec['kind'], { daemon, ingress, routes }: DaemonTraffic): DaemonTraffic {
  const own = { ...daemon, proxy: { ...daemon.proxy, kind } };
  if (kind === 'haproxy') return { daemon: own, ingress, routes };
  const withoutKey = routes.map((route) => {
    return { ...route, host: { ...route.host, shardBy: undefined } };
  });
  return { daemon: own, ingress, routes: withoutKey };
}

it.each(cases)('$tool takes the files of $name', async ({ tool, traffic }) => {
  const { pod } = await fleet.add(tool, renderProxyProgram(traffic), traffic.daemon.hostPorts);
  expect(pod.log).not.toContain(REFUSED);
  expect(pod.log).not.toMatch(/\[(warn|WARNING)\].*(routes|haproxy\.cfg)/);
  await pod.kill();
});

it('has judged the files of a reference environment', () => {
  expect(cases.map(({ name }) => name)).toContain('streaming: edge-proxy');
  Session.current().fact('ingress', 'files of daemons', cases.length);
});

/** Patterns that the rules take; the same ones in each run. */
const PATTERNS = fc.sample(drawnPattern, { seed: 1, numRuns: 20 });

/** Traffic with a host for each pattern of a captured key. */
function capturedBy(patterns: readonly string[]): DaemonTraffic {
  const hosts = patterns.map((pattern, index) => {
    return { host: `captured-${index}.example.com`, shardBy: { kind: 'capture', pattern } } as const;
  });
  return judgedTraffic({ kind: 'haproxy', hosts });
}

it('HAProxy takes every pattern that the rules take', async () => {
  const program = renderProxyProgram(capturedBy(PATTERNS));
  const routes = Object.values(program.routes).join('');
  for (const pattern of PATTERNS) expect(routes).toContain(`acl sharded path -m reg '${pattern}'`);
  const { pod } = await fleet.add('haproxy-3.2', program);
  expect(pod.log).not.toContain(REFUSED);
  await pod.kill();
  Session.current().fact('ingress', 'patterns of captured keys', PATTERNS.length);
});

interface Refusal {
  readonly title: string;
  readonly tool: ProxyTool;
  readonly kind: ProxySpec['kind'];
  readonly fault?: Fault;
  readonly says: string;
}

const REFUSALS: readonly Refusal[] = [
  { title: 'HAProxy 2.6 refuses the key of the hash', tool: 'haproxy-2.6', kind: 'haproxy', says: 'hash-key' },
  {
    title: 'nginx 1.22 refuses the time of idle connections',
    tool: 'nginx-1.22',
    kind: 'nginx',
    says: 'keepalive_min_timeout',
  },
  {
    title: 'HAProxy refuses routes of which it warns',
    tool: 'haproxy-3.2',
    kind: 'haproxy',
    fault: ['haproxy.cfg', '  timeout server 30s\n', ''],
    says: 'missing timeouts',
  },
  {
    title: 'nginx refuses routes of which it warns',
    tool: 'nginx-1.30',
    kind: 'nginx',
    fault: ['routes.conf', 'gzip_types ', 'gzip_types text/html '],
    says: 'duplicate MIME type',
  },
  {
    title: 'HAProxy refuses an unknown word',
    tool: 'haproxy-3.2',
    kind: 'haproxy',
    fault: ['haproxy.cfg', 'balance leastconn', 'balance leastcon'],
    says: 'leastcon',
  },
  {
    title: 'nginx refuses an unknown word',
    tool: 'nginx-1.30',
    kind: 'nginx',
    fault: ['routes.conf', 'least_conn', 'least_con'],
    says: 'least_con',
  },
];

it('HAProxy refuses all routes for a pattern that JavaScript can read', async () => {
  const program = renderProxyProgram(capturedBy(['^/room/([0-9]+)']));
  const { pod } = await fleet.launch('haproxy-3.2', faulty(program, ['haproxy.cfg', '^/room/([0-9]+)', '^/[^](]+)']));
  await pod.awaitLog(REFUSED);
  expect(pod.log).toContain("regex '^/[^](]+)' is invalid");
  await pod.kill();
});

it.each(REFUSALS)('$title', async ({ tool, kind, fault, says }) => {
  const program = renderProxyProgram(judgedTraffic({ kind }));
  const { pod } = await fleet.launch(tool, fault === undefined ? program : faulty(program, fault));
  await pod.awaitLog(REFUSED);
  expect(pod.log).toContain(says);
  await pod.kill();
});
