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

/** `current` with the stacks of one environment replaced by those of `fresh`, stacks in alphabetical order. */
export function mergeManifest(
  current: TerraformManifest | undefined,
  fresh: TerraformManifest,
  environment: string,
): TerraformManifest {
  const others = Object.entries(current?.stacks ?? {}).filter(([name]) => !ownsStack(environment, name));
  const all = [...others, ...Object.entries(fresh.stacks)].sort(([a], [b]) => (a < b ? -1 : 1));
  return { version: fresh.version, stacks: Object.fromEntries(all) };
}
