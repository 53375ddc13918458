import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import { requestPaths } from '../../../../lib/specs/ingress/request-path';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { BALANCER, CLIENT, FRONT_END } from './cloud';
import { judgedTraffic, PODS, PORTS } from './judged-traffic';
import { PacketTrace, type TracedConnection } from './packet-trace';
import type { PodAnswer } from './pod-servers';
import { type FleetNode, ProxyFleet } from './proxy-fleet';

// The way of one request, by the packets of the client's network, of the cloud's and of the node's.

const HOST = 'shop.example.com';
const PATH = requestPaths({ datapath: 'gke-dataplane-v2', traffic: [judgedTraffic({ kind: 'haproxy' })] }).find(
  ({ host }) => host === HOST,
);

/** Ports of health checks and of DNS. */
const BESIDE = [PORTS.health, 53];

let fleet: ProxyFleet;
let node: FleetNode;

beforeAll(async () => {
  fleet = await ProxyFleet.start('hops');
  node = await fleet.add('haproxy-3.2', renderProxyProgram(judgedTraffic({ kind: 'haproxy' })));
  const { key, certificate } = await makeCertificate();
  const { address, http } = node.end;
  await fleet.cloud.startFrontEnd({
    address: FRONT_END,
    source: BALANCER,
    proxy: address,
    port: http,
    key,
    certificate,
  });
});

afterAll(() => fleet.end());

async function makeCertificate(): Promise<{ readonly key: string; readonly certificate: string }> {
  const folder = Session.current().subfolder('ingress-certificate');
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', `/CN=${HOST}`];
  const { status, stderr } = await runProgram([
    toolPath('openssl'),
    'req',
    ...kind,
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  if (status !== 0) throw new Error(stderr);
  return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
}

/** The connections of what is done meanwhile. */
async function trace(name: string, work: () => Promise<void>): Promise<readonly TracedConnection[]> {
  const packets = await PacketTrace.begin(name, [fleet.cloud.outer, fleet.cloud.inner, node.network]);
  await work();
  // The last packets need a moment.
  await sleep(500);
  return packets.end(BESIDE);
}

test('a request has the connections, the translations and the end of TLS that its RequestPath says', async () => {
  let seen: PodAnswer | undefined;
  const traced = await trace('whole', async () => {
    const command = ['--silent', '--insecure', '--resolve', `${HOST}:443:${FRONT_END}`, `https://${HOST}/x`];
    const { stdout, stderr } = await runProgram(fleet.cloud.outer.enter([toolPath('curl'), ...command]));
    expect(stderr).toBe('');
    seen = JSON.parse(stdout) as PodAnswer;
  });
  expect(PODS['web']).toContain(seen?.pod);
  expect(traced.map(({ from, to, port }) => [from, to, port])).toEqual([
    [CLIENT, FRONT_END, 443],
    [BALANCER, node.end.address, PORTS.http],
    [node.end.address, seen?.pod, 8080],
  ]);
  // Each rewrite of an address would show as one connection more.
  expect(traced.length - 1).toBe(PATH?.sums.hops);
  expect(traced.length).toBe((PATH?.sums.connections ?? 0) + (PATH?.sums.nats ?? 0));
  expect(traced.filter(({ isTls }) => isTls)).toHaveLength(PATH?.sums.tlsTerminations ?? 0);
  expect(seen?.headers['x-forwarded-for']?.split(',')[0]).toBe(CLIENT);
  expect(seen?.peer).toBe(node.end.address);
  Session.current().fact(
    'ingress',
    `hops of ${HOST}`,
    `${traced.length - 1} by packets, ${PATH?.sums.hops} by RequestPath`,
  );
});

test('a request past the front end has a hop less', async () => {
  const traced = await trace('short', async () => {
    expect(await fleet.ask(node, HOST, '/x')).toMatchObject({ status: 200 });
  });
  expect(traced.length - 1).toBe((PATH?.sums.hops ?? 0) - 1);
  expect(traced.filter(({ isTls }) => isTls)).toEqual([]);
});
