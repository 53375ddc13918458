import type { OutageSlots } from '../../../lib/analysis/outage-overlap';

/** Random numbers from 0 to below 1, the same for the same seed: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Most nodes that are down at once if each goes down at its start; the starts of all windows are numbered consecutively. */
export function mostDown(starts: readonly number[], { windows, slots, outageSlots, circular }: OutageSlots): number {
  const round = windows * slots;
  if (circular && outageSlots >= round) return starts.length;
  // Windows are further apart than an outage is long; on a circle, outages of the previous round reach into this one.
  const moments = circular
    ? starts.flatMap((start) => [start - round, start])
    : starts.map((start) => start + Math.floor(start / slots) * outageSlots);
  moments.sort((left, right) => left - right);
  let [most, first] = [0, 0];
  for (const [last, moment] of moments.entries()) {
    while (Number(moments[first]) <= moment - outageSlots) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Share of all placements, which are equally likely, with at most k nodes down at once, at index k. */
export function exactShares(nodes: number, slots: OutageSlots): readonly number[] {
  const all = slots.windows * slots.slots;
  const counts = new Array<number>(nodes + 1).fill(0);
  for (let code = 0; code < all ** nodes; code += 1) {
    const starts = Array.from({ length: nodes }, (_, node) => Math.floor(code / all ** node) % all);
    count(counts, mostDown(starts, slots));
  }
  return cumulated(counts);
}

/** The same shares, estimated by random draws. */
export function drawnShares(nodes: number, slots: OutageSlots, draws: { readonly runs: number }): readonly number[] {
  const random = seededRandom(nodes * 1009 + slots.slots * 31 + slots.outageSlots);
  const all = slots.windows * slots.slots;
  const counts = new Array<number>(nodes + 1).fill(0);
  for (let run = 0; run < draws.runs; run += 1) {
    const starts = Array.from({ length: nodes }, () => Math.floor(random() * all));
    count(counts, mostDown(starts, slots));
  }
  return cumulated(counts);
}

/** Least number of nodes whose share reaches the quantile. */
export function quantileOf(shares: readonly number[], quantile: number): number {
  return shares.findIndex((share) => share >= quantile - 1e-12);
}

function count(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

function cumulated(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, each) => sum + each, 0);
  let sum = 0;
  return counts.map((each) => {
    sum += each;
    return sum / total;
  });
}
