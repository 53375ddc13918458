import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HANDSHAKE_MICROSECONDS } from '../../lib/analysis/request-path';
import { pathNotes } from '../../lib/cli/explain/path-rows';
import { requestPaths } from '../../lib/specs/ingress/request-path';
import { judgeMaxHops } from '../../lib/specs/ingress/request-path-rules';
import type { HostInput } from '../../lib/specs/workload/hosts/host-input';
import { renderProblem } from '../../lib/values/config-error';
import { Problems } from '../../lib/values/problems';
import { frontedEnvironment, resolvedUnjudged } from '../fixtures/fronted-environment';
import { MarkdownFile, ROOT } from './support/markdown-file';
import { renderPaths, renderPathTables } from './support/path-tables';

const PATH = 'docs/guides/request-path.md';
const guide = new MarkdownFile(PATH);
const text = readFileSync(join(ROOT, PATH), 'utf8');

const PLAYER: HostInput = { host: 'player.stream.example.com', ingress: 'public', maxHops: 1 };
const CHAT: HostInput = {
  host: 'chat.stream.example.com',
  ingress: 'public',
  protocol: 'websocket',
  shardBy: { kind: 'query', name: 'room' },
};
const LOAD = { connections: 1_100_000, newConnectionsPerSecond: 5000 };
const example = resolvedUnjudged(frontedEnvironment({ edge: { load: LOAD }, service: { hosts: [CHAT, PLAYER] } }));

test('the guide has the paths of every reference environment with hosts as they are computed', () => {
  for (const [name, table] of renderPathTables()) expect(text).toContain(`### ${name}\n\n${table}\n`);
});

test('the guide has the paths of its example as they are computed, with the sentences about them', () => {
  const paths = example.clusters.flatMap(requestPaths);
  expect(text).toContain(`${renderPaths(paths)}\n`);
  for (const note of pathNotes(paths)) expect(text).toContain(`> ${note}\n`);
});

test('the refusal in the guide is that of the example', () => {
  const problems = new Problems("environment 'streaming' > ingress 'public'");
  for (const ingress of example.ingress) judgeMaxHops(ingress, problems);
  const [refusal] = guide.blocksOf('text');
  expect(
    problems
      .all()
      .map((problem) => `${renderProblem(problem)}\n`)
      .join(''),
  ).toBe(refusal?.text);
});

test('the guide states the cost of a handshake that the sum counts', () => {
  expect(text).toContain(`${HANDSHAKE_MICROSECONDS.ecdsa} µs`);
  expect(text).toContain(`${HANDSHAKE_MICROSECONDS.rsa} µs`);
});
