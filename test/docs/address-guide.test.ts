import { type AwsEnvironmentInput, EnvironmentSpec, type GoogleEnvironmentInput } from 'keelson';
import { awsSubnetPlans } from '../../lib/specs/cluster/addresses/aws-subnet-plan';
import { googleRangePlans } from '../../lib/specs/cluster/addresses/google-range-plan';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

/** Fenced blocks in the section on addresses of a guide. */
function printed(path: string): readonly string[] {
  const blocks = new MarkdownFile(path).blocksOf('text').filter(({ heading }) => heading.includes('Addresses: '));
  return blocks.map(({ text }) => text.trim());
}

function clustersOf(guide: 'aws' | 'google', module: string) {
  const input = projects.of(guide).load(module)['default'] as AwsEnvironmentInput | GoogleEnvironmentInput;
  return EnvironmentSpec.from(input).clusters;
}

test('the calculations in the AWS guide are those of its environment, in each zone', () => {
  for (const cluster of clustersOf('aws', 'apps/environments/shop.ts')) {
    if (cluster.cloud !== 'aws') continue;
    const [first, ceiling] = (['initial', 'max'] as const).map((counted) => awsSubnetPlans(cluster, counted));
    expect(first).toHaveLength(2);
    for (const { need, room, holds } of first ?? []) {
      expect(holds).toBe(true);
      expect(printed('docs/guides/aws.md')[0]).toBe(`${need}\n${room}`);
    }
    for (const { need } of ceiling ?? []) expect(printed('docs/guides/aws.md')[1]).toBe(need);
  }
});

test('the calculations in the Google guide are those of its environment', () => {
  for (const cluster of clustersOf('google', 'apps/environments/video.ts')) {
    if (cluster.cloud !== 'google') continue;
    const sums = (['initial', 'max'] as const).map((counted) =>
      googleRangePlans(cluster, counted)
        .map(({ need }) => need)
        .join('\n'),
    );
    expect(printed('docs/guides/google.md')).toEqual(sums);
  }
});
