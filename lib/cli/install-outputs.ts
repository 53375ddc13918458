import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Replacement, swapOutputs } from './output-swap';
import {
  MANIFEST_FILE,
  type MergedEnvironment,
  mergeManifest,
  readManifest,
  type TerraformManifest,
} from './terraform-manifest';

/** Folders from which an environment's fresh output is taken, and into which it is put. */
export interface OutputFolders {
  /** Freshly written Terraform output: `manifest.json` and `stacks/`. */
  readonly stagedTerraform: string;
  /** Freshly written manifests of the environment; the folder does not exist where the environment has no manifests. */
  readonly stagedKubernetes: string;
  readonly terraform: string;
  readonly kubernetes: string;
}

/**
 * Replaces one environment's last output by the fresh one: the generated files of its stacks, its folder of manifests and its entries
 * in cdktf's `manifest.json`, all of them or none. Terraform's own files in the stack folders (`.terraform`, lock files, state) stay.
 *
 * Stacks that are no longer synthesised are dropped from `manifest.json`; their files stay, because `terraform destroy` needs them.
 */
export function installOutputs(merged: MergedEnvironment, folders: OutputFolders): void {
  const { environment } = merged;
  const current = readManifest(folders.terraform);
  const fresh = readManifest(folders.stagedTerraform);
  if (fresh === undefined) throw new Error(`no manifest was written for environment '${environment}'`);
  const replacements = [
    ...Object.keys(fresh.stacks).flatMap((stack) => stackFiles(stack, folders)),
    manifestFolder(environment, folders),
    mergedManifest(mergeManifest(current, fresh, merged), folders),
  ];
  swapOutputs(replacements, join(folders.stagedTerraform, 'replaced'));
}

function stackFiles(stack: string, folders: OutputFolders): Replacement[] {
  const staged = join(folders.stagedTerraform, 'stacks', stack);
  return readdirSync(staged).map((entry) => ({
    staged: join(staged, entry),
    target: join(folders.terraform, 'stacks', stack, entry),
  }));
}

function manifestFolder(environment: string, folders: OutputFolders): Replacement {
  const target = join(folders.kubernetes, environment);
  return existsSync(folders.stagedKubernetes) ? { staged: folders.stagedKubernetes, target } : { target };
}

function mergedManifest(merged: TerraformManifest, folders: OutputFolders): Replacement {
  const staged = join(folders.stagedTerraform, 'merged.json');
  writeFileSync(staged, JSON.stringify(merged, undefined, 2));
  return { staged, target: join(folders.terraform, MANIFEST_FILE) };
}
