import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from '../../../apps/platform';
import { synthesizeEnvironment } from '../../../lib/cli/synthesize-environment';
import { readManifest } from '../../../lib/cli/terraform-manifest';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { Session } from './session';

/** A stack that was synthesised for this session. */
export interface SynthesizedStack {
  readonly name: string;
  /** Absolute path of `cdk.tf.json`; copy the file, because terraform must not run in its folder. */
  readonly path: string;
  /** Stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
}

/** A manifest file that was synthesised for this session. */
export interface SynthesizedManifest {
  /** Absolute path. */
  readonly path: string;
  /** Path below the environment's folder: `60-chat-gateway.k8s.yaml`, inside the cluster's folder where there are several. */
  readonly name: string;
}

/** Both outputs of an environment. */
export interface SynthesizedEnvironment {
  readonly name: string;
  readonly input: EnvironmentInput;
  /** Stacks in the order of deployment. */
  readonly stacks: readonly SynthesizedStack[];
  /** Manifests in the order of application. */
  readonly manifests: readonly SynthesizedManifest[];
  /** Folder that a user would give to `kubectl apply -f`. */
  readonly manifestFolder: string;
}

/** The reference environments of apps/, synthesised once per session by the first judge that asks. */
export function synthesizedEnvironments(): readonly SynthesizedEnvironment[] {
  return platform.environments.map((input) => synthesizedVariant('reference', input));
}

/** One reference environment by its name. */
export function synthesizedEnvironment(name: string): SynthesizedEnvironment {
  return synthesizedVariant('reference', referenceInput(name));
}

/** Input of a reference environment, from which judges make variants. */
export function referenceInput(name: string): EnvironmentInput {
  const input = platform.environments.find((each) => each.name === name);
  if (input === undefined) throw new Error(`no reference environment '${name}'`);
  return input;
}

/**
 * A changed environment, synthesised like the reference.
 *
 * @param variant identifies the change in this session; the same variant of the same environment is synthesised once.
 */
export function synthesizedVariant(variant: string, input: EnvironmentInput): SynthesizedEnvironment {
  const folder = join(Session.current().subfolder('synthesized'), variant, input.name);
  const done = join(folder, 'done');
  if (!existsSync(done)) {
    // The folder may contain the rest of an interrupted attempt, therefore it is deleted first.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    synthesizeEnvironment(
      { ...platform, environments: [input] },
      {
        environment: input.name,
        locked: undefined,
        terraformFolder: join(folder, 'cdktf.out'),
        kubernetesFolder: join(folder, 'dist'),
      },
    );
    writeFileSync(done, '');
  }
  return readEnvironment(input, folder);
}

function readEnvironment(input: EnvironmentInput, folder: string): SynthesizedEnvironment {
  const manifestFolder = join(folder, 'dist', input.name);
  return {
    name: input.name,
    input,
    stacks: readStacks(join(folder, 'cdktf.out')),
    manifests: readManifestFiles(manifestFolder),
    manifestFolder,
  };
}

function readStacks(folder: string): readonly SynthesizedStack[] {
  const entries = Object.values(readManifest(folder)?.stacks ?? {});
  const stacks = entries.map((entry) => ({
    name: entry.name,
    path: join(folder, entry.synthesizedStackPath),
    dependencies: entry.dependencies,
  }));
  return inOrder(stacks);
}

/** Sorts stacks so that producers come before consumers. */
function inOrder(stacks: readonly SynthesizedStack[]): readonly SynthesizedStack[] {
  const ordered: SynthesizedStack[] = [];
  for (const _round of stacks) {
    const names = new Set(ordered.map((stack) => stack.name));
    const next = stacks.filter(
      (stack) => !names.has(stack.name) && stack.dependencies.every((each) => names.has(each)),
    );
    ordered.push(...next);
  }
  if (ordered.length < stacks.length)
    throw new Error(`stacks depend on each other: ${stacks.map((each) => each.name)}`);
  return ordered;
}

function readManifestFiles(folder: string): readonly SynthesizedManifest[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.k8s.yaml'));
  // The order of names is the order of bands, and 'extensions/' sorts after the bands.
  return paths.sort().map((name) => ({ name, path: join(folder, name) }));
}

/** The Terraform JSON of a stack. */
export function readStackJson(stack: SynthesizedStack): Record<string, Record<string, Record<string, unknown>>> {
  return JSON.parse(readFileSync(stack.path, 'utf8'));
}
