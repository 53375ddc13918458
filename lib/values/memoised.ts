/**
 * A pure function of a text that remembers what it answered, for texts that are asked for again and again.
 *
 * @param most answers that are remembered at most; all are forgotten then, so that texts without end take no memory without end.
 */
export function memoised<T>(compute: (text: string) => T, most = 256): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    if (known.size >= most) known.clear();
    const answer = compute(text);
    known.set(text, answer);
    return answer;
  };
}
