import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MarkdownFile, ROOT } from './support/markdown-file';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs/guides', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  ),
].map((path) => new MarkdownFile(path));

/** The target of a link: path of a file in the repository, and anchor. */
function resolveLink(from: MarkdownFile, link: string): { readonly path: string; readonly anchor: string | undefined } {
  const [path = '', anchor] = link.split('#', 2);
  return { path: path === '' ? from.path : normalize(join(dirname(from.path), path)), anchor };
}

test.each(DOCUMENTS)('every link of $path into the repository has an existing target', (document) => {
  const broken = document.relativeLinks.filter((link) => {
    const { path, anchor } = resolveLink(document, link);
    if (!existsSync(join(ROOT, path))) return true;
    return anchor !== undefined && !new MarkdownFile(path).anchors.includes(anchor);
  });
  expect(broken).toEqual([]);
});

test.each(DOCUMENTS)('every YAML and JSON block of $path is valid', (document) => {
  const errors = document
    .blocksOf('yaml')
    .flatMap(({ text }) => parseAllDocuments(text))
    .flatMap((parsed) => parsed.errors);
  expect(errors).toEqual([]);
  for (const { text } of document.blocksOf('json')) expect(() => JSON.parse(text)).not.toThrow();
});

test('every npm script that a document names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  const named = DOCUMENTS.flatMap(({ path }) => [
    ...readFileSync(join(ROOT, path), 'utf8').matchAll(/\bnpm run (?:--silent )?([\w:]+)/g),
  ]).map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(0);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});
