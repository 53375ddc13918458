/** Order of two texts by code unit, because the order of a locale differs between machines and the output must not. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
