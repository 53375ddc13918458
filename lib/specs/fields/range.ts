import type { Problems } from '../../values/problems';

/** A whole number and the range that it must be in. */
export interface RangedNumber {
  readonly property: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What is counted: `seconds`. */
  readonly unit?: string;
}

/** Refuses a number that is not whole or is out of its range; answers whether it holds. */
export function requireRange(problems: Problems, ranged: RangedNumber): boolean {
  const { property, value, min, max } = ranged;
  const unit = ranged.unit === undefined ? '' : ` ${ranged.unit}`;
  const holds = Number.isInteger(value) && value >= min && value <= max;
  const remedy = !Number.isInteger(value) ? 'round it' : value < min ? 'raise it' : 'lower it';
  return problems.require(holds, property, `be a whole number of ${min} to ${max}${unit}`, value, remedy);
}

/** A list in which nothing may stand twice. */
export interface UniqueList {
  readonly property: string;
  readonly values: readonly string[];
  /** What one of them is: `zone`. */
  readonly what: string;
}

/** Refuses what stands twice in a list; answers whether nothing does. */
export function requireUnique(problems: Problems, list: UniqueList): boolean {
  const { values } = list;
  const twice = [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
  for (const value of twice) {
    problems.add(list.property, `name every ${list.what} once`, value, 'remove or rename one of them');
  }
  return twice.length === 0;
}
