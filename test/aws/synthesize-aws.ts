import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { AwsClusterSpec } from '../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { synthesizeStacks, type TerraformJson } from '../../lib/testing/synthesize-stacks';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';

type ClusterOverrides = Parameters<typeof awsCluster>[0];

/** The resolved spec of the fixture's cluster with overrides. */
export function awsClusterSpec(overrides: ClusterOverrides = {}): AwsClusterSpec {
  const environment = EnvironmentSpec.from(awsEnvironment({ clusters: [awsCluster(overrides)] }));
  const [cluster] = environment.clusters;
  if (cluster?.cloud !== 'aws') throw new Error('the fixture has no cluster on AWS');
  return cluster;
}

/** Synthesises what `build` adds to one stack. */
export function synthesizeAws(build: (stack: TerraformStack) => void): TerraformJson {
  const stacks = synthesizeStacks((app) => {
    const stack = new TerraformStack(app, 'test');
    new AwsProvider(stack, 'aws', {});
    build(stack);
  });
  return stacks['test'] ?? {};
}

/** Resources of a type, in the order of their ids. */
export function resourcesOf(json: TerraformJson, type: string): readonly Record<string, unknown>[] {
  return Object.values(json['resource']?.[type] ?? {});
}

/** The only resource of a type. */
export function resourceOf(json: TerraformJson, type: string): Record<string, unknown> {
  const found = resourcesOf(json, type);
  const [only] = found;
  if (found.length !== 1 || only === undefined) throw new Error(`${found.length} resources of type ${type}, not one`);
  return only;
}

/** Ids of resources of a type. */
export function idsOf(json: TerraformJson, type: string): readonly string[] {
  return Object.keys(json['resource']?.[type] ?? {});
}
