/** `pool 'edge'`, or its place in the list where it has no name to call it by. */
export function partSubject(kind: string, value: unknown, index: number): string {
  const name = (value as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? `${kind} '${name}'` : `${kind} number ${index + 1}`;
}
