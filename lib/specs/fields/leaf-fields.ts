import type { Problems } from '../../values/problems';
import type { Field, FieldFacts } from './field';
import { requireRange } from './range';

/** A range of whole numbers. */
export interface WholeNumber {
  /** Smallest number that is accepted. */
  readonly min: number;
  /** Largest number that is accepted. */
  readonly max: number;
  /**
   * Unit of the number: `seconds`.
   * @default - a bare number
   */
  readonly unit?: string;
}

/** A number with a rule of its own. */
export interface RuledNumber {
  /** The rule as a phrase that completes "must". */
  readonly rule: string;
  /** Remedy for a number that breaks the rule. */
  readonly remedy: (value: number) => string;
  /** Whether a number keeps the rule. */
  readonly holds: (value: number) => boolean;
  /**
   * Smallest and largest number, which the docstring has to state.
   * @default - no range
   */
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string };
}

/** Any text; the rules of the concept judge its form. */
export const text: Field<string> = leaf({ kind: 'text' }, (value, path, problems) => {
  return isAnyText(value, path, problems) && isShort(value, path, problems);
});

/** Text with a bound of its own, for whole documents that no pattern of a rule reads. */
export function longText(max: number): Field<string> {
  return leaf({ kind: 'text' }, (value, path, problems) => {
    if (!isAnyText(value, path, problems)) return false;
    const { length } = value as string;
    return problems.require(
      length <= max,
      path,
      `have at most ${max} characters`,
      `${length} characters`,
      'shorten it',
    );
  });
}

/** True or false. */
export const flag: Field<boolean> = leaf(
  { kind: 'flag' },
  kind('be true or false', 'write it without quotes', (value) => typeof value === 'boolean'),
);

/** A whole number within a range, both ends included. */
export function whole({ min, max, unit = '' }: WholeNumber): Field<number> {
  return leaf({ kind: 'number', range: { min, max, unit } }, (value, path, problems) => {
    if (!isNumber(value, path, problems)) return false;
    requireRange(problems, { property: path, value: value as number, min, max, ...(unit !== '' && { unit }) });
    return true;
  });
}

/** A number with a rule that a range cannot express: fractions, or only some whole numbers. */
export function number({ rule, remedy, holds, range }: RuledNumber): Field<number> {
  return leaf({ kind: 'number', ...(range && { range }) }, (value, path, problems) => {
    if (!isNumber(value, path, problems)) return false;
    problems.require(holds(value as number), path, rule, value, remedy(value as number));
    return true;
  });
}

/** One of a known list of words; a wrong word is recorded, and the rules of the other members still run. */
export function oneOf<const W extends string>(...choices: readonly W[]): Field<W> {
  return leaf({ kind: 'choice', choices }, (value, path, problems) => {
    const rule = `be one of ${choices.map((choice) => `'${choice}'`).join(', ')}`;
    problems.require((choices as readonly unknown[]).includes(value), path, rule, value, 'choose one of them');
    return isText(value);
  });
}

/** One of a known list of numbers. */
export function oneOfNumbers<const N extends number>(...choices: readonly N[]): Field<N> {
  return leaf({ kind: 'number' }, (value, path, problems) => {
    if (!isNumber(value, path, problems)) return false;
    const rule = `be one of ${choices.join(', ')}`;
    problems.require((choices as readonly number[]).includes(value as number), path, rule, value, 'choose one of them');
    return true;
  });
}

/** Characters of a text at most: twice an ARN or the path of an SSM parameter. The patterns of rules take time with the square. */
export const MAX_CHARACTERS = 4096;

type Judge = (value: unknown, path: string, problems: Problems) => boolean;

const isNumber: Judge = kind('be a number', 'write it without quotes', (value) => Number.isFinite(value));

const isAnyText: Judge = kind('be text', 'write it in quotes', isText);

const isShort: Judge = kind(`have at most ${MAX_CHARACTERS} characters`, 'shorten it', hasMaxLength);

/** Whether a text, or a key that somebody chose, is short enough for the patterns of rules. */
export function hasMaxLength(value: unknown): boolean {
  return (value as string).length <= MAX_CHARACTERS;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** A judge that accepts one kind of value, and records this rule and remedy for any other. */
export function kind(rule: string, remedy: string, holds: (value: unknown) => boolean): Judge {
  return (value, path, problems) => problems.require(holds(value), path, rule, value, remedy);
}

function leaf<T>(facts: FieldFacts, judge: Judge): Field<T> {
  return { facts, judge, resolve: (value) => value };
}
