import type { KubernetesObject } from '../values/kubernetes-object';
import { unwritableText } from '../values/manifest-text';
import type { Problems } from '../values/problems';

/**
 * Refuses texts of an object that kubectl would read otherwise than they were stated: one of them would often make the whole file
 * unreadable, with every other object in it. The time is linear in the size of the object.
 */
export function refuseUnwritableTexts(object: KubernetesObject, problems: Problems): void {
  refuseIn(object, '', problems);
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
