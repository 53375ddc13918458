import { refuse } from './refuse';

const SYNTAX = /^(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+|[KMGTPE]i|[numkMGTPE])?$/;

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const BINARY_UNITS = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'] as const;

/** Units of a thousand, from a thousand millionth to a million million million: each index is three powers of ten. */
const DECIMAL_UNITS = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/**
 * A Kubernetes quantity as a number: cores for `500m`, bytes for `16Gi`.
 *
 * @throws ConfigError when the text is not a quantity, or is negative.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number {
  const match = SYNTAX.exec(text);
  if (match === null) {
    refuse('quantity', 'be a Kubernetes quantity', text, "write cores as '500m' or '2', bytes as '256Mi' or '16Gi'");
  }
  const [, digits = '', suffix = ''] = match;
  if (/^[eE][+-]?\d/.test(suffix)) return Number(`${digits}${suffix}`);
  return Number(digits) * (FACTORS[suffix] ?? 1);
}

/** Whole bytes as a quantity with the largest unit that keeps them whole: `320Mi`, the form in which the API server stores them. */
export function renderBytes(bytes: number): string {
  const unit = BINARY_UNITS.find((each) => bytes > 0 && bytes % (FACTORS[each] ?? 1) === 0);
  return unit === undefined ? String(bytes) : `${bytes / (FACTORS[unit] ?? 1)}${unit}`;
}

/** Bytes as text with at most two decimals: `15.25Gi`. */
export function renderGib(bytes: number): string {
  return `${Math.round((bytes / 2 ** 30) * 100) / 100}Gi`;
}

/**
 * A quantity in the form in which the API server stores it: `20k` for `20000`, `500m` for `0.5`, `1536Mi` for `1.5Gi`. In any other
 * form a client-side apply sees a difference each time, and never says `unchanged`.
 *
 * @throws ConfigError when the text is not a quantity, or is negative.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/resource/quantity.go
 */
export function canonicalQuantity(text: string): string {
  const amount = parseQuantity(text);
  const [, digits = '', suffix = ''] = SYNTAX.exec(text) ?? [];
  if (suffix.endsWith('i') && amount >= 1024 && Number.isInteger(amount)) return renderBytes(amount);
  const isExponent = /^[eE][+-]?\d/.test(suffix);
  const [whole = '', fraction = ''] = suffix.endsWith('i') ? String(amount).split('.') : digits.split('.');
  const power = isExponent ? Number(suffix.slice(1)) : 3 * (DECIMAL_UNITS.findIndex((unit) => unit === suffix) - 3);
  const scale = (suffix.endsWith('i') ? 0 : power) - fraction.length;
  return renderThousands(BigInt(`${whole}${fraction}`), scale, isExponent);
}

/** A number `mantissa` x 10^`scale` with the largest unit that keeps it whole; parts of the smallest unit are rounded up. */
function renderThousands(mantissa: bigint, scale: number, isExponent: boolean): string {
  let [digits, power] = [mantissa, scale];
  if (digits === 0n) return '0';
  for (; digits % 10n === 0n; power++) digits /= 10n;
  for (; power % 3 !== 0 || power > 18; power--) digits *= 10n;
  for (; power < -9; power++) digits = (digits + 9n) / 10n;
  const exponent = power === 0 ? '' : `e${power}`;
  return `${digits}${isExponent ? exponent : DECIMAL_UNITS[power / 3 + 3]}`;
}
