import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { GoogleClusterInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import type {
  AwsEnvironmentInput,
  EnvironmentInput,
  GoogleEnvironmentInput,
} from '../../../../lib/specs/environment/environment-input';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';

/** A change of an environment's input. */
export type InputEdit = (input: EnvironmentInput) => EnvironmentInput;

/** Changes one pool of an AWS environment's first cluster. */
export function editAwsPool(name: string, edit: (pool: AwsNodePoolInput) => AwsNodePoolInput): InputEdit {
  return editAwsPools((pools) => pools.map((pool) => (pool.name === name ? edit(pool) : pool)));
}

/** Adds a pool that differs from an existing one. */
export function addAwsPool(
  like: string,
  differences: Partial<AwsNodePoolInput> & { readonly name: string },
): InputEdit {
  return editAwsPools((pools) => [...pools, { ...named(pools, like), ...differences }]);
}

/** Changes one pool of a Google environment's first cluster. */
export function editGooglePool(name: string, edit: (pool: GoogleNodePoolInput) => GoogleNodePoolInput): InputEdit {
  return editGooglePools((pools) => pools.map((pool) => (pool.name === name ? edit(pool) : pool)));
}

/** Adds a pool that differs from an existing one. */
export function addGooglePool(
  like: string,
  differences: Partial<GoogleNodePoolInput> & { readonly name: string },
): InputEdit {
  return editGooglePools((pools) => [...pools, { ...named(pools, like), ...differences }]);
}

/** Removes a pool of an AWS environment's first cluster. */
export function removePool(name: string): InputEdit {
  return editAwsPools((pools) => pools.filter((pool) => pool.name !== name));
}

/** Removes a pool of a Google environment's first cluster. */
export function removeGooglePool(name: string): InputEdit {
  return editGooglePools((pools) => pools.filter((pool) => pool.name !== name));
}

/** Allows the clusters of an environment to be destroyed. */
export function withoutProtection(input: EnvironmentInput): EnvironmentInput {
  const unprotected = { deletionProtection: false };
  return input.cloud === 'aws'
    ? {
        ...input,
        clusters: input.clusters.map((each) => ({ ...each, controlPlane: { ...each.controlPlane, ...unprotected } })),
      }
    : {
        ...input,
        clusters: input.clusters.map((each) => ({ ...each, controlPlane: { ...each.controlPlane, ...unprotected } })),
      };
}

/** Changes an AWS environment's first cluster. */
export function editAwsCluster(edit: (cluster: AwsClusterInput) => AwsClusterInput): InputEdit {
  return (input) => {
    if (input.cloud !== 'aws') throw new Error(`'${input.name}' is not on AWS`);
    const edited: AwsEnvironmentInput = { ...input, clusters: firstOf(input.clusters, edit) };
    return edited;
  };
}

/** Changes a Google environment's first cluster. */
export function editGoogleCluster(edit: (cluster: GoogleClusterInput) => GoogleClusterInput): InputEdit {
  return (input) => {
    if (input.cloud !== 'google') throw new Error(`'${input.name}' is not on Google Cloud`);
    const edited: GoogleEnvironmentInput = { ...input, clusters: firstOf(input.clusters, edit) };
    return edited;
  };
}

function editAwsPools(edit: (pools: readonly AwsNodePoolInput[]) => readonly AwsNodePoolInput[]): InputEdit {
  return editAwsCluster((cluster) => ({ ...cluster, pools: edit(cluster.pools) }));
}

function editGooglePools(edit: (pools: readonly GoogleNodePoolInput[]) => readonly GoogleNodePoolInput[]): InputEdit {
  return editGoogleCluster((cluster) => ({ ...cluster, pools: edit(cluster.pools) }));
}

function firstOf<T>(all: readonly T[], edit: (first: T) => T): readonly T[] {
  return all.map((each, index) => (index === 0 ? edit(each) : each));
}

function named<T extends { readonly name: string }>(pools: readonly T[], name: string): T {
  const found = pools.find((pool) => pool.name === name);
  if (found === undefined) throw new Error(`no pool '${name}'`);
  return found;
}
