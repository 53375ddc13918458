import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks, type TerraformJson } from '../../../lib/testing/synthesize-stacks';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';

/** The spec of an environment and both trees that are synthesised from it. */
export interface BothTrees {
  readonly cluster: AwsClusterSpec | GoogleClusterSpec;
  readonly stacks: readonly TerraformJson[];
  readonly objects: readonly KubernetesObject[];
}

/** Synthesises both trees of an environment with one cluster, services included. */
export function bothTrees(input: EnvironmentInput): BothTrees {
  const environment = EnvironmentSpec.from(input);
  const [cluster, ...others] = environment.clusters;
  if (cluster === undefined || others.length > 0) throw new Error('the environment must have one cluster');
  const stacks = synthesizeStacks((app) => {
    addAwsStacks(app, environment);
    addGoogleStacks(app, environment);
  });
  const files = synthesizeCharts(cluster, [addStandardCharts]);
  return {
    cluster,
    stacks: Object.values(stacks),
    objects: files.filter((file) => !file.isPartial).flatMap((file) => file.objects),
  };
}
