import type { KubernetesObject } from '../values/kubernetes-object';
import { unwritableText } from '../values/manifest-text';
import type { Problems } from '../values/problems';

/**
 * Refuses texts of an object that kubectl would read otherwise than they were stated: one of them would often make the whole file
 * unreadable, with every other object in it. The time is linear in the size of the object.
 */
export function refuseUnwritableTexts(object: KubernetesObject, problems: Problems): void {
  // Paths are put together only where one is reported, because the objects of a cluster have thousands of texts.
  if (holdsUnwritable(object)) refuseIn(object, '', problems);
}

function holdsUnwritable(value: unknown): boolean {
  if (typeof value === 'string') return unwritableText(value) !== undefined;
  if (Array.isArray(value)) return value.some(holdsUnwritable);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnwritable);
}

function refuseIn(value: unknown, path: string, problems: Problems): void {
  if (typeof value === 'string') {
    const unwritable = unwritableText(value);
    if (unwritable !== undefined) problems.add(path, unwritable.rule, value, unwritable.remedy);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => void refuseIn(item, `${path}[${index}]`, problems));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) refuseIn(item, path === '' ? key : `${path}.${key}`, problems);
  }
}
