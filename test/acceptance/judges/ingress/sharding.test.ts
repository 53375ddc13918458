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
async function podsOf({ end }: FleetNode): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const host of HOSTS) {
    const asked = { address: end.address, port: end.http, host, source: BALANCER, path: '/', ...REQUESTS[host] };
    found.set(host, await fleet.cloud.podsOfKeys({ ...asked, keys: KEYS }));
  }
  return found;
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
  const fewest = { agree: 1, stay: 1, back: 1 };
  for (const host of HOSTS) {
    const [first = [], second = []] = before.map((each) => each.get(host) ?? []);
    const [left = [], other = []] = without.map((each) => each.get(host) ?? []);
    const kept = first.map((pod, key) => ({ pod, now: left[key] })).filter(({ pod }) => pod !== GONE);
    fewest.agree = Math.min(fewest.agree, share(first, second), share(left, other));
    fewest.stay = Math.min(fewest.stay, kept.filter(({ pod, now }) => pod === now).length / kept.length);
    fewest.back = Math.min(fewest.back, share(first, after[1]?.get(host) ?? []));
  }
  for (const [name, least] of Object.entries(fewest)) {
    Session.current().fact(
      'ingress',
      `keys that ${name}`,
      `${(least * 100).toFixed(1)} % of ${KEYS} or more, for each kind`,
    );
  }
  expect(fewest.agree).toBeGreaterThanOrEqual(0.99);
  expect(fewest.stay).toBeGreaterThanOrEqual(0.99);
  expect(fewest.back).toBeGreaterThanOrEqual(0.99);
});

test('proxies that know pods by their slots disagree', async () => {
  const [first = [], second = []] = (await Promise.all(bySlot.map(podsOf))).map(
    (each) => each.get('uri.example.com') ?? [],
  );
  const agreed = share(first, second);
  Session.current().fact('ingress', 'control: keys that agree without hash-key', `${(agreed * 100).toFixed(1)} %`);
  expect(new Set(first).size).toBeGreaterThanOrEqual(9);
  expect(agreed).toBeLessThan(0.9);
});
