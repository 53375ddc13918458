import { explainEnvironments } from '../../../lib/cli/explain/explain-environments';
import { frontedEnvironment, resolvedUnjudged } from '../../fixtures/fronted-environment';

const LOAD = { load: { connections: 1_000_000, newConnectionsPerSecond: 5000 } };
const SHARDED = { shardBy: { kind: 'query', name: 'room' }, paths: ['/live'] } as const;
const environment = resolvedUnjudged(frontedEnvironment({ edge: LOAD, host: SHARDED }));

test('the path of each host stands below the chains, with what the balancer saves', () => {
  const text = explainEnvironments([environment], {});
  expect(text).toMatch(/edge-proxy +│ edge +│ scale-in, +│ emptied by the balancer +│ emptied +│ drain 300 s of 300 s/);
  expect(text).toMatch(/player +│ - +│ rollout .*│ forgotten 0 +│/);
  expect(text).toMatch(
    /player\.stream\.example\.com .*│ client -> Google front end .*│ 2 +│ 0 +│ 2 \+ 0 +│ 67 % +│ hash of the/,
  );
  expect(text).toContain("A pod finds the client's address in X-Forwarded-For");
  expect(text).toContain(
    "saves the pools of 'edge/edge-proxy' about 2.5 processors with P-256 certificates, 5.0 with RSA-2048, for 5000 handshakes per second",
  );
});

test('the lines of both tables are not longer than a screen', () => {
  const text = explainEnvironments([environment], { workload: 'edge-proxy' });
  const lines = text.split('\n').filter((line) => /^[│┌]/.test(line));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(190);
});

test('the paths are those of the chosen workload, of its daemon too, and of no event', () => {
  const pathsOf = (choice: object): readonly unknown[] =>
    (JSON.parse(explainEnvironments([environment], { ...choice, json: true })) as [{ paths: unknown[] }])[0].paths;
  expect(pathsOf({ workload: 'player' })).toHaveLength(1);
  expect(pathsOf({ workload: 'edge/edge-proxy' })).toHaveLength(1);
  expect(pathsOf({ event: 'rollout' })).toEqual([]);
});

test('a path is written as data, with its connections and limits', () => {
  const [cluster] = JSON.parse(explainEnvironments([environment], { workload: 'player', json: true })) as [
    { paths: unknown[]; chains: { event: string; balancer: unknown }[] },
  ];
  expect(cluster.paths).toMatchObject([
    {
      host: 'player.stream.example.com',
      ingress: 'public',
      paths: ['/live'],
      namespace: 'video',
      workload: 'player',
      daemon: 'edge/edge-proxy',
      hops: 2,
      connections: 3,
      nats: 0,
      tlsTerminations: 1,
      tracking: { proxyNode: 2, podNode: 0 },
      tls: { handshakesPerSecond: 5000, saved: { ecdsa: 2.5, rsa: 5 } },
      clientAddress: { header: 'X-Forwarded-For', peer: 'proxy' },
      shard: { key: { kind: 'query', name: 'room' }, clusters: 1 },
    },
  ]);
  expect(cluster.chains.find(({ event }) => event === 'rollout')?.balancer).toMatchObject([
    { step: 'forgotten', neededSeconds: 40, slackSeconds: 0 },
  ]);
});

test('an environment without hosts has no table of paths', () => {
  const bare = resolvedUnjudged(frontedEnvironment({ service: { hosts: [] } }));
  expect(explainEnvironments([bare], {})).not.toContain('path of a request');
});
