/** The two layers of a cluster, one Terraform stack each. */
export type StackLayer = 'foundation' | 'platform';

/**
 * `<environment>-<cluster>-<layer>`, also with one cluster: a name that depended on their number would start from an empty state
 * when another cluster comes or goes.
 */
export function stackName(
  environment: { readonly name: string },
  cluster: { readonly name: string },
  layer: StackLayer,
): string {
  return `${environment.name}-${cluster.name}-${layer}`;
}

/** Folder of a cluster's manifests below the output folder: `<environment>/<cluster>`. */
export function manifestFolder(environment: { readonly name: string }, cluster: { readonly name: string }): string {
  return `${environment.name}/${cluster.name}`;
}
