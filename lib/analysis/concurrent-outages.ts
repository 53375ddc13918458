import { meanOverWindows, type OutageSlots, overlapProbability } from './outage-overlap';

/** Quantile of most use: all but one schedule of a hundred. */
const DEFAULT_QUANTILE = 0.99;

/** Longest part of a day in minutes that `leastSlotsFor` tries. */
const MOST_SLOTS = 1440;

/** Chances below this change no answer. */
const NEGLIGIBLE = 1e-16;

/** A chance of which no quantile is asked. */
const UNLIKELY = 0.01;

/** What a window has to be long enough for. */
export interface ToleratedOutages {
  /** Nodes that may be down at once, at least 1. */
  readonly tolerated: number;
  /** Disjoint windows that a node's slot is drawn over, at least 1. */
  readonly windows: number;
  /** Length of an outage in slots, at least 1. */
  readonly outageSlots: number;
  /**
   * Chance with which no more are down at once, 0 to 1.
   * @default 0.99
   */
  readonly quantile?: number;
}

/**
 * Mean number of nodes that are down at a moment of a window: n d over the number of starts, from the first moment that d
 * starts come before. Where outages are as long as all starts of a window, all that are drawn there.
 */
export function expectedConcurrent(nodes: number, { windows, slots, outageSlots, circular }: OutageSlots): number {
  const starts = circular ? windows * slots : slots;
  return (nodes * Math.min(outageSlots, starts)) / (windows * slots);
}

/**
 * The least number of nodes that those down at once exceed at no moment of the whole schedule, with at least the chance
 * `quantile`, 0.01 to 1: the quantile of a scan statistic. Never below the true one, and at 0.99 seldom above it, then by one.
 *
 * Whether 1 is enough is exact, by {@link overlapProbability}. More than k are ever down only if they are in the first full
 * slot of a window, or pass from at most k to more at a later one. Both chances are exact (multinomial: the nodes that stay,
 * come back and go down at a slot), and their sum bounds the chance of either (Boole), closely where it is small.
 *
 * @see https://en.wikipedia.org/wiki/Scan_statistic for the maximum over a moving window.
 */
export function concurrentQuantile(nodes: number, slots: OutageSlots, quantile: number = DEFAULT_QUANTILE): number {
  if (nodes <= 0) return 0;
  return leastWhere(nodes, (most) => chanceOfAtMost(most, nodes, slots) >= quantile);
}

/**
 * Least number of starts in each window with which no more nodes than tolerated are down at once; undefined if a day of
 * minutes is too short.
 */
export function leastSlotsFor(nodes: number, wanted: ToleratedOutages): number | undefined {
  const { tolerated, windows, outageSlots, quantile = DEFAULT_QUANTILE } = wanted;
  const enough = (slots: number) =>
    chanceOfAtMost(tolerated, nodes, { windows, slots, outageSlots, circular: false }) >= quantile;
  return enough(MOST_SLOTS) ? leastWhere(MOST_SLOTS, enough) : undefined;
}

/** Least number from 1 for which a condition holds that holds from there on, `last` included. */
function leastWhere(last: number, holds: (value: number) => boolean): number {
  let [less, enough] = [0, last];
  while (enough - less > 1) {
    const middle = Math.floor((less + enough) / 2);
    if (holds(middle)) enough = middle;
    else less = middle;
  }
  return enough;
}

/** Chance that at most `most` nodes, at least 1, are ever down at once; never more than it is. */
function chanceOfAtMost(most: number, nodes: number, slots: OutageSlots): number {
  if (most >= nodes) return 1;
  if (most === 1) return 1 - overlapProbability(nodes, slots);
  const { outageSlots, circular } = slots;
  const windows = circular ? 1 : slots.windows;
  const starts = (slots.windows * slots.slots) / windows;
  // Outages as long as all starts meet; on a circle some moment sees at least the mean.
  if (starts <= outageSlots) return meanOverWindows(nodes, windows, new Array<number>(most + 1).fill(1));
  if (circular && nodes * outageSlots > most * starts) return 0;
  const draw = { nodes, share: 1 / (windows * starts), outageSlots };
  const above = binomialAbove(most, nodes, outageSlots * draw.share);
  // More are down after a passing: where being above is that rare, or all but sure, the passings need no counting.
  if (windows * starts * above < NEGLIGIBLE) return 1;
  if (windows * above >= 1 - UNLIKELY) return 0;
  const passing = passingChance(most, draw);
  const passings = circular ? starts * passing : windows * (above + (starts - outageSlots) * passing);
  return Math.max(0, 1 - passings);
}

/** What the nodes down at one slot depend on. */
interface Draw {
  readonly nodes: number;
  /** Of all starts, one. */
  readonly share: number;
  readonly outageSlots: number;
}

/**
 * Chance that at one slot more than `most` nodes are down, and at the slot before not: over the nodes that are down at both,
 * those that come back and those that go down.
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

/** Chance of more than `most` hits; the side that falls off from there is summed, so that little cancels. */
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

/** Exact to 12 digits: a product for few, Stirling's series from there. */
function logFactorial(number: number): number {
  if (number < 20) {
    let factorial = 1;
    for (let factor = 2; factor <= number; factor += 1) factorial *= factor;
    return Math.log(factorial);
  }
  const series = (1 / 12 - (1 / 360 - 1 / (1260 * number ** 2)) / number ** 2) / number;
  return (number + 0.5) * Math.log(number) - number + 0.5 * Math.log(2 * Math.PI) + series;
}
