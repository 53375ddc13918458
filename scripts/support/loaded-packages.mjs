// Finds the tests that load a package, by following the imports of their sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Specifiers of imports, exports and requires; imports of types load nothing. */
const SPECIFIER =
  /(?:^|\n)\s*(?:import|export)(?!\s+type\b)[^'"\n;]*(?:\{[^}]*\}[^'"\n;]*)?['"]([^'"]+)['"]|(?:require|import|requireActual)\(\s*['"]([^'"]+)['"]/g;

/** The package's own name, which the tests of the guides import as a reader would; jest leads it to the doors of the source. */
const OWN_NAME = /^keelson(?:\/(.+))?$/;

/** Programs that a test runs in processes of their own, which no import shows. */
const RUNS_PROGRAM = /\b(?:spawn|spawnSync|execFile|execFileSync|runNode|fork)\(/;

/** Test files, relative to the root, whose imports lead to a package, or which run a program that may load it. */
export function testsThatLoad(root, packages) {
  const found = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = found.filter((path) => path.endsWith('.test.ts') && !path.startsWith('acceptance'));
  const known = new Map();
  return tests
    .map((path) => join(root, 'test', path))
    .filter((path) => loads(path, { root, packages, known }))
    .map((path) => relative(root, path))
    .sort();
}

/** Whether a source loads a package, directly or through its imports. The house has no cycles among values, so that each file is seen once. */
function loads(path, search) {
  const { packages, known } = search;
  const before = known.get(path);
  if (before !== undefined) return before;
  known.set(path, false);
  const text = readFileSync(path, 'utf8');
  const specifiers = [...text.matchAll(SPECIFIER)].map((match) => match[1] ?? match[2] ?? '');
  const does =
    RUNS_PROGRAM.test(text) ||
    specifiers.some((each) => {
      const next = resolve(path, each, search.root);
      return next === undefined ? packages.test(packageOf(each)) : loads(next, search);
    });
  known.set(path, does);
  return does;
}

/** The source to which a specifier leads; undefined for a package of others. */
function resolve(from, specifier, root) {
  const own = OWN_NAME.exec(specifier);
  if (own === null && !specifier.startsWith('.')) return undefined;
  const base = own === null ? join(dirname(from), specifier) : join(root, 'lib/entry', own[1] ?? 'index');
  return [base, `${base}.ts`, join(base, 'index.ts')].find((path) => /\.ts$/.test(path) && existsSync(path));
}

function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
