import { type RequestPath, renderLegs, requestPaths } from '../../../lib/specs/ingress/request-path';
import { judgeMaxHops } from '../../../lib/specs/ingress/request-path-rules';
import { renderProblem } from '../../../lib/values/config-error';
import { Problems } from '../../../lib/values/problems';
import { type FrontedOverrides, frontedEnvironment, resolvedUnjudged } from '../../fixtures/fronted-environment';

function pathOf(overrides: FrontedOverrides = {}): RequestPath {
  const [cluster] = resolvedUnjudged(frontedEnvironment(overrides)).clusters;
  const [path, ...others] = cluster === undefined ? [] : requestPaths(cluster);
  if (path === undefined || others.length > 0) throw new Error('the environment must have one path');
  return path;
}

test('a request takes two hops, over the front end and the proxy of a node, without a NAT', () => {
  const path = pathOf();
  expect(path.sums).toEqual({ hops: 2, connections: 3, nats: 0, tlsTerminations: 1 });
  expect(renderLegs(path.legs)).toBe(
    "client -> Google front end (TLS ends) -> haproxy of 'edge/edge-proxy' on its node -> pod of 'video/player'",
  );
});

test('the table of connections has both connections on the node of the proxy, and on that of the pod only without Dataplane V2', () => {
  expect(pathOf().tracking).toEqual({ proxyNode: 2, podNode: 0 });
  expect(pathOf({ datapath: 'calico' }).tracking).toEqual({ proxyNode: 2, podNode: 1 });
});

test('the share between zones follows from the zones of both pools', () => {
  const { zones } = pathOf();
  expect(zones.proxies).toEqual(['europe-west4-a', 'europe-west4-b', 'europe-west4-c']);
  expect(zones.pods).toEqual(zones.proxies);
  expect(zones.crossShare).toBeCloseTo(2 / 3);
});

test('the processors of TLS follow from the new connections of the pool, and are unknown without them', () => {
  const load = { connections: 1_000_000, newConnectionsPerSecond: 5000 };
  expect(pathOf({ edge: { load } }).tls).toEqual({ handshakesPerSecond: 5000, saved: { ecdsa: 2.5, rsa: 5 } });
  expect(pathOf({ edge: { load: { connections: 1_000_000 } } }).tls).toBeUndefined();
  expect(pathOf().tls).toBeUndefined();
});

test('the limits of a plain host are those of its own time and of the balancer', () => {
  const limits = pathOf({ host: { timeouts: { responseSeconds: 45 } } }).limits;
  expect(limits.map(({ by, what, seconds }) => [by, what, seconds])).toEqual([
    ['balancer', 'unused client connection', 610],
    ['balancer', 'whole answer', 45],
    ['balancer', 'unused proxy connection', 600],
    ['proxy', 'unused connection', 620],
    ['proxy', 'begin of an answer', 45],
  ]);
});

test('a websocket lives as long as the longest of its ingress, and may be silent for as long as its host says', () => {
  const { limits } = pathOf({ host: { protocol: 'websocket', timeouts: { socketSeconds: 900 } } });
  expect(limits.find(({ what }) => what.startsWith('life'))).toMatchObject({ by: 'balancer', seconds: 900 });
  expect(limits.find(({ what }) => what.startsWith('silence'))).toMatchObject({ by: 'proxy', seconds: 900 });
});

test('a shard key is shown with the clusters that serve the host', () => {
  expect(pathOf().shard).toBeUndefined();
  const key = { kind: 'query', name: 'room' } as const;
  expect(pathOf({ host: { shardBy: key } }).shard).toEqual({ key, clusters: 1 });
});

describe('maxHops', () => {
  const found = (maxHops?: number): readonly string[] => {
    const problems = new Problems("ingress 'public'");
    const host = maxHops === undefined ? {} : { maxHops };
    for (const ingress of resolvedUnjudged(frontedEnvironment({ host })).ingress) judgeMaxHops(ingress, problems);
    return problems.all().map(renderProblem);
  };

  test('refuses a path that takes more, and shows it', () => {
    expect(found(1)).toEqual([
      "ingress 'public' > host 'player.stream.example.com': 'maxHops' must allow the 2 hops to 'video/player' (client -> Google front end (TLS ends) -> haproxy of 'edge/edge-proxy' on its node -> pod of 'video/player'), got 1; raise it to 2 or leave it out; no request to a shared ingress takes fewer",
    ]);
  });

  test('accepts the hops that a path takes, and judges no host that states none', () => {
    expect(found(2)).toEqual([]);
    expect(found()).toEqual([]);
  });
});
