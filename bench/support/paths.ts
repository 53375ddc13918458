import { join } from 'node:path';

/** Folder of the repository. */
export const ROOT = join(__dirname, '../..');

/** Folder of the compiled package. */
export const BUILD = join(ROOT, 'build');

/** Folder of generated programs: inside the repository, so that they find its packages, and ignored by every tool. */
export const CACHE = join(ROOT, 'node_modules/.cache/keelson-bench');

/** Arguments of Node to run a TypeScript child of the benchmark with tsx. */
export function child(name: string, ...args: readonly (string | number)[]): readonly string[] {
  return ['--import', 'tsx', join(ROOT, 'bench/children', `${name}.ts`), ...args.map(String)];
}

/** Arguments of Node to run a JavaScript child with the compiled package. */
export function plainChild(name: string, ...args: readonly string[]): readonly string[] {
  return [join(ROOT, 'bench/children', `${name}.cjs`), ...args];
}
