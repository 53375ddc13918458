import { EnvironmentSpec } from 'keelson';
import { addStandardCharts, synthesizeCharts } from 'keelson/kubernetes';
import { manifestFolder } from '../../lib/specs/environment/stack-names';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const environments = projects.of('services').platform.environments.map((input) => EnvironmentSpec.from(input));

/** The files of services and the objects in them, as the guide lists them. */
function renderFiles(): string {
  const lines = environments.flatMap((environment) =>
    environment.clusters.flatMap((cluster) =>
      synthesizeCharts(cluster, [addStandardCharts])
        .filter(({ path }) => /^60-|-metrics\./.test(path))
        .flatMap(({ path, objects }) => [
          `dist/${manifestFolder(environment, cluster)}/${path}`,
          ...objects.map(({ kind, metadata }) => `  ${kind} ${metadata.name.replace(/-[0-9a-f]{6}$/, '-<hash>')}`),
        ]),
    ),
  );
  return lines.join('\n');
}

test('the guide lists every file and object that its two services become', () => {
  const [listed] = new MarkdownFile('docs/guides/services.md').blocksOf('text');
  expect(listed?.text.trimEnd()).toBe(renderFiles());
});
