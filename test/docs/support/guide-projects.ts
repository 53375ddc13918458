import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GuideProject } from './guide-project';
import { MarkdownFile, ROOT } from './markdown-file';

/** Guides whose blocks the reader of each guide has copied before, in this order. */
const LAYERS = {
  readme: ['README.md'],
  aws: ['README.md', 'docs/guides/aws.md'],
  google: ['README.md', 'docs/guides/google.md'],
  'google-balancer': ['README.md', 'docs/guides/google-balancer.md'],
  kernel: ['README.md', 'docs/guides/kernel-tuning.md'],
  reboots: ['README.md', 'docs/guides/google.md', 'docs/guides/reboots.md'],
  manifests: ['README.md', 'docs/guides/manifests.md'],
  'own-parts': ['README.md', 'docs/guides/manifests.md', 'docs/guides/own-parts.md'],
  leaving: ['README.md', 'docs/guides/leaving.md'],
  autoscaler: ['README.md', 'docs/guides/cluster-autoscaler.md'],
  'termination-handler': ['README.md', 'docs/guides/termination-handler.md'],
  scaling: ['README.md', 'docs/guides/google.md', 'docs/guides/scaling-pods.md'],
  'scaling-aws': ['README.md', 'docs/guides/scaling-nodes-aws.md'],
  groups: ['README.md', 'docs/guides/google.md', 'docs/guides/groups.md'],
  'scaling-nodes': ['README.md', 'docs/guides/google.md', 'docs/guides/scaling-nodes.md'],
  'pod-yaml': ['README.md', 'docs/guides/pod-yaml.md'],
  services: ['README.md', 'docs/guides/google.md', 'docs/guides/services.md'],
  jvm: ['README.md', 'docs/guides/jvm.md'],
  'traffic-daemon': ['README.md', 'docs/guides/traffic-daemon.md'],
  testing: ['README.md', 'docs/guides/manifests.md', 'docs/guides/testing.md'],
} as const;

/** Folder in the place of the repository, for examples that import neighbouring files. */
const ROOMS = 'rooms';

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

  /** Writes the example of every room's README to a place where its relative imports lead to the room's files. */
  writeRoomExamples(): void {
    for (const room of readdirSync(join(ROOT, 'lib'))) {
      const [example] = new MarkdownFile(`lib/${room}/README.md`).blocksOf('ts');
      if (example === undefined) throw new Error(`the README of ${room} has no example`);
      const folder = join(this.folder, ROOMS, 'lib', room);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'readme-example.ts'), `${example.text}export {};\n`);
    }
  }

  /** Writes a tsconfig over all projects with the strictness of the repository's own, and returns its path. */
  writeTypeScriptConfig(): string {
    const entry = relative(this.folder, join(ROOT, 'lib/entry'));
    const config = {
      extends: relative(this.folder, join(ROOT, 'tsconfig.json')),
      compilerOptions: {
        paths: { keelson: [`${entry}/index.ts`], 'keelson/*': [`${entry}/*.ts`] },
        rootDirs: [ROOMS, relative(this.folder, ROOT)],
        // Unused names are allowed, because an example shows names that it does not use.
        noUnusedLocals: false,
      },
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
