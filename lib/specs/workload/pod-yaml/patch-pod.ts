import { isDeepStrictEqual } from 'node:util';
import type { Problems } from '../../../values/problems';
import { type Holder, type Place, placeOf, putAt, takeAt, valueAt } from './json-pointer';
import type { JsonObject, JsonValue } from './pod-object';
import type { PodYamlMembers } from './pod-yaml-fields';

type Patch = PodYamlMembers['patches'][number];

/** A patch that is applied, with its place in messages. */
interface Applied {
  readonly pod: Holder;
  readonly patch: Patch;
  readonly path: string;
}

/** Member that each operation needs beside its place. */
const NEEDS: Readonly<Record<Patch['op'], 'value' | 'from' | undefined>> = {
  add: 'value',
  replace: 'value',
  test: 'value',
  move: 'from',
  copy: 'from',
  remove: undefined,
};

/**
 * Applies patches to a copy of a pod, in their order; the first patch that cannot be applied ends it.
 *
 * @returns the patched pod; undefined where a problem was recorded.
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export function patchPod(pod: JsonObject, patches: readonly Patch[], problems: Problems): JsonObject | undefined {
  const patched = copyOf(pod) as Holder;
  const isPatched = patches.every((patch, index) => {
    return applyPatch({ pod: patched, patch, path: `podYaml.patches[${index}]` }, problems);
  });
  return isPatched ? (patched as JsonObject) : undefined;
}

function applyPatch(applied: Applied, problems: Problems): boolean {
  const { patch, path } = applied;
  if (!judgeMembers(patch, path, problems)) return false;
  const value = patch.value === undefined ? undefined : readValue(patch.value, `${path}.value`, problems);
  if (patch.value !== undefined && value === undefined) return false;
  const target = requirePlace(applied, 'path', problems);
  const source = patch.from === undefined ? undefined : requirePlace(applied, 'from', problems);
  if (target === undefined || (patch.from !== undefined && source === undefined)) return false;
  if (patch.op === 'test') return judgeTest(target, { patch, path, wanted: value as JsonValue }, problems);
  if (patch.op === 'move' && !judgeMove(applied, problems)) return false;
  change(patch.op, { target, source, value });
  return true;
}

function judgeMembers({ op, from, value }: Patch, path: string, problems: Problems): boolean {
  const stated = { from, value };
  return (['from', 'value'] as const).every((member) => {
    const isNeeded = NEEDS[op] === member;
    const rule = `${isNeeded ? 'be stated' : 'be absent'} for '${op}'`;
    const holds = (stated[member] !== undefined) === isNeeded;
    return problems.require(holds, `${path}.${member}`, rule, stated[member], isNeeded ? 'state it' : 'remove it');
  });
}

function readValue(text: string, path: string, problems: Problems): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    problems.add(path, 'be JSON text', text, `write text in quotes of its own: '"500m"'`);
    return undefined;
  }
}

/** The place of a pointer; `add`, and the targets of `move` and `copy`, may name a new one in a list or an object that is there. */
function requirePlace({ pod, patch, path }: Applied, member: 'path' | 'from', problems: Problems): Place | undefined {
  const pointer = patch[member] ?? '';
  const mayBeNew = member === 'path' && ['add', 'move', 'copy'].includes(patch.op);
  const place = placeOf(pod, pointer);
  const isThere = place !== undefined && (mayBeNew || valueAt(place) !== undefined);
  const rule = `point to ${mayBeNew ? 'a list or an object that' : 'a place that'} the pod has`;
  const remedy =
    "correct it: '/spec/containers/0/image' is the image of the first container, and '~1' stands for '/' in a name";
  return problems.require(isThere, `${path}.${member}`, rule, pointer, remedy) ? place : undefined;
}

function judgeTest(
  target: Place,
  { patch, path, wanted }: { readonly patch: Patch; readonly path: string; readonly wanted: JsonValue },
  problems: Problems,
): boolean {
  const found = valueAt(target);
  const rule = `be the value at '${patch.path}', ${JSON.stringify(found)}`;
  return problems.require(
    isDeepStrictEqual(found, wanted),
    `${path}.value`,
    rule,
    patch.value,
    'the text has changed; adapt the patches',
  );
}

function judgeMove({ patch, path }: Applied, problems: Problems): boolean {
  const isInside = patch.path.startsWith(`${patch.from}/`);
  const rule = `not lie within 'from' (${patch.from})`;
  return problems.require(!isInside, `${path}.path`, rule, patch.path, 'move it to another place');
}

interface Change {
  readonly target: Place;
  readonly source: Place | undefined;
  readonly value: JsonValue | undefined;
}

function change(op: Exclude<Patch['op'], 'test'>, { target, source, value }: Change): void {
  const moved = source === undefined ? value : copyOf(valueAt(source));
  // The new value of an object's member keeps the place of the former one among the members.
  if (op === 'remove' || (op === 'replace' && Array.isArray(target.holder))) takeAt(target);
  if (op === 'move' && source !== undefined) takeAt(source);
  if (op !== 'remove' && moved !== undefined) putAt(target, moved);
}

function copyOf<T extends JsonValue | undefined>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
