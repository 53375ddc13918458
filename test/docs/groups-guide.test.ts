import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsEnvironmentInput, GoogleEnvironmentInput } from 'keelson';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../lib/stacks/aws/add-aws-stacks';
import { addGoogleStacks } from '../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks } from '../../lib/testing/synthesize-stacks';
import { ACTIONS_OF_TYPES } from './support/deployer-actions';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile, ROOT } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const GUIDE = 'docs/guides/groups.md';

function typesOfPlatform(input: AwsEnvironmentInput): readonly string[] {
  const stacks = synthesizeStacks((app) => {
    addAwsStacks(app, EnvironmentSpec.from(input));
  });
  return Object.keys(stacks['shop-main-platform']?.['resource'] ?? {});
}

test('the guide names every action that groups need beside those of the platform stack', () => {
  const module = projects.of('groups').load('apps/environments/shop-with-proxies.ts');
  const input = module['default'] as AwsEnvironmentInput;
  const [own, all] = [{ ...input, clusters: input.clusters.map((cluster) => ({ ...cluster, groups: [] })) }, input].map(
    typesOfPlatform,
  );
  const policy = new MarkdownFile('docs/guides/aws.md').blocksOf('json').at(-1)?.text ?? '';
  const added = (all ?? []).filter((type) => own?.includes(type) === false);
  expect(added).toContain('aws_security_group');
  const lacking = added.flatMap((type) => ACTIONS_OF_TYPES[type] ?? [`no row for ${type}`]);
  const wanted = [...new Set(lacking)].filter((action) => !policy.includes(`"${action}"`));
  const named = [...readFileSync(join(ROOT, GUIDE), 'utf8').matchAll(/`((?:ec2:(?!Describe)|autoscaling:)\w+)`/g)].map(
    ([, name]) => name,
  );
  expect(named.sort()).toEqual(wanted.sort());
});

test('the example on Google Cloud becomes every resource that the guide names', () => {
  const module = projects.of('groups').load('apps/environments/video-with-proxies.ts');
  const input = module['default'] as GoogleEnvironmentInput;
  const stacks = synthesizeStacks((app) => {
    addGoogleStacks(app, EnvironmentSpec.from(input));
  });
  const types = Object.keys(stacks['video-main-platform']?.['resource'] ?? {});
  const named = readFileSync(join(ROOT, GUIDE), 'utf8').match(/`google_compute_\w+`/g) ?? [];
  const wanted = [...new Set(named)].map((name) => name.slice(1, -1));
  expect(wanted).toHaveLength(5);
  expect(types).toEqual(expect.arrayContaining(wanted));
});
