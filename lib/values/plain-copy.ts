import { OddObject } from './odd-object';

/** Objects in objects at most; no property of any input lies half as deep. */
const MAX_DEPTH = 32;

/** Members of an object, and items of a list, at most: rules compare items with each other, so time grows with the square. */
const MAX_MEMBERS = 2000;

/**
 * A copy of an input in which everything is plain data, so that rules read every member once and none of them can throw.
 *
 * Objects and lists are copied with their own enumerable members. An object that is no plain data becomes an {@link OddObject},
 * which fields refuse by its description.
 */
export function plainCopy(value: unknown): unknown {
  return copy(value, { depth: 0, open: new Set(), done: new Map() });
}

interface CopyState {
  readonly depth: number;
  /** Objects that hold the one that is copied. */
  readonly open: Set<object>;
  /** Copies by their original: a part that two places share is copied once, because shared parts of shared parts multiply. */
  readonly done: Map<object, unknown>;
}

function copy(value: unknown, state: CopyState): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (state.open.has(value)) return new OddObject('an object that contains itself');
  if (state.done.has(value)) return state.done.get(value);
  if (state.depth > MAX_DEPTH) return new OddObject(`an object that is nested more than ${MAX_DEPTH} deep`);
  state.open.add(value);
  const copied = copyObject(value, { ...state, depth: state.depth + 1 });
  state.open.delete(value);
  state.done.set(value, copied);
  return copied;
}

function copyObject(value: object, state: CopyState): unknown {
  try {
    return Array.isArray(value) ? copyList(value, state) : copyMembers(value, state);
  } catch {
    return new OddObject('an object that cannot be read');
  }
}

function copyList(list: readonly unknown[], state: CopyState): unknown {
  if (list.length > MAX_MEMBERS)
    return new OddObject(`a list of ${list.length} items, where ${MAX_MEMBERS} is the most`);
  const items = Array.from({ length: list.length }, (_, index) => index);
  if (!items.every((index) => Object.hasOwn(list, index))) return new OddObject('a list with holes');
  return items.map((index) => copyMember(list, String(index), state));
}

function copyMembers(value: object, state: CopyState): unknown {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (tag !== 'Object') return new OddObject(article(tag));
  const names = Object.keys(value);
  if (names.length > MAX_MEMBERS) {
    return new OddObject(`an object of ${names.length} members, where ${MAX_MEMBERS} is the most`);
  }
  const copied: Record<string, unknown> = {};
  for (const name of names) define(copied, name, copyMember(value, name, state));
  return copied;
}

/** An assignment to `__proto__` would change what the copy inherits; it is a name like any other here. */
function define(copied: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(copied, name, { value, enumerable: true });
  else copied[name] = value;
}

function copyMember(holder: object, name: string, state: CopyState): unknown {
  let member: unknown;
  try {
    member = Reflect.get(holder, name);
  } catch {
    return new OddObject('a getter that throws');
  }
  return copy(member, state);
}

function article(tag: string): string {
  return /^[AEIO]/.test(tag) ? `an ${tag}` : `a ${tag}`;
}
