/** The two layers of a cluster, one Terraform stack each. */
export type StackLayer = 'foundation' | 'platform';

/** An environment as far as names of stacks and folders go. */
interface NamedEnvironment {
  readonly name: string;
  readonly clusters: readonly { readonly name: string }[];
}

/** `<environment>-<layer>`; with several clusters `<environment>-<cluster>-<layer>`. */
export function stackName(
  environment: NamedEnvironment,
  cluster: { readonly name: string },
  layer: StackLayer,
): string {
  const { name, clusters } = environment;
  return clusters.length === 1 ? `${name}-${layer}` : `${name}-${cluster.name}-${layer}`;
}

/** Folder of a cluster's manifests below the output folder: `<environment>`; with several clusters `<environment>/<cluster>`. */
export function manifestFolder(environment: NamedEnvironment, cluster: { readonly name: string }): string {
  return environment.clusters.length === 1 ? environment.name : `${environment.name}/${cluster.name}`;
}
