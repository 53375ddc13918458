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

const BINARY_UNITS = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'] as const;

/** Whole bytes as a quantity with the largest unit that keeps them whole: `320Mi`, the form in which the API server stores them. */
export function renderBytes(bytes: number): string {
  const unit = BINARY_UNITS.find((each) => bytes > 0 && bytes % (FACTORS[each] ?? 1) === 0);
  return unit === undefined ? String(bytes) : `${bytes / (FACTORS[unit] ?? 1)}${unit}`;
}
