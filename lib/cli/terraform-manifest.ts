import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What cdktf's `manifest.json` says of a stack; its CLI finds stacks and their order here. */
export interface StackEntry {
  readonly name: string;
  readonly workingDirectory: string;
  readonly synthesizedStackPath: string;
  readonly dependencies: readonly string[];
}

/** cdktf's `manifest.json`. */
export interface TerraformManifest {
  readonly version: string;
  readonly stacks: Readonly<Record<string, StackEntry>>;
}

/** File name of the manifest below the output folder. */
export const MANIFEST_FILE = 'manifest.json';

/** The manifest of an output folder, or undefined where none was written. */
export function readManifest(folder: string): TerraformManifest | undefined {
  const path = join(folder, MANIFEST_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TerraformManifest) : undefined;
}

/**
 * Whether a stack belongs to an environment. Names decide: no environment's name is another's plus a dash and more,
 * which `EnvironmentSet` makes sure of.
 */
export function ownsStack(environment: string, stackName: string): boolean {
  return stackName.startsWith(`${environment}-`);
}

/** Whose stacks are merged, and whose there may be. */
export interface MergedEnvironment {
  readonly environment: string;
  /** Names of all environments of the platform. */
  readonly known: readonly string[];
}

/**
 * `current` with the stacks of one environment replaced by those of `fresh`, stacks in alphabetical order.
 *
 * Stacks of an environment that the platform no longer has are left out: `cdktf deploy '*'` would deploy them.
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
