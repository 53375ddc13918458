import { ODD_NAMES, ODD_VALUES } from './odd-values';
import type { SeededRandom } from './seeded-random';

/** An input that was mutated, and how, for the report of a failure. */
export interface MutatedInput {
  readonly input: unknown;
  readonly mutations: readonly string[];
}

type Holder = Record<string, unknown> | unknown[];

/** A member of an object or an item of a list, at any depth. */
interface Place {
  readonly holder: Holder;
  readonly key: string;
  readonly path: string;
}

type Mutation = (root: { input: unknown }, place: Place, random: SeededRandom) => string;

/** Objects deeper than this, or with more members, are odd values, and nobody looks for places in them. */
const MAX_DEPTH = 12;
const MAX_MEMBERS = 100;

const COPIES = 300;

/** One to three mutations at once of a copy of the input. */
export function mutateInput(original: object, random: SeededRandom): MutatedInput {
  const root = { input: copyOf(original) };
  const mutations: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left--) {
    const places = placesOf(root);
    if (places.length > 0) mutations.push(random.pick(MUTATIONS)(root, random.pick(places), random));
  }
  return { input: root.input, mutations };
}

/** Odd values come first in number: they are the widest of the kinds. */
const MUTATIONS: readonly Mutation[] = [
  remove,
  remove,
  double,
  multiply,
  swap,
  swap,
  move,
  addMember,
  wrap,
  edit,
  edit,
  edit,
  makeOdd,
  makeOdd,
  makeOdd,
];

/** Reference environments are literals, so that a loop copies them in a fifth of the time of structuredClone. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copied: Record<string, unknown> = {};
  for (const name of Object.keys(value)) copied[name] = copyOf(Reflect.get(value, name));
  return copied;
}

function placesOf(root: { input: unknown }): readonly Place[] {
  const found: Place[] = [];
  const seen = new Set<unknown>();
  const visit = (holder: unknown, path: string, depth: number): void => {
    if (!isHolder(holder) || seen.has(holder) || depth > MAX_DEPTH) return;
    seen.add(holder);
    const keys = Object.keys(holder);
    if (keys.length > MAX_MEMBERS) return;
    for (const key of keys) {
      const below = Array.isArray(holder) ? `${path}[${key}]` : `${path}.${key}`;
      found.push({ holder, key, path: below });
      visit(Reflect.get(holder, key), below, depth + 1);
    }
  };
  visit(root, '', 0);
  return found;
}

/** An object or a list that can be changed, without getters; a typed array, for one, takes only numbers. */
function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  try {
    const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
    return isPlain && Object.isExtensible(value) && !hasGetters(value);
  } catch {
    return false;
  }
}

/** Only a descriptor tells a getter from a value without running it; most objects have the prototype of literals and none. */
function hasGetters(value: object): boolean {
  return Object.keys(value).some((key) => Object.getOwnPropertyDescriptor(value, key)?.get !== undefined);
}

function read({ holder, key }: Place): unknown {
  return Reflect.get(holder, key);
}

/** Defined and not assigned: `__proto__` is a name like any other here. */
function write({ holder, key }: Place, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove(_root: unknown, { holder, key, path }: Place): string {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
  return `removed ${path}`;
}

/** A list gets an item twice; an object gets a member under a name of another of its members. */
function double(_root: unknown, place: Place, random: SeededRandom): string {
  const { holder, path } = place;
  const value = read(place);
  if (Array.isArray(holder)) {
    holder.splice(random.below(holder.length + 1), 0, value);
    return `doubled ${path}`;
  }
  const key = random.pick(Object.keys(holder));
  write({ holder, key, path }, value);
  return `copied ${path} to its neighbour '${key}'`;
}

function multiply(root: { input: unknown }, place: Place, random: SeededRandom): string {
  const { holder, path } = place;
  if (!Array.isArray(holder)) return double(root, place, random);
  const value = read(place);
  for (let copy = 0; copy < COPIES; copy++) holder.push(value);
  return `${COPIES} more of ${path}`;
}

function swap(root: { input: unknown }, place: Place, random: SeededRandom): string {
  const places = placesOf(root);
  const neighbours = places.filter(({ holder }) => holder === place.holder);
  const other = random.pick(random.below(2) === 0 ? places : neighbours);
  const [left, right] = [read(place), read(other)];
  write(place, right);
  write(other, left);
  return `swapped ${place.path} and ${other.path}`;
}

function move(root: { input: unknown }, place: Place, random: SeededRandom): string {
  const other = random.pick(placesOf(root));
  write(place, read(other));
  return `${place.path} := ${other.path}`;
}

function addMember(_root: unknown, { holder, path }: Place, random: SeededRandom): string {
  const { label, make } = random.pick(ODD_VALUES);
  const key = Array.isArray(holder) ? String(holder.length) : random.pick(ODD_NAMES);
  write({ holder, key, path }, make());
  return `beside ${path}: ${JSON.stringify(key).slice(0, 40)} := ${label}`;
}

function wrap(_root: unknown, place: Place, random: SeededRandom): string {
  const value = read(place);
  const inObject = random.below(2) === 0;
  write(place, inObject ? { value } : [value]);
  return `${place.path} := itself in ${inObject ? 'an object' : 'a list'}`;
}

function makeOdd(_root: unknown, place: Place, random: SeededRandom): string {
  const { label, make } = random.pick(ODD_VALUES);
  write(place, make());
  return `${place.path} := ${label}`;
}

/** A number, a text or a flag that is nearly what it was, which passes more fields than an odd value does. */
function edit(root: { input: unknown }, place: Place, random: SeededRandom): string {
  const value = read(place);
  const edited = editValue(value, random);
  if (edited === value) return makeOdd(root, place, random);
  write(place, edited);
  return `${place.path} := ${JSON.stringify(edited)?.slice(0, 200)}`;
}

function editValue(value: unknown, random: SeededRandom): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return editNumber(value, random);
  return typeof value === 'string' ? editText(value, random) : value;
}

function editNumber(value: number, random: SeededRandom): number {
  const edits = [
    -value,
    value + 1,
    value - 1,
    value * 2,
    value * 10,
    value * 1000,
    value / 2,
    value / 1000,
    value * 1e9,
    0,
  ];
  return random.pick(edits);
}

function editText(value: string, random: SeededRandom): string {
  const at = random.below(value.length + 1);
  const digits = [0, 1, 9, 99, 999, 4_294_967_296, -1];
  const edits = [
    () => value.slice(0, at) + value.slice(at + 1),
    () => value.slice(0, at) + random.pick([...'-./:_ 0aZ\n*']) + value.slice(at),
    () => value.slice(0, at),
    () => value.slice(at),
    () => value + value,
    () => value.toUpperCase(),
    () => value.repeat(100),
    () => value.replace(/\d+/, () => String(random.pick(digits))),
    () => value.replace(/\d+(?=\D*$)/, () => String(random.pick(digits))),
    () => [...value].reverse().join(''),
  ];
  return random.pick(edits)();
}
