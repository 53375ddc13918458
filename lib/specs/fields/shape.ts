import type { Problems } from '../../values/problems';

/**
 * Checks what kind of thing a value is, so that rules may read it without fear; JavaScript callers have no compiler.
 *
 * @returns whether rules may go on: a wrong kind stops them, a wrong choice of a known list is only recorded.
 */
export type Shape = (value: unknown, path: string, problems: Problems) => boolean;

/** A member that may be absent. */
export interface OptionalShape {
  readonly optional: Shape;
}

/** One shape for every member of an interface, so that the compiler tells when the two part ways. */
export type Members<T> = { readonly [K in keyof Required<T>]: undefined extends T[K] ? OptionalShape : Shape };

/** Any text. */
export const text: Shape = kind('be text', 'write it in quotes', (value) => typeof value === 'string');

/** Any finite number; ranges are rules. */
export const number: Shape = kind('be a number', 'write it without quotes', (value) => Number.isFinite(value));

/** True or false. */
export const flag: Shape = kind('be true or false', 'write it without quotes', (value) => typeof value === 'boolean');

/** Anything but nothing: other rules judge it. */
export const present: Shape = kind('be given', 'state it', (value) => value !== undefined && value !== null);

/** A member that may be absent. */
export function optional(shape: Shape): OptionalShape {
  return { optional: shape };
}

/** One of a known list of words; a wrong one is recorded and the rules go on. */
export function oneOf(...choices: readonly string[]): Shape {
  return (value, path, problems) => {
    const rule = `be one of ${choices.map((choice) => `'${choice}'`).join(', ')}`;
    problems.require(choices.includes(value as string), path, rule, value, 'choose one of them');
    return typeof value === 'string';
  };
}

/** A list of things of one shape. */
export function list(item: Shape): Shape {
  const isList = kind('be a list', 'write it in square brackets', Array.isArray);
  return (value, path, problems) => {
    if (!isList(value, path, problems)) return false;
    return every((value as unknown[]).map((member, index) => item(member, `${path}[${index}]`, problems)));
  };
}

/** A map from any key to things of one shape. */
export function mapOf(item: Shape): Shape {
  return (value, path, problems) => {
    if (!isObject(value, path, problems)) return false;
    return every(Object.entries(value as object).map(([key, member]) => item(member, `${path}.${key}`, problems)));
  };
}

/** An object with exactly these members; an unknown one is most likely misspelt and would be ignored in silence. */
export function members<T>(shapes: Members<T>): Shape {
  const known = Object.entries(shapes) as [string, Shape | OptionalShape][];
  const names = new Set(known.map(([name]) => name));
  return (value, path, problems) => {
    if (!isObject(value, path, problems)) return false;
    const record = value as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(record)) {
      const at = join(path, name);
      const remedy = `remove it, or correct its spelling: known are ${[...names].join(', ')}`;
      problems.require(names.has(name), at, 'be a known property', record[name], remedy);
    }
    return every(known.map(([name, shape]) => memberShape(shape)(record[name], join(path, name), problems)));
  };
}

/** An object whose `kind` says which members it has. */
export function kinds(shapes: Readonly<Record<string, Shape>>): Shape {
  const choices = Object.keys(shapes).map((choice) => `'${choice}'`);
  return (value, path, problems) => {
    if (!isObject(value, path, problems)) return false;
    const chosen = (value as { readonly kind?: unknown }).kind;
    const shape = typeof chosen === 'string' && Object.hasOwn(shapes, chosen) ? shapes[chosen] : undefined;
    if (shape !== undefined) return shape(value, path, problems);
    problems.add(join(path, 'kind'), `be one of ${choices.join(', ')}`, chosen, 'choose one of them');
    return false;
  };
}

/** An object that has one of two members. */
export function either<A, B>(left: Members<A>, right: Members<B>): Shape {
  const names = [...Object.keys(left), ...Object.keys(right)];
  const [first, second] = [members(left), members(right)];
  return (value, path, problems) => {
    if (!isObject(value, path, problems)) return false;
    const given = names.filter((name) => (value as Record<string, unknown>)[name] !== undefined);
    if (given.length !== 1) {
      problems.add(
        path,
        `have exactly one of ${names.map((name) => `'${name}'`).join(', ')}`,
        value,
        'keep one of them',
      );
      return false;
    }
    return Object.hasOwn(left, given[0] ?? '') ? first(value, path, problems) : second(value, path, problems);
  };
}

const isObject = kind(
  'be an object',
  'write it in braces',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

function kind(rule: string, remedy: string, holds: (value: unknown) => boolean): Shape {
  return (value, path, problems) => problems.require(holds(value), path, rule, value, remedy);
}

function memberShape(shape: Shape | OptionalShape): Shape {
  if (typeof shape === 'function') return shape;
  return (value, path, problems) => value === undefined || shape.optional(value, path, problems);
}

/** All of them, without stopping at the first: each records its own problems. */
function every(results: readonly boolean[]): boolean {
  return results.every(Boolean);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
