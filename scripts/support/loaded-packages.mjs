// Finds the tests that load a package, by following the imports of their sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Specifiers of imports, exports and requires; imports of types load nothing. */
const SPECIFIER =
  /(?:^|\n)\s*(?:import|export)(?!\s+type\b)[^'"\n;]*(?:\{[^}]*\}[^'"\n;]*)?['"]([^'"]+)['"]|(?:require|import|requireActual)\(\s*['"]([^'"]+)['"]/g;

/** Programs that a test runs in processes of their own, which no import shows. */
const RUNS_PROGRAM = /\b(?:spawn|spawnSync|execFile|execFileSync|runNode|fork)\(/;

/** Test files, relative to the root, whose imports lead to a package, or which run a program that may load it. */
export function testsThatLoad(root, packages) {
  const found = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = found.filter((path) => path.endsWith('.test.ts') && !path.startsWith('acceptance'));
  const known = new Map();
  return tests
    .map((path) => join(root, 'test', path))
    .filter((path) => loads(path, packages, known))
    .map((path) => relative(root, path))
    .sort();
}

/** Whether a source loads a package, directly or through its imports. The house has no cycles among values, so that each file is seen once. */
function loads(path, packages, known) {
  const before = known.get(path);
  if (before !== undefined) return before;
  known.set(path, false);
  const text = readFileSync(path, 'utf8');
  const specifiers = [...text.matchAll(SPECIFIER)].map((match) => match[1] ?? match[2] ?? '');
  const does =
    RUNS_PROGRAM.test(text) ||
    specifiers.some((each) => {
      if (!each.startsWith('.'))
        return packages.test(
          each
            .split('/')
            .slice(0, each.startsWith('@') ? 2 : 1)
            .join('/'),
        );
      const next = resolve(dirname(path), each);
      return next !== undefined && loads(next, packages, known);
    });
  known.set(path, does);
  return does;
}

function resolve(folder, specifier) {
  const base = join(folder, specifier);
  return [base, `${base}.ts`, join(base, 'index.ts')].find((path) => /\.ts$/.test(path) && existsSync(path));
}
