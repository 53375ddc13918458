import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Entry of a stack in cdktf's `manifest.json`, from which the `cdktf` command reads the stacks and their order. */
export interface StackEntry {
  readonly name: string;
  readonly workingDirectory: string;
  readonly synthesizedStackPath: string;
  readonly dependencies: readonly string[];
}

/** Content of cdktf's `manifest.json`. */
export interface TerraformManifest {
  readonly version: string;
  readonly stacks: Readonly<Record<string, StackEntry>>;
}

/** File name of the manifest below the output folder. */
export const MANIFEST_FILE = 'manifest.json';

/** The `manifest.json` of an output folder; undefined where the file does not exist. */
export function readManifest(folder: string): TerraformManifest | undefined {
  const path = join(folder, MANIFEST_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TerraformManifest) : undefined;
}

/**
 * Whether a stack belongs to an environment, by its name. The prefix is unambiguous because `EnvironmentSet` refuses an environment
 * whose name is another one's plus a dash and more.
 */
export function ownsStack(environment: string, stackName: string): boolean {
  return stackName.startsWith(`${environment}-`);
}

/** The environment whose stacks are merged, and all environments whose stacks may stay. */
export interface MergedEnvironment {
  readonly environment: string;
  /** Names of all environments of the platform. */
  readonly known: readonly string[];
}

/**
 * `current` with the stacks of one environment replaced by those of `fresh`, stacks in alphabetical order.
 *
 * Stacks of an environment that the platform no longer has are left out, because otherwise `cdktf deploy '*'` would deploy them.
 */
export function mergeManifest(
  current: TerraformManifest | undefined,
  fresh: TerraformManifest,
  { environment, known }: MergedEnvironment,
): TerraformManifest {
  const others = known.filter((name) => name !== environment);
  const kept = Object.entries(current?.stacks ?? {}).filter(([name]) => others.some((other) => ownsStack(other, name)));
  const all = [...kept, ...Object.entries(fresh.stacks)].sort(([a], [b]) => (a < b ? -1 : 1));
  return { version: fresh.version, stacks: Object.fromEntries(all) };
}
