import type { KubernetesObject } from '../values/kubernetes-object';
import type { Problems } from '../values/problems';
import { isToken } from '../values/token';

const RULE = 'hold no Terraform token';
const REMEDY =
  'choose the value in the spec, so that both trees obey it: what is known only after apply cannot stand in a manifest';

/** Mark of cdktf's own elements: a whole resource given where a value belongs. */
const TERRAFORM_ELEMENT = Symbol.for('cdktf/TerraformElement');

/**
 * Refuses Terraform tokens in an object as it would be written: in text, in numbers, in lists and in map keys.
 *
 * cdktf's tokens are recognised by their encoding alone, without cdktf, which costs a program with manifests only
 * nothing. Linear in the size of the object.
 */
export function refuseTokens(object: KubernetesObject, problems: Problems): void {
  refuseIn(object, '', problems);
}

function refuseIn(value: unknown, path: string, problems: Problems): void {
  if (isLate(value)) addLate(problems, path, value);
  else if (isToken(value)) problems.add(path, RULE, value, REMEDY);
  else if (Array.isArray(value)) value.forEach((item, index) => void refuseIn(item, `${path}[${index}]`, problems));
  else if (typeof value === 'object' && value !== null) refuseInEntries(value, path, problems);
}

function refuseInEntries(value: object, path: string, problems: Problems): void {
  for (const [key, item] of Object.entries(value)) {
    const below = path === '' ? key : `${path}.${key}`;
    if (isToken(key)) problems.add(path, 'have no Terraform token among its keys', key, REMEDY);
    else refuseIn(item, below, problems);
  }
}

/** Whether cdktf would fill a value in later: an object with `resolve` and the stack of its creation, or a whole element. */
export function isLate(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (TERRAFORM_ELEMENT in value) return true;
  return 'creationStack' in value && 'resolve' in value && typeof value.resolve === 'function';
}

/** Records a late value; what it is called is all that can be said of it. */
export function addLate(problems: Problems, path: string, value: object): void {
  problems.add(path, RULE, `a ${value.constructor.name}`, REMEDY);
}
