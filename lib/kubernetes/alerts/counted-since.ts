/**
 * Renders the amount by which a counter grew within a range. `increase` does not see the first count of a series that begins with it; a
 * series that is younger than the range counts with its whole value here.
 *
 * @param counter selector of the counter.
 * @param range duration in the notation of Prometheus: `30m`.
 */
export function countedSince(counter: string, range: string): string {
  const isOld = `present_over_time(${counter}[${range}] offset ${range})`;
  return `(increase(${counter}[${range}]) and ${isOld}) or (${counter} unless ${isOld})`;
}
