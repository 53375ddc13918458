/** A stretch of time in whole minutes: its first minute, and the minute after its last. */
export type Interval = readonly [from: number, to: number];

/** The same stretches in order, with those that touch or overlap joined into one. */
export function mergeIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = [];
  for (const [from, to] of [...intervals].sort((left, right) => left[0] - right[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
}

/** The stretches without the parts that the gaps cover. */
export function subtractIntervals(intervals: readonly Interval[], gaps: readonly Interval[]): readonly Interval[] {
  return gaps.reduce<readonly Interval[]>(
    (left, [from, to]) =>
      left.flatMap(([start, end]): Interval[] => [
        ...(start < from ? [[start, Math.min(end, from)] as const] : []),
        ...(end > to ? [[Math.max(start, to), end] as const] : []),
      ]),
    intervals,
  );
}

/** Minutes of the stretches that lie from `from` to `to`. */
export function minutesWithin(intervals: readonly Interval[], from: number, to: number): number {
  return intervals.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
}

/** Least minutes of the intervals in any stretch of a length that begins in a range; of an interval that is cut, the part inside counts. */
export function leastMinutesWithin(intervals: readonly Interval[], length: number, [first, last]: Interval): number {
  // The sum is piecewise linear in the begin of the stretch, so its minimum is at a corner: where an end of the stretch meets an end
  // of an interval, or at an end of the range.
  const corners = intervals.flatMap(([from, to]) => [from, to, from - length, to - length]);
  const begins = corners.filter((begin) => begin >= first && begin <= last);
  return Math.min(...[first, last, ...begins].map((begin) => minutesWithin(intervals, begin, begin + length)));
}
