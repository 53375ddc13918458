import type { JsonValue } from './pod-object';

/** A list or an object that may change. */
export type Holder = JsonValue[] | { [name: string]: JsonValue };

/** A place in a list or an object; nothing need be there yet. */
export interface Place {
  readonly holder: Holder;
  /** Name of a member, or the index of an item; the index behind the last item is a new place. */
  readonly step: string | number;
}

/** Steps that begin with a slash, in which `~` is followed by 0 or 1. */
const POINTER = /^(\/([^~/]|~[01])*)+$/;

/** Index of a list: digits without a leading zero. */
const INDEX = /^(0|[1-9]\d*)$/;

/**
 * The place that a pointer names; undefined where the list or object around it is not there, or has no such index.
 *
 * Only own members count: a name such as `constructor`, which every object of JavaScript inherits, is a name like any other.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function placeOf(root: Holder, pointer: string): Place | undefined {
  if (!POINTER.test(pointer)) return undefined;
  const steps = pointer.split('/').slice(1).map(plainStep);
  const last = steps.pop() ?? '';
  let holder: Holder = root;
  for (const step of steps) {
    const place = placeIn(holder, step);
    const below = place === undefined ? undefined : valueAt(place);
    if (typeof below !== 'object' || below === null) return undefined;
    holder = below as Holder;
  }
  return placeIn(holder, last);
}

/** The value at a place; undefined for a new place. */
export function valueAt({ holder, step }: Place): JsonValue | undefined {
  return Object.hasOwn(holder, step) ? Reflect.get(holder, step) : undefined;
}

/** Puts a value at a place: before the item that a list has there, or in place of the member of an object. */
export function putAt({ holder, step }: Place, value: JsonValue): void {
  if (Array.isArray(holder)) holder.splice(Number(step), 0, value);
  // An assignment to `__proto__` would change what the object inherits.
  else Object.defineProperty(holder, step, { value, enumerable: true, configurable: true, writable: true });
}

/** Takes the value at a place away; later items of a list move up. */
export function takeAt({ holder, step }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(step), 1);
  else Reflect.deleteProperty(holder, step);
}

function placeIn(holder: Holder, step: string): Place | undefined {
  if (!Array.isArray(holder)) return { holder, step };
  if (step === '-') return { holder, step: holder.length };
  return INDEX.test(step) && Number(step) <= holder.length ? { holder, step: Number(step) } : undefined;
}

function plainStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
