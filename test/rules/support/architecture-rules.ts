import { builtinModules } from 'node:module';
import { type Import, importsOf } from './imports';
import { overNodes, type ParsedFile, type Rule, resolveImport, roomOf, ts, type Violation, violation } from './project';
import { EXCEPTIONS, LAZY_FROM_CLI, PURE_BUILTINS, ROOMS, type Room, SIBLINGS } from './room-table';

/** Rooms import only what the table allows them, types included. */
export const dependencyRule: Rule = (files) => overImports(files, judgeImport);

/** lib never imports the index file of a folder, because index files are the usual cause of import cycles. */
export const noIndexImports: Rule = (files) =>
  overImports(files, (_file, each, target) => {
    const index = /(^|\/)index(\.[jt]s)?$/.test(each.specifier) || /^\.{1,2}(\/\.\.)*\/?$/.test(each.specifier);
    const resolved = target?.endsWith('/index.ts') === true;
    return index || resolved ? `imports an index: '${each.specifier}'; import the file that declares it` : undefined;
  });

/** Provider bindings by subpath: the package root costs 2 s and 450 MB. */
export const deepProviderImports: Rule = (files) =>
  overImports(files, (_file, each) =>
    /^@cdktf\/provider-[a-z]+(\/lib)?(\/index)?$/.test(each.specifier)
      ? `imports '${each.specifier}' whole; import a subpath of its lib folder`
      : undefined,
  );

/** No file reaches itself through imports, type-only ones included. */
export const noCycles: Rule = (files) => {
  const known = new Set(files.map((file) => file.path));
  const edges = new Map(files.map((file) => [file.path, targetsOf(file, known)]));
  return files.flatMap((file) => {
    const way = wayBack(file.path, edges);
    // Each cycle is reported once, for the first of its files.
    if (way === undefined || way.some((path) => path < file.path)) return [];
    return [violation(file, file.tree, `stands in a cycle: ${[...way, file.path].join(' -> ')}`)];
  });
};

/** Only apps, cli, testing and the report's writer look at the environment, the clock or the machine. */
export const noAmbientFacts: Rule = overNodes((node, file) => {
  const room = roomFor(file);
  if (room === undefined || room.ambient) return undefined;
  const name = ambientName(node);
  return name === undefined ? undefined : `uses ${name}; only apps, cli, testing and the report's writer may`;
});

/** Nothing depends on the language of the machine. */
export const noLocale: Rule = overNodes((node) => {
  if (ts.isIdentifier(node) && node.text === 'Intl') return 'uses Intl, which follows the locale of the machine';
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  return /^(localeCompare|toLocale[A-Za-z]*)$/.test(node.name.text)
    ? `uses ${node.name.text}, which follows the locale of the machine; compare code units`
    : undefined;
});

type Judge = (file: ParsedFile, each: Import, target: string | undefined) => string | undefined;

function overImports(files: readonly ParsedFile[], judge: Judge): readonly Violation[] {
  const known = new Set(files.map((file) => file.path));
  return files
    .filter((file) => file.path.startsWith('lib/'))
    .flatMap((file) =>
      importsOf(file).flatMap((each) => {
        const message = judge(file, each, resolveImport(file.path, each.specifier, known));
        return message === undefined ? [] : [violation(file, each.node, message)];
      }),
    );
}

function judgeImport(file: ParsedFile, each: Import, target: string | undefined): string | undefined {
  const { specifier } = each;
  const room = roomOf(file.path);
  if (room === 'entry') return undefined;
  if (specifier === '?') return room === 'cli' ? undefined : 'imports a computed path, which no rule can follow';
  if (specifier.startsWith('.')) return judgeOwn(file, each, target);
  if (specifier.startsWith('keelson')) return `imports '${specifier}', a public door; import the file itself`;
  return isBuiltin(specifier) ? judgeBuiltin(file, specifier) : judgePackage(file, specifier);
}

function judgeOwn(file: ParsedFile, each: Import, target: string | undefined): string | undefined {
  if (target === undefined) return `imports '${each.specifier}', which leads to no file of lib`;
  const from = roomOf(file.path);
  const to = roomOf(target);
  if (from === undefined || to === undefined) return `imports '${each.specifier}' outside any room`;
  if (SIBLINGS.some((pair) => standApart(pair, file.path, target))) return `imports its sibling ${target}`;
  if (from === to) return undefined;
  if (!(ROOMS[from]?.rooms ?? []).includes(to)) return `room ${from} must not import room ${to} (${target})`;
  const eager = from === 'cli' && LAZY_FROM_CLI.includes(to) && each.kind === 'static';
  return eager ? `cli loads room ${to} with import(), so that it costs only who needs it (${target})` : undefined;
}

/** Whether two paths belong to different siblings: the stacks of AWS, for example, never reach lib/google. */
function standApart([left, right]: readonly [string, string], from: string, to: string): boolean {
  const world = (folder: string): readonly string[] => [folder, folder.replace('/stacks/', '/')];
  const crosses = (here: string, there: string): boolean =>
    from.startsWith(here) && world(there).some((folder) => to.startsWith(folder));
  return crosses(left, right) || crosses(right, left);
}

function judgeBuiltin(file: ParsedFile, specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return `imports '${specifier}'; write 'node:${specifier}'`;
  if (PURE_BUILTINS.includes(specifier) || roomFor(file)?.ambient === true) return undefined;
  return `imports '${specifier}'; only apps, cli, testing and the report's writer may`;
}

function judgePackage(file: ParsedFile, specifier: string): string | undefined {
  const allowed = (roomFor(file)?.packages ?? []).some((each) =>
    each.endsWith('/') ? specifier.startsWith(each) : specifier === each || specifier.startsWith(`${each}/`),
  );
  const ownCloud = SIBLINGS.flat().find((folder) => file.path.startsWith(folder));
  const provider = /^@cdktf\/provider-([a-z]+)/.exec(specifier)?.[1];
  const foreign = ownCloud !== undefined && provider !== undefined && !ownCloud.endsWith(`/${provider}/`);
  return allowed && !foreign ? undefined : `must not import '${specifier}'`;
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

function roomFor(file: ParsedFile): Room | undefined {
  const room = ROOMS[roomOf(file.path) ?? ''];
  return room === undefined ? undefined : { ...room, ...EXCEPTIONS[file.path] };
}

const AMBIENT_MEMBERS: Readonly<Record<string, RegExp>> = {
  Date: /^now$/,
  performance: /^now$/,
  Math: /^random$/,
};

function ambientName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const owner = node.expression.text;
    return AMBIENT_MEMBERS[owner]?.test(node.name.text) === true ? `${owner}.${node.name.text}` : undefined;
  }
  const bare = ts.isNewExpression(node) || ts.isCallExpression(node) ? node : undefined;
  if (bare !== undefined && ts.isIdentifier(bare.expression)) {
    const name = bare.expression.text;
    if (name === 'Date' && (bare.arguments ?? []).length === 0) return 'the present time';
    if (/^random(Bytes|UUID|Int)$/.test(name)) return name;
  }
  if (!ts.isIdentifier(node) || isMemberName(node)) return undefined;
  return /^(process|console|fetch|setTimeout|setInterval|__dirname|__filename)$/.test(node.text)
    ? node.text
    : undefined;
}

/** Whether an identifier only names a member: `a.process`, `{ process: 1 }`, a declared property. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return 'name' in parent && parent.name === node;
}

function targetsOf(file: ParsedFile, known: ReadonlySet<string>): readonly string[] {
  return importsOf(file).flatMap((each) => resolveImport(file.path, each.specifier, known) ?? []);
}

/** The shortest way from a file back to itself, without its end; undefined when there is none. */
function wayBack(start: string, edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const seen = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const next: (readonly string[])[] = [];
    for (const way of ways) {
      for (const target of edges.get(String(way.at(-1))) ?? []) {
        if (target === start) return way;
        if (seen.has(target)) continue;
        seen.add(target);
        next.push([...way, target]);
      }
    }
    ways = next;
  }
  return undefined;
}
