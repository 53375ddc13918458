/** The two layers of a cluster, one Terraform stack each. */
export type StackLayer = 'foundation' | 'platform';

/**
 * `<environment>-<cluster>-<layer>`, even for a single cluster. If the name depended on the number of clusters, adding or removing a
 * cluster would rename the stacks of the others, and their next deploy would begin from an empty state.
 */
export function stackName(
  environment: { readonly name: string },
  cluster: { readonly name: string },
  layer: StackLayer,
): string {
  return `${environment.name}-${cluster.name}-${layer}`;
}

/** `<environment>-edge`: the stack of the global balancers of an environment, whatever the number of its clusters. */
export function edgeStackName(environment: { readonly name: string }): string {
  return `${environment.name}-edge`;
}

/** Folder of a cluster's manifests below the output folder: `<environment>/<cluster>`. */
export function manifestFolder(environment: { readonly name: string }, cluster: { readonly name: string }): string {
  return `${environment.name}/${cluster.name}`;
}
