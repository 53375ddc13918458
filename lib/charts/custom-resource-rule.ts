import type { KubernetesObject } from '../values/kubernetes-object';
import type { Problems } from '../values/problems';

/**
 * Groups of the built-in objects of Kubernetes; the core group has no name. An object of any other group is a custom resource.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/v1.37.2/api/openapi-spec/v3 as of 2026-11-01
 */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'lifecycle.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** Group of an object: the part of its `apiVersion` before the slash; empty for the core group. */
export function groupOf({ apiVersion }: KubernetesObject): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * Refuses a custom resource outside of band 80, whose files are applied in a command of their own.
 *
 * kubectl looks up every kind before it applies the first object. An object whose definition is missing at that moment, also where the
 * same command would create the definition, is not applied, and the command fails.
 */
export function refuseCustomResource(object: KubernetesObject, problems: Problems): void {
  const rule = 'be of a built-in group of Kubernetes outside of band 80';
  const remedy =
    "move it to a chart of band 80, 'extensions', which is applied in a command of its own once the definitions exist";
  problems.require(BUILT_IN_GROUPS.has(groupOf(object)), 'apiVersion', rule, object.apiVersion, remedy);
}
