import type { Problems } from '../../../values/problems';
import { parseQuantity } from '../../../values/quantity';

/** Range of a quantity. */
export interface QuantityRange {
  /** Smallest quantity, as a user writes it. */
  readonly least: string;
  /** Largest quantity, as a user writes it. */
  readonly most: string;
  /** Unit that the quantity counts in whole numbers: the API server rounds everything finer. */
  readonly whole: 'bytes' | 'thousandths of a processor';
}

/** A quantity and its place in the input. */
interface JudgedQuantity {
  readonly at: string;
  readonly text: string;
  readonly range: QuantityRange;
}

/** Differences below this are of the arithmetic and not of the text. */
const ROUNDING = 1e-6;

/** Judges a quantity; returns its value where it keeps its rules. */
export function judgeQuantity({ at, text, range }: JudgedQuantity, problems: Problems): number | undefined {
  const amount = problems.capture(at, () => parseQuantity(text));
  if (amount === undefined) return undefined;
  const { least, most, whole } = range;
  const holds = amount >= parseQuantity(least) && amount <= parseQuantity(most);
  const remedy = amount < parseQuantity(least) ? 'raise it' : 'lower it';
  if (!problems.require(holds, at, `be ${least} to ${most}`, text, remedy)) return undefined;
  const units = whole === 'bytes' ? amount : amount * 1000;
  const isWhole = Math.abs(units - Math.round(units)) < ROUNDING;
  const wholeRemedy = whole === 'bytes' ? 'write it in Mi or Ki without a fraction' : "write it in m: '250m'";
  return problems.require(isWhole, at, `be a whole number of ${whole}`, text, wholeRemedy) ? amount : undefined;
}
