import { meanOverWindows, type OutageSlots, overlapProbability } from './outage-overlap';

/** The default quantile: the answer holds in all but one of a hundred drawn schedules. */
const DEFAULT_QUANTILE = 0.99;

/** Most starts, one a minute, that `leastSlotsFor` tries: the minutes of a day. */
const MOST_SLOTS = 1440;

/** Smaller chances are dropped, because they change no answer. */
const NEGLIGIBLE = 1e-16;

/** The smallest quantile that callers ask for; a chance that is certainly below it is answered as 0. */
const UNLIKELY = 0.01;

/** The outages for which a window has to be long enough. */
export interface ToleratedOutages {
  /** Nodes that may be down at once, at least 1. */
  readonly tolerated: number;
  /** Disjoint windows that a node's slot is drawn over, at least 1. */
  readonly windows: number;
  /** Length of an outage in slots, at least 1. */
  readonly outageSlots: number;
  /**
   * Chance that no more than the tolerated nodes are down at once, 0 to 1.
   * @default 0.99
   */
  readonly quantile?: number;
}

/**
 * Mean number of nodes that are down at a moment of a window: nodes times outage length over the number of starts. The mean holds
 * from the moment on that one outage length has passed in the window. Where an outage is as long as all starts of a window, every
 * node that drew the window is down at once.
 */
export function expectedConcurrent(nodes: number, { windows, slots, outageSlots, circular }: OutageSlots): number {
  const starts = circular ? windows * slots : slots;
  return (nodes * Math.min(outageSlots, starts)) / (windows * slots);
}

/**
 * The least number k such that, with at least the chance `quantile` (0.01 to 1), no moment of the whole schedule has more than k
 * nodes down at once: the quantile of a scan statistic. The answer is never too low, and at 0.99 seldom too high, then by one.
 *
 * Whether 1 is enough is computed exactly, by {@link overlapProbability}. More than k nodes are down at some moment only if they
 * are down in the first full slot of a window, or if a later slot has more than k down and the slot before it at most k. Both
 * chances are exact (multinomial: the nodes that stay down, come back and go down at a slot), and their sum is an upper bound of
 * the chance of either (Boole), a close one where the chance is small.
 *
 * @see https://en.wikipedia.org/wiki/Scan_statistic for the maximum over a moving window.
 */
export function concurrentQuantile(nodes: number, slots: OutageSlots, quantile: number = DEFAULT_QUANTILE): number {
  if (nodes <= 0) return 0;
  return leastWhere(nodes, (most) => chanceOfAtMost(most, nodes, slots) >= quantile);
}

/**
 * Least number of starts in each window with which no more nodes than tolerated are down at once; undefined if even a window of a
 * whole day is too short.
 */
export function leastSlotsFor(nodes: number, wanted: ToleratedOutages): number | undefined {
  const { tolerated, windows, outageSlots, quantile = DEFAULT_QUANTILE } = wanted;
  const enough = (slots: number) =>
    chanceOfAtMost(tolerated, nodes, { windows, slots, outageSlots, circular: false }) >= quantile;
  return enough(MOST_SLOTS) ? leastWhere(MOST_SLOTS, enough) : undefined;
}

/** Least number from 1 to `last` for which a condition holds; the condition must hold for every larger number too. */
function leastWhere(last: number, holds: (value: number) => boolean): number {
  let [less, enough] = [0, last];
  while (enough - less > 1) {
    const middle = Math.floor((less + enough) / 2);
    if (holds(middle)) enough = middle;
    else less = middle;
  }
  return enough;
}

/** Chance that at most `most` nodes, at least 1, are ever down at once; a lower bound where it is not exact. */
function chanceOfAtMost(most: number, nodes: number, slots: OutageSlots): number {
  if (most >= nodes) return 1;
  if (most === 1) return 1 - overlapProbability(nodes, slots);
  const { outageSlots, circular } = slots;
  const windows = circular ? 1 : slots.windows;
  const starts = (slots.windows * slots.slots) / windows;
  // Outages as long as all starts of a window all overlap. On a circle some moment has at least the mean number of nodes down.
  if (starts <= outageSlots) return meanOverWindows(nodes, windows, new Array<number>(most + 1).fill(1));
  if (circular && nodes * outageSlots > most * starts) return 0;
  const draw = { nodes, share: 1 / (windows * starts), outageSlots };
  const above = binomialAbove(most, nodes, outageSlots * draw.share);
  // `above` bounds every rise past `most` nodes: where it is negligible or almost certain, the rises need not be counted.
  if (windows * starts * above < NEGLIGIBLE) return 1;
  if (windows * above >= 1 - UNLIKELY) return 0;
  const passing = passingChance(most, draw);
  const passings = circular ? starts * passing : windows * (above + (starts - outageSlots) * passing);
  return Math.max(0, 1 - passings);
}

/** Figures that decide how many nodes are down at one slot. */
interface Draw {
  readonly nodes: number;
  /** Chance that a node drew one particular start of all. */
  readonly share: number;
  readonly outageSlots: number;
}

/**
 * Chance that more than `most` nodes are down at one slot and at most `most` at the slot before: summed over the number of nodes
 * that are down at both, and over those that come back and those that go down in between.
 */
function passingChance(most: number, { nodes, share, outageSlots }: Draw): number {
  const both = (outageSlots - 1) * share;
  let chance = 0;
  for (let staying = Math.min(most, nodes); staying >= 0; staying -= 1) {
    const weight = binomialChance(staying, nodes, both);
    if (weight === 0) continue;
    const part = weight * replacedChance(most - staying, { nodes: nodes - staying, share: share / (1 - both) });
    chance += part;
    if (part < chance * NEGLIGIBLE) break;
  }
  return chance;
}

/** Chance that at most `room` nodes come back at a slot, and more than `room` of the others go down. */
function replacedChance(room: number, { nodes, share }: Pick<Draw, 'nodes' | 'share'>): number {
  let chance = 0;
  for (let back = 0; back <= Math.min(room, nodes); back += 1) {
    const part = binomialChance(back, nodes, share) * binomialAbove(room, nodes - back, share / (1 - share));
    chance += part;
    if (part < chance * NEGLIGIBLE) break;
  }
  return chance;
}

/** Chance of more than `most` hits; sums the smaller tail, because the difference from 1 would lose digits otherwise. */
function binomialAbove(most: number, trials: number, share: number): number {
  const odds = share / Math.max(0, 1 - share);
  let sum = 0;
  if (most < trials * share) {
    let chance = binomialChance(most, trials, share);
    for (let hits = most; hits >= 0 && chance > sum * NEGLIGIBLE; hits -= 1) {
      sum += chance;
      chance *= hits / (trials - hits + 1) / odds;
    }
    return 1 - sum;
  }
  let chance = most < trials ? binomialChance(most + 1, trials, share) : 0;
  for (let hits = most + 1; hits <= trials && chance > sum * NEGLIGIBLE; hits += 1) {
    sum += chance;
    chance *= ((trials - hits) / (hits + 1)) * odds;
  }
  return sum;
}

function binomialChance(hits: number, trials: number, share: number): number {
  const bounded = Math.min(1, share);
  const drawn = hits === 0 ? 0 : hits * Math.log(bounded);
  const missed = hits === trials ? 0 : (trials - hits) * Math.log1p(-bounded);
  return Math.exp(logFactorial(trials) - logFactorial(hits) - logFactorial(trials - hits) + drawn + missed);
}

/** Logarithm of a factorial, exact to 12 digits: the product below 20, Stirling's series from 20 on. */
function logFactorial(number: number): number {
  if (number < 20) {
    let factorial = 1;
    for (let factor = 2; factor <= number; factor += 1) factorial *= factor;
    return Math.log(factorial);
  }
  const series = (1 / 12 - (1 / 360 - 1 / (1260 * number ** 2)) / number ** 2) / number;
  return (number + 0.5) * Math.log(number) - number + 0.5 * Math.log(2 * Math.PI) + series;
}
