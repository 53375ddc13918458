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

/** Units of a thousand: each is three powers of ten above the one before. */
const DECIMAL_UNITS: readonly string[] = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Index of the unit 1, and the powers of ten of the first and the last unit. */
const NO_UNIT = 3;
const SMALLEST_SCALE = -9;
const LARGEST_SCALE = 18;

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
 * form a client-side apply sees a difference each time, and never says `unchanged`. Parts of bytes, and numbers above the largest
 * unit, are left as they are.
 *
 * @throws ConfigError when the text is not a quantity, or is negative.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/resource/quantity.go
 */
export function canonicalQuantity(text: string): string {
  const amount = parseQuantity(text);
  const [, digits = '', suffix = ''] = SYNTAX.exec(text) ?? [];
  if (amount > 1e18) return text;
  if (suffix.endsWith('i')) return Number.isInteger(amount) && amount >= 1024 ? renderBytes(amount) : text;
  const exponent = /^[eE]([+-]?\d+)/.exec(suffix)?.[1];
  const [whole = '', fraction = ''] = digits.split('.');
  const power = exponent === undefined ? 3 * (DECIMAL_UNITS.indexOf(suffix) - NO_UNIT) : Number(exponent);
  const { mantissa, scale } = inThousands(BigInt(`${whole}${fraction}`), power - fraction.length);
  const unit = exponent === undefined ? DECIMAL_UNITS[scale / 3 + NO_UNIT] : `e${scale}`;
  return scale === 0 ? String(mantissa) : `${mantissa}${unit}`;
}

/** A number `mantissa` x 10^`scale` with the largest scale of whole thousands that keeps the mantissa whole; billionths are rounded up. */
function inThousands(mantissa: bigint, scale: number): { readonly mantissa: bigint; readonly scale: number } {
  let [digits, power] = [mantissa, scale];
  if (digits === 0n) return { mantissa: digits, scale: 0 };
  for (; power < SMALLEST_SCALE && digits > 1n; power++) digits = (digits + 9n) / 10n;
  power = Math.max(power, SMALLEST_SCALE);
  for (; digits % 10n === 0n; power++) digits /= 10n;
  for (; power % 3 !== 0 || power > LARGEST_SCALE; power--) digits *= 10n;
  return { mantissa: digits, scale: power };
}
