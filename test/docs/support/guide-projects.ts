import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GuideProject } from './guide-project';
import { MarkdownFile, ROOT } from './markdown-file';

/** What each guide's reader has copied before, in this order. */
const LAYERS = {
  readme: ['README.md'],
  aws: ['README.md', 'docs/guides/aws.md'],
  google: ['README.md', 'docs/guides/google.md'],
  kernel: ['README.md', 'docs/guides/kernel-tuning.md'],
  reboots: ['README.md', 'docs/guides/google.md', 'docs/guides/reboots.md'],
  manifests: ['README.md', 'docs/guides/manifests.md'],
  testing: ['README.md', 'docs/guides/manifests.md', 'docs/guides/testing.md'],
} as const;

/** Name of a project. */
export type GuideName = keyof typeof LAYERS;

/** The projects of README and guides, in a folder from which the repository's packages are found. */
export class GuideProjects {
  readonly folder: string;
  private readonly projects: ReadonlyMap<string, GuideProject>;

  constructor() {
    mkdirSync(join(ROOT, '.scratch'), { recursive: true });
    this.folder = mkdtempSync(join(ROOT, '.scratch', 'docs-'));
    this.projects = new Map(
      Object.entries(LAYERS).map(([name, paths]) => {
        const guides = paths.map((path) => new MarkdownFile(path));
        return [name, new GuideProject(join(this.folder, name), guides)];
      }),
    );
  }

  /** The project of one guide. */
  of(name: GuideName): GuideProject {
    const project = this.projects.get(name);
    if (project === undefined) throw new Error(`no project '${name}'`);
    return project;
  }

  /** Writes a tsconfig over all projects, as strict as the repository's own, and answers its path. */
  writeTypeScriptConfig(): string {
    const entry = relative(this.folder, join(ROOT, 'lib/entry'));
    const config = {
      extends: relative(this.folder, join(ROOT, 'tsconfig.json')),
      compilerOptions: { paths: { keelson: [`${entry}/index.ts`], 'keelson/*': [`${entry}/*.ts`] } },
      include: ['**/*.ts'],
      exclude: [],
    };
    const path = join(this.folder, 'tsconfig.json');
    writeFileSync(path, JSON.stringify(config));
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
