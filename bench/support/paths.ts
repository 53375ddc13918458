import { join } from 'node:path';

/** Folder of the repository. */
export const ROOT = join(__dirname, '../..');

/** Folder of generated programs: inside the repository, so that they find its packages, and out of every tool's sight. */
export const CACHE = join(ROOT, 'node_modules/.cache/keelson-bench');

/** Arguments of Node that run a child of this benchmark. */
export function child(name: string, ...args: readonly (string | number)[]): readonly string[] {
  return ['--import', 'tsx', join(ROOT, 'bench/children', `${name}.ts`), ...args.map(String)];
}
