import type { KubernetesObject } from '../values/kubernetes-object';
import type { Problems } from '../values/problems';

/**
 * Refuses an object that is a list of other objects, because the rules of charts and the checks would not see its items.
 *
 * kubectl applies the items of every object that has `items`, whatever the object's kind; no kind of Kubernetes that can be applied
 * has a member of this name.
 *
 * @returns whether the object is a single one.
 */
export function refuseList(object: KubernetesObject, problems: Problems): boolean {
  const { items } = object as { readonly items?: unknown };
  const isList = (items !== undefined && items !== null) || (object.kind === 'List' && object.apiVersion === 'v1');
  const remedy =
    'add every item as an object of its own, because checks do not look into a list; in YAML for an Include, write the items as documents that --- separates';
  return problems.require(
    !isList,
    'kind',
    'be a single object',
    `a list (${object.apiVersion} ${object.kind})`,
    remedy,
  );
}
