import type { Problems } from '../../values/problems';
import type { StatedEffects } from './change-effect';

/** What a field takes, as data: docstrings are compared with it, and tools read it. */
export interface FieldFacts {
  /** What kind of thing the field takes. */
  readonly kind: 'text' | 'number' | 'flag' | 'choice' | 'list' | 'map' | 'object' | 'kinds' | 'either';
  /** Smallest and largest number, where the field has a range. */
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string };
  /** Words that the field takes. */
  readonly choices?: readonly string[];
  /** What a list or a map holds. */
  readonly item?: Field<never, unknown>;
  /** Members of an object by name. */
  readonly members?: Readonly<Record<string, Member<never, unknown>>>;
  /** Fields of a union by the value of `kind`. */
  readonly kinds?: Readonly<Record<string, Field<never, unknown>>>;
  /** What a change of the value does, where the field states it by itself. */
  readonly effects?: StatedEffects;
}

/**
 * The one description of a property: what it takes, and what it becomes.
 *
 * Shape, range, default and resolved value of a property all come from its field.
 */
export interface Field<I, R = I> {
  readonly facts: FieldFacts;
  /**
   * Records what is wrong with a value: another kind of thing, or a number out of its range.
   *
   * @returns whether rules could read the value without fear; a wrong choice or a number out of its range is only recorded.
   */
  judge(value: unknown, path: string, problems: Problems): boolean;
  /** A value with every default below it filled in. */
  resolve(value: I): R;
}

/** A member of an object: a field that must be given, or one that may be left out. */
export interface Member<I, R = I> {
  readonly field: Field<never, unknown>;
  /** What stands for a member that was left out; undefined for a member that must be given. */
  readonly absent: Absence | undefined;
  /** What a change of the member does, where it states it; otherwise its field, then the object around it. */
  readonly effects?: StatedEffects;
  /** The value of the member with every default filled in. */
  resolve(value: I): R;
}

/** What stands for a member that was left out. */
export type Absence =
  /** A literal, which the docstring states. */
  | { readonly kind: 'literal'; readonly value: unknown }
  /** Nothing: the resolver of the whole decides, or there is none. */
  | { readonly kind: 'nothing' }
  /** An object of which every member has its own default. */
  | { readonly kind: 'members' };

/** What a field or a member resolves to. */
export type Resolved<F> = F extends { resolve(value: never): infer R } ? R : never;

/** A member that may be left out and is undefined then. */
export function optional<I, R>(field: Field<I, R>): Member<I | undefined, R | undefined> {
  const resolve = (value: I | undefined): R | undefined => (value === undefined ? undefined : field.resolve(value));
  return { field, absent: { kind: 'nothing' }, resolve };
}

/** A member that may be left out, with the literal that stands for it then. */
export function withDefault<I, R, D extends I>(field: Field<I, R>, value: D): Member<I | undefined, R> {
  return { field, absent: { kind: 'literal', value }, resolve: (given) => field.resolve(given ?? value) };
}

/** A member that is an object with defaults of its own, so that leaving it out leaves out all of them. */
export function withOwnDefaults<I extends object, R>(field: Field<I, R>): Member<I | undefined, R> {
  return { field, absent: { kind: 'members' }, resolve: (given) => field.resolve(given ?? ({} as I)) };
}
