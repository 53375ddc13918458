import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Replacement, swapOutputs } from './output-swap';
import { MANIFEST_FILE, mergeManifest, ownsStack, readManifest, type TerraformManifest } from './terraform-manifest';

/** Folders that an environment's fresh output is taken from and put into. */
export interface OutputFolders {
  /** Freshly written Terraform output: `manifest.json` and `stacks/`. */
  readonly stagedTerraform: string;
  /** Freshly written manifests of the environment, or a folder that does not exist where there are none. */
  readonly stagedKubernetes: string;
  readonly terraform: string;
  readonly kubernetes: string;
}

/**
 * Puts one environment's fresh output in the place of its last one: its stacks' generated files, its folder of manifests
 * and its entries in the manifest, in one swap. Terraform's own files in the stack folders (`.terraform`, lock files, state) stay.
 *
 * @returns names of stacks that the environment had and has no more: what they deployed is still there.
 */
export function installOutputs(environment: string, folders: OutputFolders): readonly string[] {
  const current = readManifest(folders.terraform);
  const fresh = readManifest(folders.stagedTerraform);
  if (fresh === undefined) throw new Error(`no manifest was written for environment '${environment}'`);
  const dropped = Object.keys(current?.stacks ?? {}).filter(
    (name) => ownsStack(environment, name) && fresh.stacks[name] === undefined,
  );
  const replacements = [
    ...Object.keys(fresh.stacks).flatMap((stack) => stackFiles(stack, folders)),
    ...dropped.flatMap((stack) => droppedFiles(current, stack, folders)),
    manifestFolder(environment, folders),
    mergedManifest(environment, { current, fresh }, folders),
  ];
  swapOutputs(replacements, join(folders.stagedTerraform, 'replaced'));
  return dropped;
}

function stackFiles(stack: string, folders: OutputFolders): Replacement[] {
  const staged = join(folders.stagedTerraform, 'stacks', stack);
  return readdirSync(staged).map((entry) => ({
    staged: join(staged, entry),
    target: join(folders.terraform, 'stacks', stack, entry),
  }));
}

function droppedFiles(current: TerraformManifest | undefined, stack: string, folders: OutputFolders): Replacement[] {
  const path = current?.stacks[stack]?.synthesizedStackPath;
  return path === undefined ? [] : [{ target: join(folders.terraform, path) }];
}

function manifestFolder(environment: string, folders: OutputFolders): Replacement {
  const target = join(folders.kubernetes, environment);
  return existsSync(folders.stagedKubernetes) ? { staged: folders.stagedKubernetes, target } : { target };
}

function mergedManifest(
  environment: string,
  manifests: { readonly current: TerraformManifest | undefined; readonly fresh: TerraformManifest },
  folders: OutputFolders,
): Replacement {
  const staged = join(folders.stagedTerraform, 'merged.json');
  const merged = mergeManifest(manifests.current, manifests.fresh, environment);
  writeFileSync(staged, JSON.stringify(merged, undefined, 2));
  return { staged, target: join(folders.terraform, MANIFEST_FILE) };
}
