import { importsOf } from './imports';
import { type ParsedFile, type Rule, resolveImport, type Violation, violation } from './project';

const SPECS = 'lib/specs/';

/** Most files of a folder, so that a newcomer finds a file by its name. */
const MOST_FILES = 25;

/** Concepts from left to right; concepts of one line are siblings, which never import each other. The flat files come first. */
export const CONCEPT_ORDER: readonly (readonly string[])[] = [
  ['labels.ts', 'tier.ts', 'shipped-images.ts'],
  ['fields'],
  ['time'],
  ['machine'],
  ['sysctl'],
  ['network', 'kernel'],
  ['reboots', 'scaling'],
  ['pool'],
  ['group'],
  ['workload'],
  ['ingress'],
  ['observability'],
  ['cluster'],
  ['environment'],
];

/** Every file of specs belongs to a concept, and a concept imports only itself and concepts to its left. */
export const conceptOrder: Rule = (files) => {
  const known = new Set(files.map((file) => file.path));
  return files
    .filter((file) => file.path.startsWith(SPECS))
    .flatMap((file) => {
      const rank = rankOf(file.path);
      if (rank < 0)
        return [
          violation(file, file.tree, `stands in no concept: '${conceptOf(file.path)}' has no place in the order`),
        ];
      return importsOf(file).flatMap((each): Violation[] => {
        const target = resolveImport(file.path, each.specifier, known);
        if (target === undefined || !target.startsWith(SPECS)) return [];
        return judge(file, target).map((message) => violation(file, each.node, message));
      });
    });
};

function judge(file: ParsedFile, target: string): readonly string[] {
  const [own, other] = [conceptOf(file.path), conceptOf(target)];
  if (own === other || rankOf(target) < rankOf(file.path)) return [];
  const where = rankOf(target) === rankOf(file.path) ? 'its sibling' : 'the concept to the right of it,';
  return [`imports ${where} '${other}' (${target}); the rule belongs there, or the fact further to the left`];
}

/** Reports folders with too many files; files of folders below do not count. */
export const smallFolders: Rule = (files) => {
  const byFolder = new Map<string, ParsedFile[]>();
  for (const file of files.filter(({ path }) => path.startsWith(SPECS))) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return [...byFolder].flatMap(([folder, members]) => {
    const [first] = members;
    if (first === undefined || members.length <= MOST_FILES) return [];
    return [violation(first, first.tree, `is one of ${members.length} files in ${folder}; at most ${MOST_FILES}`)];
  });
};

function conceptOf(path: string): string {
  return String(path.slice(SPECS.length).split('/')[0]);
}

function rankOf(path: string): number {
  return CONCEPT_ORDER.findIndex((siblings) => siblings.includes(conceptOf(path)));
}
