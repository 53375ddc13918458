import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EnvironmentInput, EnvironmentSpec } from 'keelson';
import { renderJvmEnvironment } from '../../lib/render/jvm/jvm-environment';
import { hasContainer } from '../../lib/specs/workload/workload-spec';
import { GuideProjects } from './support/guide-projects';
import { renderJvmTable } from './support/jvm-table';
import { MarkdownFile, ROOT } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const PATH = 'docs/guides/jvm.md';

/** The options of the only JVM in an environment of the guide. */
function optionsOf(name: string): string {
  const input = projects.of('jvm').load(`apps/environments/${name}.ts`)['default'] as EnvironmentInput;
  const [workload] = EnvironmentSpec.from(input).clusters.flatMap(({ workloads }) => [...workloads]);
  if (workload === undefined || !hasContainer(workload)) throw new Error(`no service in ${name}`);
  return renderJvmEnvironment(workload)['JDK_JAVA_OPTIONS'] ?? '';
}

test('the guide shows the options of its two services as the library renders them', () => {
  const shown = new MarkdownFile(PATH).blocksOf('text').map(({ text }) => text.trim());
  expect(shown).toEqual([optionsOf('orders'), optionsOf('search')]);
});

test("the guide's table of heaps is the one that the library computes", () => {
  expect(readFileSync(join(ROOT, PATH), 'utf8')).toContain(`\n${renderJvmTable()}\n`);
});
