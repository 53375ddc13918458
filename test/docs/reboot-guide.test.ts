import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AwsEnvironmentInput, EnvironmentSpec, rebootRisks } from 'keelson';
import { renderRebootTable } from '../../lib/cli/reboot-table';
import { ConfigError } from '../../lib/values/config-error';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile, ROOT } from './support/markdown-file';
import { evenOdds, REBOOT_MINUTES, renderRebootTables } from './support/reboot-tables';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const guide = new MarkdownFile('docs/guides/reboots.md');
const text = readFileSync(join(ROOT, 'docs/guides/reboots.md'), 'utf8');
const fleet = projects.of('reboots').load('apps/environments/fleet.ts')['default'] as AwsEnvironmentInput;

test.each([...renderRebootTables()])('the table %s of the guide is what the library computes', (_, table) => {
  expect(text).toContain(table);
});

test('even odds are at 45, 21, 16 and 11 nodes', () => {
  const nodes = REBOOT_MINUTES.map((minutes) => evenOdds('random-day', minutes));
  expect(nodes).toEqual([45, 21, 16, 11]);
  expect(text).toContain(`| nodes | ${nodes.join(' | ')} |`);
});

test('the guide prints the risk as the command does, and a refusal as users read it', () => {
  const risks = EnvironmentSpec.from(fleet).clusters.flatMap((cluster) =>
    rebootRisks(cluster).map((risk) => ({ ...risk, cluster: cluster.name })),
  );
  const blocks = guide.blocksOf('text').map((block) => block.text.trim());
  expect(blocks).toEqual([renderRebootTable(new Map([['fleet', risks]])), refusal()]);
});

/** What becomes of the crawlers with one night a week and one node down at most. */
function refusal(): string {
  const input = structuredClone(fleet);
  const clusters = input.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) => {
      if (pool.reboots?.kind !== 'random') return pool;
      const window = { ...pool.reboots.window, days: ['tuesday'] as const };
      return { ...pool, reboots: { ...pool.reboots, window, maxNodesDown: 1 } };
    }),
  }));
  try {
    EnvironmentSpec.from({ ...input, clusters });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
