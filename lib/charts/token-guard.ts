import type { KubernetesObject } from '../values/kubernetes-object';
import type { Problems } from '../values/problems';
import { isToken } from '../values/token';

const RULE = 'hold no Terraform token';
const REMEDY =
  'choose the value in the spec, because a manifest cannot contain a value that is known only after the apply';

/** Symbol on cdktf's own elements, which marks a whole resource that was given instead of a value. */
const TERRAFORM_ELEMENT = Symbol.for('cdktf/TerraformElement');

/**
 * Refuses Terraform tokens in an object as it would be written: in text, in numbers, in lists and in map keys.
 *
 * The guard recognises cdktf's tokens by their encoding and does not import cdktf, because a program with manifests only should
 * not load it. The time is linear in the size of the object.
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

/** Whether cdktf would fill in a value later: an object with `resolve` and a creation stack, or a whole element. */
export function isLate(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (TERRAFORM_ELEMENT in value) return true;
  return 'creationStack' in value && 'resolve' in value && typeof value.resolve === 'function';
}

/** Records a late value by the name of its class, because its content is not yet known. */
export function addLate(problems: Problems, path: string, value: object): void {
  problems.add(path, RULE, `a ${value.constructor.name}`, REMEDY);
}
