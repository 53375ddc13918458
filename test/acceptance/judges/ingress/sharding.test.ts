import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { BALANCER } from './cloud';
import { judgedTraffic, PODS, podRecords, SHARDED } from './judged-traffic';
import { type FleetNode, faulty, ProxyFleet } from './proxy-fleet';

// Keys and pods: two proxies alike that learn the pods in different orders, and a pod that goes and comes back.

const KEYS = 500;

/** What carries the key, by host. */
const REQUESTS: Readonly<
  Record<string, { readonly path: string; readonly headers?: Readonly<Record<string, string>> }>
> = {
  'uri.example.com': { path: '/KEY' },
  'header.example.com': { path: '/', headers: { 'X-Room': 'KEY' } },
  'cookie.example.com': { path: '/', headers: { Cookie: 'a=b; room=KEY' } },
  'query.example.com': { path: '/x?a=b&room=KEY' },
  'capture.example.com': { path: '/room/KEY?x=y' },
};

const HOSTS = Object.keys(SHARDED);
const GONE = String(PODS['web']?.[3]);

let fleet: ProxyFleet;
let alike: readonly FleetNode[];
let bySlot: readonly FleetNode[];

beforeAll(async () => {
  fleet = await ProxyFleet.start('sharding');
  const hosts = Object.entries(SHARDED).map(([host, shardBy]) => ({ host, ...(shardBy && { shardBy }) }));
  const program = renderProxyProgram(judgedTraffic({ kind: 'haproxy', hosts }));
  const unkeyed = faulty(program, ['haproxy.cfg', 'hash-key addr', '']);
  const addBoth = async () =>
    [await fleet.add('haproxy-3.2', program), await fleet.add('haproxy-3.2', unkeyed)] as const;
  // The first ones learn five pods before the others, so that their slots have other pods.
  await fleet.cloud.publish(podRecords({ ...PODS, web: (PODS['web'] ?? []).slice(5) }));
  const older = await addBoth();
  await awaitPods(older, 5);
  await fleet.cloud.publish(podRecords());
  const newer = await addBoth();
  alike = [older[0], newer[0]];
  bySlot = [older[1], newer[1]];
});

afterAll(() => fleet.end());

/** Pod of each key, by host. */
async function podsOf(node: FleetNode): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const host of HOSTS) found.set(host, await podsOfHost(node, host));
  return found;
}

function podsOfHost({ end }: FleetNode, host: string): Promise<readonly string[]> {
  const asked = { address: end.address, port: end.http, host, source: BALANCER, path: '/', ...REQUESTS[host] };
  return fleet.cloud.podsOfKeys({ ...asked, keys: KEYS });
}

/** Waits until a proxy's keys are on as many pods. */
async function awaitPods(nodes: readonly FleetNode[], count: number): Promise<void> {
  for (const node of nodes) {
    const isSo = async (): Promise<true | undefined> => {
      const { address, http: port } = node.end;
      const asked = { address, port, host: 'uri.example.com', path: '/KEY', source: BALANCER, keys: 300 };
      return new Set(await fleet.cloud.podsOfKeys(asked)).size === count || undefined;
    };
    await pollUntil(`${node.end.name} to know ${count} pods`, isSo, { seconds: 60, everyMillis: 500 });
  }
}

const percent = (part: number): string => `${(part * 100).toFixed(1)} % of ${KEYS}`;

const share = (left: readonly string[], right: readonly string[]): number =>
  left.filter((pod, key) => pod === right[key]).length / left.length;

test('two proxies alike send each key to the same pod, and keys stay when another pod goes and comes back', async () => {
  await awaitPods(alike, 10);
  const before = await Promise.all(alike.map(podsOf));
  await fleet.cloud.publish(podRecords({ ...PODS, web: (PODS['web'] ?? []).filter((pod) => pod !== GONE) }));
  await awaitPods([...alike, ...bySlot], 9);
  const without = await Promise.all(alike.map(podsOf));
  await fleet.cloud.publish(podRecords());
  await awaitPods(alike, 10);
  const after = await Promise.all(alike.map(podsOf));
  const shares = HOSTS.map((host) => {
    const [first = [], second = []] = before.map((each) => each.get(host) ?? []);
    const [left = [], other = []] = without.map((each) => each.get(host) ?? []);
    const others = first.map((pod, key) => ({ pod, now: left[key] })).filter(({ pod }) => pod !== GONE);
    return {
      agree: Math.min(share(first, second), share(left, other)),
      stay: others.filter(({ pod, now }) => pod === now).length / others.length,
      back: share(first, after[1]?.get(host) ?? []),
    };
  });
  for (const [part, name] of [
    ['agree', 'two proxies send to one pod'],
    ['stay', 'stay while another pod is gone'],
    ['back', 'come back with the pod'],
  ] as const) {
    const least = Math.min(...shares.map((each) => each[part]));
    Session.current().fact('ingress', `keys that ${name}`, `${percent(least)} or more, by each kind of key`);
    expect(least).toBeGreaterThanOrEqual(0.99);
  }
});

test('proxies that know pods by their slots disagree', async () => {
  const [first = [], second = []] = (await Promise.all(bySlot.map(podsOf))).map(
    (each) => each.get('uri.example.com') ?? [],
  );
  const agreed = share(first, second);
  Session.current().fact('ingress', 'control: keys on one pod without hash-key', percent(agreed));
  expect(new Set(first).size).toBeGreaterThanOrEqual(9);
  expect(agreed).toBeLessThan(0.9);
});

test('nginx knows pods by the one name that they share and disagrees, which is why it is refused keys', async () => {
  const plain = renderProxyProgram(judgedTraffic({ kind: 'nginx', hosts: [{ host: 'uri.example.com' }] }));
  const hashed = faulty(plain, ['routes.conf', 'least_conn;', 'hash $request_uri consistent;']);
  const nodes = [await fleet.add('nginx-1.30', hashed), await fleet.add('nginx-1.30', hashed)] as const;
  await awaitPods(nodes, 10);
  const [first = [], second = []] = await Promise.all(nodes.map((node) => podsOfHost(node, 'uri.example.com')));
  const agreed = share(first, second);
  Session.current().fact('ingress', 'control: keys on one pod by nginx', percent(agreed));
  expect(agreed).toBeLessThan(0.9);
});
