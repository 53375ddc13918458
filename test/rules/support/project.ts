import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
// TypeScript 7 has no parser in JavaScript; the docs workspace keeps version 6, which has one.
import ts from '../../../docs/node_modules/typescript';

/** Folder of the repository. */
export const ROOT = join(__dirname, '../../..');

/** A parsed file of the repository. */
export interface ParsedFile {
  /** Path from the folder of the repository, with slashes: `lib/values/cidr.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** One place that breaks a rule. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A rule over all files at once. */
export type Rule = (files: readonly ParsedFile[]) => readonly Violation[];

/** Parses a text as the content of a file at `path`. */
export function parse(path: string, text: string): ParsedFile {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

/** All TypeScript files below folders of the repository, in the order of their paths; a missing folder has none. */
export function parseFolders(...folders: readonly string[]): readonly ParsedFile[] {
  return folders.flatMap((folder) =>
    listFiles(folder, '.ts').map((path) => parse(path, readFileSync(join(ROOT, path), 'utf8'))),
  );
}

/** Paths of files below a folder of the repository, sorted. */
export function listFiles(folder: string, ending: string): readonly string[] {
  const start = join(ROOT, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.split(sep).includes('node_modules'))
    .map((name) => relative(ROOT, join(start, name)).split(sep).join('/'))
    .sort();
}

/** The room of a file: the folder below lib, `apps` for the apps, undefined elsewhere. */
export function roomOf(path: string): string | undefined {
  const [top, room, ...rest] = path.split('/');
  if (top === 'apps') return 'apps';
  return top === 'lib' && rest.length > 0 ? room : undefined;
}

/** Where a relative import of a file leads: a path below the repository, or undefined when no such file is known. */
export function resolveImport(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const base = posix.join(posix.dirname(from), specifier).replace(/\.js$/, '');
  return [base, `${base}.ts`, `${base}/index.ts`, `${base}.json`].find((path) => known.has(path));
}

/** A violation at a node. */
export function violation(file: ParsedFile, node: ts.Node, message: string): Violation {
  const start = node.getStart(file.tree, false);
  return { path: file.path, line: file.tree.getLineAndCharacterOfPosition(start).line + 1, message };
}

/** Calls `see` for every node of a file, parents first. */
export function visit(file: ParsedFile, see: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    see(node);
    ts.forEachChild(node, walk);
  };
  walk(file.tree);
}

/** Violations that `find` returns for any node of any file. */
export function overNodes(find: (node: ts.Node, file: ParsedFile) => string | undefined): Rule {
  return (files) =>
    files.flatMap((file) => {
      const found: Violation[] = [];
      visit(file, (node) => {
        const message = find(node, file);
        if (message !== undefined) found.push(violation(file, node, message));
      });
      return found;
    });
}

/** Violations as lines that an editor can open. */
export function renderViolations(violations: readonly Violation[]): readonly string[] {
  return violations.map((each) => `${each.path}:${each.line} ${each.message}`);
}

/** Whether a statement carries `export`. */
export function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
}

export { ts };
