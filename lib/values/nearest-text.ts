/** The text of the list that differs from `written` in the fewest letters, the first of several; undefined for an empty list. */
export function nearestText(written: string, known: readonly string[]): string | undefined {
  const distances = known.map((text) => ({ text, distance: editDistance(written, text) }));
  const [first, ...others] = distances;
  return first && others.reduce((best, each) => (each.distance < best.distance ? each : best), first).text;
}

/** The nearest text of a list, where it takes no more than some changes of letters; undefined where none is so near. */
export function nearText(written: string, known: readonly string[], mostChanges: number): string | undefined {
  const nearest = nearestText(written, known);
  return nearest !== undefined && editDistance(written, nearest) <= mostChanges ? nearest : undefined;
}

/** The text of the list that a misspelt word most likely means: at most a third of its letters differ; undefined where all differ more. */
export function likelyText(written: string, known: readonly string[]): string | undefined {
  // No known text is likely for one that is far longer than all of them, and comparing takes time with the length.
  const longest = Math.max(0, ...known.map((text) => text.length));
  const nearest = written.length > 2 * longest ? undefined : nearestText(written, known);
  if (nearest === undefined) return undefined;
  return editDistance(written.toLowerCase(), nearest.toLowerCase()) * 3 <= nearest.length ? nearest : undefined;
}

/** Number of letters to change, add or remove to turn one text into the other. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, place) => place);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const changed = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
