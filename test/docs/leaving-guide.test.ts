import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsEnvironmentInput } from 'keelson';
import { drainChains } from '../../lib/specs/cluster/drain/drain-chains';
import { onlyCluster } from '../fixtures/manifests';
import { problemsOf } from '../specs/problems-of';
import { renderChains, renderChainTables } from './support/chain-tables';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile, ROOT } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const PATH = 'docs/guides/leaving.md';
const guide = new MarkdownFile(PATH);
const text = readFileSync(join(ROOT, PATH), 'utf8');
const shop = projects.of('leaving').load('apps/environments/shop-that-leaves.ts')['default'] as AwsEnvironmentInput;

test.each([...renderChainTables()])(
  'the guide has the chains of the reference environment %s as they are computed',
  (name, table) => {
    expect(text).toContain(`### ${name}\n\n${table}\n`);
  },
);

test('the guide has the chains of its own service as they are computed', () => {
  const chains = drainChains(onlyCluster(shop)).filter(({ workload }) => workload.name === 'chat');
  expect(text).toContain(`${renderChains(chains)}\n`);
});

test('the refusal in the guide is that of its environment with a heartbeat that is too short', () => {
  const clusters = shop.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) =>
      pool.name === 'general' ? { ...pool, aws: { ...pool.aws, terminateHeartbeatSeconds: 120 } } : pool,
    ),
  }));
  const [refusal] = guide.blocksOf('text');
  const found = problemsOf({ ...shop, clusters });
  expect(found.map((line) => `${line}\n`).join('')).toBe(refusal?.text);
});
