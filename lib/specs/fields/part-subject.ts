/** Subject of a part in messages: `pool 'edge'`, or `pool number 2` where the part has no name. */
export function partSubject(kind: string, value: unknown, index: number): string {
  const name = (value as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? `${kind} '${name}'` : `${kind} number ${index + 1}`;
}
