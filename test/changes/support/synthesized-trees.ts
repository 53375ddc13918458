import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import type { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';

/** Both trees of some clusters. */
export interface Trees {
  /** Terraform JSON by stack name. */
  readonly stacks: Readonly<Record<string, TerraformJson>>;
  readonly objects: readonly KubernetesObject[];
}

/** Synthesises both trees of one cluster after the other, in memory, and equal clusters only once. */
export class Synthesizer {
  private readonly known = new Map<string, Trees>();

  /** Trees of the clusters that differ between two versions of an environment. */
  changedTrees(before: EnvironmentSpec, after: EnvironmentSpec): readonly [Trees, Trees] {
    const [old, now] = [this.clustersOf(before), this.clustersOf(after)];
    const pick = (all: ReadonlyMap<string, EnvironmentSpec>, others: ReadonlyMap<string, EnvironmentSpec>): Trees =>
      joined([...all].filter(([key]) => !others.has(key)).map(([key, one]) => this.treesOf(key, one)));
    return [pick(old, now), pick(now, old)];
  }

  /** An environment per cluster, by a text of all its members: equal texts give equal trees. */
  private clustersOf(environment: EnvironmentSpec): ReadonlyMap<string, EnvironmentSpec> {
    return new Map(
      environment.clusters.map((cluster) => {
        const one = { ...environment, clusters: [cluster] } as EnvironmentSpec;
        return [JSON.stringify(one), one];
      }),
    );
  }

  private treesOf(key: string, environment: EnvironmentSpec): Trees {
    const found = this.known.get(key) ?? synthesize(environment);
    this.known.set(key, found);
    return found;
  }
}

function synthesize(environment: EnvironmentSpec): Trees {
  // cdktf makes the folder of its output at once, although nothing is written there.
  const outdir = mkdtempSync(join(tmpdir(), 'keelson-trees-'));
  try {
    return inMemory(new App({ outdir, stackTraces: false }), environment);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function inMemory(app: App, environment: EnvironmentSpec): Trees {
  addAwsStacks(app, environment);
  addGoogleStacks(app, environment);
  const stacks = app.node.children.filter((child): child is TerraformStack => TerraformStack.isStack(child));
  for (const stack of stacks) stack.prepareStack();
  const objects = environment.clusters.flatMap((cluster) => synthesizeCharts(cluster, [addStandardCharts]));
  return {
    stacks: Object.fromEntries(stacks.map((stack) => [stack.node.id, plain(stack.toTerraform())])),
    // Parts of objects are applied by hand and beside the others; the objects themselves are in other files.
    objects: objects.filter((file) => !file.isPartial).flatMap((file) => file.objects),
  };
}

/** The tree as a file would contain it: without members that are undefined. */
function plain(tree: unknown): TerraformJson {
  return JSON.parse(JSON.stringify(tree)) as TerraformJson;
}

function joined(all: readonly Trees[]): Trees {
  return {
    stacks: Object.assign({}, ...all.map(({ stacks }) => stacks)),
    objects: all.flatMap(({ objects }) => objects),
  };
}
