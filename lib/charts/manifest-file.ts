import type { KubernetesObject } from '../values/kubernetes-object';

/** One chart, synthesised: a file to be. */
export interface ManifestFile {
  /** Below the cluster's folder, with forward slashes: `60-shop.k8s.yaml`, `extensions/80-alerts.k8s.yaml`. */
  readonly path: string;
  /** In the order of application. */
  readonly objects: readonly KubernetesObject[];
  /** YAML, one document per object. */
  readonly text: string;
}
