import { pathNotes, pathRows } from '../../../lib/cli/explain/path-rows';
import { requestPaths } from '../../../lib/specs/ingress/request-path';
import type { ShardKeyInput } from '../../../lib/specs/workload/hosts/host-input';
import { type FrontedOverrides, frontedEnvironment, resolvedUnjudged } from '../../fixtures/fronted-environment';

const pathsOf = (overrides: FrontedOverrides = {}) =>
  resolvedUnjudged(frontedEnvironment(overrides)).clusters.flatMap(requestPaths);

test.each<[ShardKeyInput, string]>([
  [{ kind: 'uri' }, 'hash of path and query; all proxies agree'],
  [{ kind: 'capture', pattern: '^/room/([0-9]+)' }, "hash of '^/room/([0-9]+)' in the path; all proxies agree"],
  [{ kind: 'query', name: 'room' }, "hash of the parameter 'room'; all proxies agree"],
  [{ kind: 'header', name: 'X-Room' }, "hash of the header 'X-Room'; all proxies agree"],
  [{ kind: 'cookie', name: 'room' }, "hash of the cookie 'room'; all proxies agree"],
])('the key %j is named with who agrees on it', (shardBy, text) => {
  expect(pathRows(pathsOf({ host: { shardBy } })).map(({ pod }) => pod)).toEqual([text]);
});

test('proxies of several clusters do not agree, because each cluster has pods of its own', () => {
  const [path] = pathsOf({ host: { shardBy: { kind: 'uri' } } });
  if (path?.shard === undefined) throw new Error('the path must have a key');
  const [row] = pathRows([{ ...path, shard: { ...path.shard, clusters: 2 } }]);
  expect(row?.pod).toBe(
    'hash of path and query; all proxies of a cluster agree, and each of 2 clusters has its own pods',
  );
});

test('a host without a key goes to the pod with the fewest connections, and all its paths are not named', () => {
  expect(pathRows(pathsOf())).toMatchObject([{ hosts: 'player.stream.example.com', pod: 'fewest connections' }]);
});

test('nothing is said of processors where no load is stated, and nothing at all without paths', () => {
  expect(pathNotes(pathsOf())).toHaveLength(1);
  expect(pathNotes([])).toEqual([]);
});

test('hosts whose paths are alike share a row, and each keeps the paths that its service answers', () => {
  const hosts = [
    { host: 'a.stream.example.com', ingress: 'public' },
    { host: 'b.stream.example.com', ingress: 'public', paths: ['/live', '/vod'] },
    { host: 'c.stream.example.com', ingress: 'public', shardBy: { kind: 'uri' } },
  ] as const;
  expect(pathRows(pathsOf({ service: { hosts } })).map((row) => row.hosts)).toEqual([
    'a.stream.example.com, b.stream.example.com (/live /vod)',
    'c.stream.example.com',
  ]);
});
