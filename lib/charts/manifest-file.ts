import type { KubernetesObject } from '../values/kubernetes-object';

/** One synthesised chart, as the file to write. */
export interface ManifestFile {
  /** Path below the cluster's folder, with forward slashes: `60-shop-cart.k8s.yaml`, `extensions/80-alerts.k8s.yaml`. */
  readonly path: string;
  /** Whether the objects are parts of objects in other files, so that nothing can be said about them alone. */
  readonly isPartial: boolean;
  /** The objects in the order in which kubectl applies them. */
  readonly objects: readonly KubernetesObject[];
  /** Content of the file: YAML with one document per object. */
  readonly text: string;
}
