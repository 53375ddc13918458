import type { Problems } from '../../values/problems';

/** A whole number and the range that it must be in. */
export interface RangedNumber {
  readonly property: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Unit of the number: `seconds`. */
  readonly unit?: string;
}

/** Refuses a number that is not whole or is out of its range; returns whether the number is accepted. */
export function requireRange(problems: Problems, ranged: RangedNumber): boolean {
  const { property, value, min, max } = ranged;
  const unit = ranged.unit === undefined ? '' : ` ${ranged.unit}`;
  const holds = Number.isInteger(value) && value >= min && value <= max;
  const remedy = !Number.isInteger(value) ? 'round it' : value < min ? 'raise it' : 'lower it';
  return problems.require(holds, property, `be a whole number of ${min} to ${max}${unit}`, value, remedy);
}
