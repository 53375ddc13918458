import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../values/compare-text';
import { ownsStack, readManifest } from '../terraform-manifest';

/** Output folders, and the environments that may own what is in them. */
export interface OutputPlaces {
  /** Output folder of the stacks, as the user stated it. */
  readonly terraform: string;
  /** Output folder of the manifests, as the user stated it. */
  readonly kubernetes: string;
  /** Names of all environments of the platform. */
  readonly known: readonly string[];
}

/** Name of a chart's file, which begins with the two digits of the chart's band. */
const MANIFEST = /^\d\d-.*\.k8s\.yaml$/;

/**
 * Warnings about outputs in the folders that the platform no longer synthesises, one line each.
 *
 * The files stay, because `terraform destroy` needs them; `manifest.json` does not list the stacks, so that `cdktf deploy` leaves them
 * alone.
 */
export function leftBehindWarnings(places: OutputPlaces): readonly string[] {
  const stacks = [...leftStacks(places)].sort(platformFirst);
  const environments = leftEnvironments(places);
  return [
    ...(stacks.length === 0 ? [] : [renderStacks(stacks, places)]),
    ...(environments.length === 0 ? [] : [renderEnvironments(environments, places)]),
  ];
}

function leftStacks({ terraform, known }: OutputPlaces): readonly string[] {
  const listed = readManifest(terraform)?.stacks ?? {};
  const folder = join(terraform, 'stacks');
  const written = foldersOf(folder).filter((name) => existsSync(join(folder, name, 'cdk.tf.json')));
  const isOwned = (name: string): boolean => known.some((environment) => ownsStack(environment, name));
  return written.filter((name) => !isOwned(name) || !Object.hasOwn(listed, name));
}

/** Only folders that hold manifests of charts, because other tools write into a folder called `dist` too. */
function leftEnvironments({ kubernetes, known }: OutputPlaces): readonly string[] {
  const others = foldersOf(kubernetes).filter((name) => !known.includes(name));
  return others.filter((name) => {
    const clusters = foldersOf(join(kubernetes, name)).map((cluster) => join(kubernetes, name, cluster));
    return clusters.some((cluster) => readdirSync(cluster).some((file) => MANIFEST.test(file)));
  });
}

function foldersOf(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).sort(compareText);
}

/** The order in which stacks are destroyed: foundations last, because the other stacks use their networks and keys. */
function platformFirst(left: string, right: string): number {
  const isLast = (name: string): number => (name.endsWith('-foundation') ? 1 : 0);
  return isLast(left) - isLast(right) || compareText(left, right);
}

function renderStacks(stacks: readonly string[], { terraform }: OutputPlaces): string {
  const how = `check out a commit that has them and run 'npx cdktf destroy', or 'terraform destroy' in ${terraform}/stacks/<stack>`;
  return `the platform no longer has these stacks, and the resources that they deployed still exist: ${stacks.join(', ')}; destroy them in this order (${how}), then remove their folders, which stay until then`;
}

function renderEnvironments(names: readonly string[], { kubernetes }: OutputPlaces): string {
  const paths = names.map((name) => `${kubernetes}/${name}`).join(', ');
  return `the platform no longer has the environments of these manifests: ${paths}; remove the folders once the clusters are destroyed`;
}
