import { meanOverWindows, type OutageSlots, overlapProbability } from './outage-overlap';

/** Quantile of most use: all but one schedule of a hundred. */
const DEFAULT_QUANTILE = 0.99;

/** Longest part of a day in minutes that `leastSlotsFor` tries. */
const MOST_SLOTS = 1440;

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

/** Mean number of nodes that are down at a moment of a window: n d over the number of starts. */
export function expectedConcurrent(nodes: number, { windows, slots, outageSlots }: OutageSlots): number {
  return (nodes * outageSlots) / (windows * slots);
}

/**
 * The least number of nodes that at no moment of the whole schedule is exceeded by those down at once, with at least the
 * chance `quantile`, 0 to 1: the quantile of a scan statistic. On the safe side by at most one.
 *
 * Whether 1 is enough is exact, by {@link overlapProbability}. Above, the nodes down pass k upwards at any slot with a chance
 * that is exact too (a multinomial sum). Such passings come in clumps: one in about 1 - n d / M / (k + 1) begins a clump, and
 * clumps come as good as independently, so that the chance of none is close to exp(-their number).
 *
 * @see Alm, On the distribution of scan statistics of Poisson processes (1997); Naus, Approximations for distributions of
 * scan statistics (1982).
 */
export function concurrentQuantile(nodes: number, slots: OutageSlots, quantile: number = DEFAULT_QUANTILE): number {
  if (nodes <= 0) return 0;
  if (1 - overlapProbability(nodes, slots) >= quantile) return 1;
  let most = 2;
  while (most < nodes && chanceOfAtMost(most, nodes, slots) < quantile) most += 1;
  return Math.min(most, nodes);
}

/**
 * Least number of starts in each window with which no more nodes than tolerated are down at once; undefined if a day of
 * minutes is too short.
 */
export function leastSlotsFor(nodes: number, wanted: ToleratedOutages): number | undefined {
  const { tolerated, windows, outageSlots, quantile } = wanted;
  const enough = (slots: number) =>
    concurrentQuantile(nodes, { windows, slots, outageSlots, circular: false }, quantile) <= tolerated;
  if (!enough(MOST_SLOTS)) return undefined;
  let [less, most] = [0, MOST_SLOTS];
  while (most - less > 1) {
    const middle = Math.floor((less + most) / 2);
    if (enough(middle)) most = middle;
    else less = middle;
  }
  return most;
}

/** Chance that at most `most` nodes, at least 2, are ever down at once. */
function chanceOfAtMost(most: number, nodes: number, slots: OutageSlots): number {
  const { windows, outageSlots, circular } = slots;
  const starts = circular ? windows * slots.slots : slots.slots;
  if (circular && nodes * outageSlots > most * starts) return 0;
  if (starts <= outageSlots) {
    // All outages of a window meet.
    return meanOverWindows(nodes, circular ? 1 : windows, new Array<number>(most + 1).fill(1));
  }
  const share = 1 / (windows * slots.slots);
  const first = 1 - binomialAtMost(most, nodes, outageSlots * share);
  const passing = passingChance(most, { nodes, share, outageSlots });
  const clumped = Math.max(0, 1 - (nodes * (outageSlots - 1) * share) / (most + 1));
  if (circular) return Math.exp(-starts * passing * clumped);
  return Math.exp(-windows * (first + (starts - outageSlots) * passing * clumped));
}

/** What the nodes down at one slot depend on. */
interface Draw {
  readonly nodes: number;
  /** Of all starts, one. */
  readonly share: number;
  readonly outageSlots: number;
}

/** Chance that at one slot more than `most` nodes are down, and at the slot before not. */
function passingChance(most: number, { nodes, share, outageSlots }: Draw): number {
  const stay = binomialChances(most, nodes, (outageSlots - 1) * share);
  const left = 1 - (outageSlots - 1) * share;
  let chance = 0;
  for (const [staying, weight] of stay.entries()) {
    const room = most - staying;
    const leave = binomialChances(room, nodes - staying, share / left);
    for (const [leaving, part] of leave.entries()) {
      const rest = nodes - staying - leaving;
      chance += weight * part * (1 - binomialAtMost(room, rest, share / (left - share)));
    }
  }
  return chance;
}

function binomialAtMost(most: number, trials: number, share: number): number {
  if (most >= trials) return 1;
  return binomialChances(most, trials, share).reduce((sum, chance) => sum + chance, 0);
}

/** Chances of 0 to `most` hits. */
function binomialChances(most: number, trials: number, share: number): readonly number[] {
  const chances: number[] = [];
  let chance = (1 - share) ** trials;
  for (let hits = 0; hits <= Math.min(most, trials); hits += 1) {
    chances.push(chance);
    chance *= ((trials - hits) / (hits + 1)) * (share / (1 - share));
  }
  return chances;
}
