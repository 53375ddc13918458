import type { GoogleEnvironmentInput, GoogleNodePoolInput } from 'keelson';
import { problemsOf } from '../specs/problems-of';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const guide = new MarkdownFile('docs/guides/scaling-nodes.md');
const [clock, upgrade] = guide.blocksOf('text');

/** Problems of the guide's environment with an edit of its edge pool, one line each. */
function problemsWith(edit: (pool: GoogleNodePoolInput) => GoogleNodePoolInput): string {
  const module = projects.of('scaling-nodes').load('apps/environments/video-with-evening.ts');
  const input = module['default'] as GoogleEnvironmentInput;
  const clusters = input.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) => (pool.name === 'edge' ? edit(pool) : pool)),
  }));
  return problemsOf({ ...input, clusters })
    .map((line) => `${line}\n`)
    .join('');
}

test("the guide's environment is accepted as it stands", () => {
  expect(problemsWith((pool) => pool)).toBe('');
});

test('the refusal of an hour that daylight saving repeats is that of the environment in the guide', () => {
  const until = (pool: GoogleNodePoolInput): GoogleNodePoolInput => {
    const { scaling } = pool;
    if (typeof scaling !== 'object' || scaling.kind !== 'instance-group') throw new Error('the pool has another loop');
    const schedules = (scaling.schedules ?? []).map((each) => ({ ...each, window: { ...each.window, end: '02:30' } }));
    return { ...pool, scaling: { ...scaling, schedules } };
  };
  expect(problemsWith(until)).toBe(clock?.text);
});

test('the refusal of an upgrade that does not fit its window is that of the environment in the guide', () => {
  const slow = (pool: GoogleNodePoolInput): GoogleNodePoolInput => {
    return { ...pool, size: { ...pool.size, max: 40 }, google: { ...pool.google, upgrade: { maxSurge: 1 } } };
  };
  expect(problemsWith(slow)).toBe(upgrade?.text);
});
