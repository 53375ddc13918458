import type { KubernetesObject } from '../values/kubernetes-object';
import type { Problems } from '../values/problems';

/**
 * Groups of objects that every API server serves; the core group has no name. Every other one is that of a custom resource.
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

/** Group of an object: what stands before the slash of its `apiVersion`; empty for the core group. */
export function groupOf({ apiVersion }: KubernetesObject): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * Refuses a custom resource outside of the band whose files are applied by themselves.
 *
 * kubectl looks every kind up before it applies the first object. It leaves out an object whose definition is not there yet, or comes
 * with the same command, and fails.
 */
export function refuseCustomResource(object: KubernetesObject, problems: Problems): void {
  const rule = 'be of a group of Kubernetes itself outside of band 80';
  const remedy = "move it to a chart of band 80: 'extensions' is applied by itself, once the definitions are there";
  problems.require(BUILT_IN_GROUPS.has(groupOf(object)), 'apiVersion', rule, object.apiVersion, remedy);
}
