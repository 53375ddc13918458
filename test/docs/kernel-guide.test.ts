import { EnvironmentSpec, type GoogleEnvironmentInput, renderKernelPlan } from 'keelson';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const guide = new MarkdownFile('docs/guides/kernel-tuning.md');
const live = projects.of('kernel').load('apps/environments/live.ts')['default'] as GoogleEnvironmentInput;
const pools = EnvironmentSpec.from(live).clusters.flatMap((cluster) => cluster.pools.map((pool) => pool));

test('the guide prints the plan of its edge pool as the library does', () => {
  const edge = pools.find((pool) => pool.name === 'edge');
  expect(guide.blocksOf('text').map(({ text }) => text.trim())).toEqual([renderKernelPlan(edge?.kernel ?? fail())]);
});

test('the script of the guide prints every pool', () => {
  const printed = jest.spyOn(console, 'log').mockReturnValue(undefined);
  projects.of('kernel').run('scripts/explain-kernel.ts');
  const text = printed.mock.calls.flat().join('\n');
  printed.mockRestore();
  for (const { name } of pools) expect(text).toContain(`${name}\n`);
});

function fail(): never {
  throw new Error("the guide's environment has no pool 'edge'");
}
