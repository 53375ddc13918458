/** The moments from which every node draws the start of its outage, evenly and independently. */
export interface OutageSlots {
  /** Disjoint windows from which a node's slot is drawn, such as the days of a week; at least 1. */
  readonly windows: number;
  /** Possible starts in each window, at least 1; an outage from the last start still ends inside, so that none reaches the next window. */
  readonly slots: number;
  /** Length of an outage in slots, at least 1. */
  readonly outageSlots: number;
  /** Whether the windows leave no gap: all `windows * slots` starts then form one circle, and the last meets the first. */
  readonly circular: boolean;
}

/**
 * Chance, 0 to 1, that at least two outages overlap; for outages of one slot on a circle this is the birthday problem.
 *
 * @see Feller, An Introduction to Probability Theory and Its Applications, vol. 1, II.3 and II.5 (birthdays, occupancy).
 */
export function overlapProbability(nodes: number, slots: OutageSlots): number {
  if (nodes <= 1) return 0;
  // n nodes with outages of d slots, no two of which overlap: on a circle of M starts this happens in
  // M (n-1)! C(M - n(d-1) - 1, n-1) of M^n ways, because one node may be anywhere and the gaps between the others are free. In a
  // window of M starts it happens in n! C(M - (n-1)(d-1), n) ways, and over D windows in
  // n! [x^n] (sum over k of C(M - (k-1)(d-1), k) x^k)^D of (D M)^n.
  const apart = slots.circular ? apartOnCircle(nodes, slots) : apartInWindows(nodes, slots);
  return Math.min(1, Math.max(0, 1 - apart));
}

/** Least number of nodes of which two are down together with a chance of at least one half. */
export function evenOddsNodes(slots: OutageSlots): number {
  let [less, enough] = [1, 2];
  while (overlapProbability(enough, slots) < 0.5) [less, enough] = [enough, enough * 2];
  while (enough - less > 1) {
    const middle = Math.floor((less + enough) / 2);
    if (overlapProbability(middle, slots) < 0.5) less = middle;
    else enough = middle;
  }
  return enough;
}

/**
 * Mean of a product over windows, when every node draws one of the windows evenly: each window contributes the factor
 * `worth[k]`, where k is the number of nodes that drew it.
 *
 * The multinomial weights n!/(k1! ... kD!) are computed as coefficients of a power of a Poisson series, because every term of it is
 * positive and scaled to the greatest one; otherwise terms would cancel or overflow.
 *
 * @param worth factor of a window with k nodes at index k, 0 to 1; 0 beyond the end of the list.
 */
export function meanOverWindows(nodes: number, windows: number, worth: readonly number[]): number {
  if (windows === 1) return worth[nodes] ?? 0;
  const weights = poissonWeights(nodes / windows, nodes);
  const weighted = weights.slice(0, worth.length).map((weight, k) => weight * (worth[k] ?? 0));
  const all = power(weights, windows, nodes)[nodes] ?? 0;
  return (power(weighted, windows, nodes)[nodes] ?? 0) / all;
}

function apartOnCircle(nodes: number, { windows, slots, outageSlots }: OutageSlots): number {
  const starts = windows * slots;
  return outageSlots * nodes > starts ? 0 : fallingShare(starts - nodes * (outageSlots - 1) - 1, nodes - 1, starts);
}

function apartInWindows(nodes: number, { windows, slots, outageSlots }: OutageSlots): number {
  const apart: number[] = [];
  for (let k = 0; k <= nodes && (k - 1) * outageSlots < slots; k += 1) {
    apart.push(k < 2 ? 1 : fallingShare(slots - (k - 1) * (outageSlots - 1), k, slots));
  }
  return meanOverWindows(nodes, windows, apart);
}

/** from (from-1) ... over `count` factors, each divided by `whole`. */
function fallingShare(from: number, count: number, whole: number): number {
  let share = 1;
  for (let i = 0; i < count && share > 0; i += 1) share *= (from - i) / whole;
  return share;
}

/** Weights of a Poisson distribution up to `last`, scaled to a sum of 1; computed from the mode outwards, so that none underflows. */
function poissonWeights(mean: number, last: number): readonly number[] {
  const mode = Math.min(last, Math.floor(mean));
  const weights = new Array<number>(last + 1).fill(0);
  weights[mode] = 1;
  for (let k = mode; k < last; k += 1) weights[k + 1] = ((weights[k] ?? 0) * mean) / (k + 1);
  for (let k = mode; k > 0; k -= 1) weights[k - 1] = ((weights[k] ?? 0) * k) / mean;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** A power of a polynomial, without the terms beyond `degree`. */
function power(base: readonly number[], exponent: number, degree: number): readonly number[] {
  let [result, square, left]: [readonly number[], readonly number[], number] = [[1], base, exponent];
  while (left > 0) {
    if (left % 2 === 1) result = product(result, square, degree);
    left = Math.floor(left / 2);
    if (left > 0) square = product(square, square, degree);
  }
  return result;
}

function product(left: readonly number[], right: readonly number[], degree: number): readonly number[] {
  const terms = new Array<number>(Math.min(degree + 1, left.length + right.length - 1)).fill(0);
  for (const [i, factor] of left.entries()) {
    const last = Math.min(right.length, terms.length - i);
    for (let j = 0; factor > 0 && j < last; j += 1) terms[i + j] = (terms[i + j] ?? 0) + factor * (right[j] ?? 0);
  }
  return terms;
}
