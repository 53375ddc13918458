import type { Problems } from '../../values/problems';
import type { StatedEffects } from './change-effect';

/** The values that a field accepts, as data: tests compare docstrings with it, and tools read it. */
export interface FieldFacts {
  /** Kind of value that the field accepts. */
  readonly kind: 'text' | 'number' | 'flag' | 'choice' | 'list' | 'map' | 'object' | 'kinds' | 'either';
  /** Smallest and largest number, where the field has a range. */
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string };
  /** Words that the field accepts. */
  readonly choices?: readonly string[];
  /** Field of the items of a list, or of the values of a map. */
  readonly item?: Field<never, unknown>;
  /** Members of an object by name. */
  readonly members?: Readonly<Record<string, Member<never, unknown>>>;
  /** Fields of a union by the value of `kind`. */
  readonly kinds?: Readonly<Record<string, Field<never, unknown>>>;
  /** Effects of changing the value, where the field states them itself. */
  readonly effects?: StatedEffects;
}

/**
 * The one description of a property: which values it accepts, and what they resolve to.
 *
 * Shape, range, default and resolved value of a property all come from its field.
 */
export interface Field<I, R = I> {
  readonly facts: FieldFacts;
  /**
   * Records what is wrong with a value: another kind of value, an unknown word, or a number out of its range.
   *
   * @returns whether rules can read the value without a crash; an unknown word or a number out of its range is recorded, but is
   * readable.
   */
  judge(value: unknown, path: string, problems: Problems): boolean;
  /** A value with every default below it filled in. */
  resolve(value: I): R;
}

/** A member of an object: a field that must be given, or one that may be left out. */
export interface Member<I, R = I> {
  readonly field: Field<never, unknown>;
  /** Default of a member that was left out; undefined for a member that must be given. */
  readonly absent: Absence | undefined;
  /** Effects of changing the member, where the member states them; otherwise those of its field, then of the object around it. */
  readonly effects?: StatedEffects;
  /** The value of the member with every default filled in. */
  resolve(value: I): R;
}

/** Default of a member that was left out. */
export type Absence =
  /** A literal, which the docstring states. */
  | { readonly kind: 'literal'; readonly value: unknown }
  /** The member stays undefined, or the resolver of the whole object derives a value from other members. */
  | { readonly kind: 'nothing' }
  /** An object in which every member has a default of its own. */
  | { readonly kind: 'members' };

/** Resolved value of a field or a member. */
export type Resolved<F> = F extends { resolve(value: never): infer R } ? R : never;

/** A member that may be left out and then resolves to undefined. */
export function optional<I, R>(field: Field<I, R>): Member<I | undefined, R | undefined> {
  const resolve = (value: I | undefined): R | undefined => (value === undefined ? undefined : field.resolve(value));
  return { field, absent: { kind: 'nothing' }, resolve };
}

/** A member that may be left out and then resolves to a literal. */
export function withDefault<I, R, D extends I>(field: Field<I, R>, value: D): Member<I | undefined, R> {
  return { field, absent: { kind: 'literal', value }, resolve: (given) => field.resolve(given ?? value) };
}

/** A member that is an object of defaults: where the object is left out, every member of it has its default. */
export function withOwnDefaults<I extends object, R>(field: Field<I, R>): Member<I | undefined, R> {
  return { field, absent: { kind: 'members' }, resolve: (given) => field.resolve(given ?? ({} as I)) };
}
