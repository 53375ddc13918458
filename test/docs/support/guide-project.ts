import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlatformDefinition } from 'keelson/programs';
import type { MarkdownFile } from './markdown-file';

/** First line of a block that is a file of the reader's project, with the path of the file. */
const PATH_COMMENT = /^\/\/ (\S+\.(?:ts|js))\n/;

/** The same for YAML, whose blocks without such a line are no files. */
const YAML_PATH_COMMENT = /^# (\S+\.yml)\n/;

/** The project of a reader who copied every block of a guide, and of the guides before it, to the path in the block's first line. */
export class GuideProject {
  /** Paths of the files below {@link folder}. */
  readonly files: readonly string[];

  /**
   * @param folder into which the project is written.
   * @param guides in the order of copying; a later block replaces an earlier one with the same path.
   */
  constructor(
    readonly folder: string,
    guides: readonly MarkdownFile[],
  ) {
    const texts = new Map<string, string>();
    for (const guide of guides) {
      for (const block of guide.blocks.filter(({ language }) => language === 'ts' || language === 'js')) {
        const path = PATH_COMMENT.exec(block.text)?.[1];
        if (path === undefined) throw new Error(`${guide.path}:${block.line}: the first line must be '// <path>'`);
        texts.set(path, block.text);
      }
      for (const { text } of guide.blocksOf('yaml')) {
        const path = YAML_PATH_COMMENT.exec(text)?.[1];
        if (path !== undefined) texts.set(path, text);
      }
    }
    for (const [path, text] of texts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    this.files = [...texts.keys()];
  }

  /** Loads a file of the project as a module. */
  load(path: string): Record<string, unknown> {
    return require(join(this.folder, path)) as Record<string, unknown>;
  }

  /** The platform that the project's `apps/platform.ts` exports. */
  get platform(): PlatformDefinition {
    return this.load('apps/platform.ts')['platform'] as PlatformDefinition;
  }

  /** Runs a program of the project in the project's folder, as `cdktf` and `cdk8s` do. */
  run(path: string): void {
    const before = process.cwd();
    process.chdir(this.folder);
    try {
      this.load(path);
    } finally {
      process.chdir(before);
    }
  }
}
