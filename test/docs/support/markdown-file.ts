import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the repository. */
export const ROOT = resolve(__dirname, '../../..');

/** A fenced block of a Markdown file. */
export interface CodeBlock {
  /** Language after the opening fence: `ts`, `sh`; empty for plain output. */
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** Heading above the block. */
  readonly heading: string;
}

/** A Markdown file of the repository, split into the parts that the tests check. */
export class MarkdownFile {
  /** Path below the repository: `docs/guides/aws.md`. */
  readonly path: string;
  readonly blocks: readonly CodeBlock[];
  /** Lines outside of fenced blocks. */
  readonly prose: readonly string[];

  constructor(path: string) {
    this.path = path;
    const { blocks, prose } = cut(readFileSync(join(ROOT, path), 'utf8').split('\n'), path);
    this.blocks = blocks;
    this.prose = prose;
  }

  /** Blocks of one language, in their order. */
  blocksOf(language: string): readonly CodeBlock[] {
    return this.blocks.filter((block) => block.language === language);
  }

  /** Anchors that GitHub derives from the headings. */
  get anchors(): readonly string[] {
    const headings = this.prose.filter((line) => line.startsWith('#')).map((line) => line.replace(/^#+\s*/, ''));
    return headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    );
  }

  /** Targets of links that lead into the repository. */
  get relativeLinks(): readonly string[] {
    // Text in backquotes is no link: `signals[](metric)`.
    const prose = this.prose.map((line) => line.replace(/`[^`]*`/g, ''));
    const targets = prose.flatMap((line) => [...line.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? ''));
    return targets.filter((target) => !/^[a-z]+:/.test(target));
  }
}

function cut(lines: readonly string[], path: string): { blocks: CodeBlock[]; prose: string[] } {
  const blocks: CodeBlock[] = [];
  const prose: string[] = [];
  let open: { language: string; line: number; text: string[] } | undefined;
  let heading = '';
  lines.forEach((line, index) => {
    const fence = /^```(\S*)$/.exec(line);
    if (open === undefined && fence !== null) {
      open = { language: fence[1] ?? '', line: index + 1, text: [] };
    } else if (open !== undefined && fence !== null) {
      blocks.push({ language: open.language, line: open.line, text: `${open.text.join('\n')}\n`, heading });
      open = undefined;
    } else if (open !== undefined) {
      open.text.push(line);
    } else {
      if (line.startsWith('#')) heading = line.replace(/^#+\s*/, '');
      prose.push(line);
    }
  });
  if (open !== undefined) throw new Error(`${path}: the block of line ${open.line} is never closed`);
  return { blocks, prose };
}
