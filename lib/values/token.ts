/** What a Terraform token leaves in a string, a list or a key when it is turned into plain data. */
const TOKEN_MARK = 'TfToken[';

/**
 * Numbers below this are encoded tokens: they are near -8.1e298, and nobody counts nodes with such a number.
 */
const NUMBER_TOKEN_LIMIT = -1e298;

/** Whether a plain value holds a Terraform token: a value that is known only after an apply. */
export function containsToken(value: unknown): boolean {
  return findTokens(value, '', new Set()).next().done === false;
}

/** Paths of the tokens in a value, as a caller would write them: `clusters[0].pools[1].name`. */
export function tokenPaths(value: unknown): readonly string[] {
  return [...findTokens(value, '', new Set())];
}

function* findTokens(value: unknown, path: string, seen: Set<object>): Generator<string> {
  if (isToken(value)) {
    yield path;
    return;
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const below = isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    if (isToken(key)) yield below;
    yield* findTokens(member, below, seen);
  }
}

function isToken(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(TOKEN_MARK);
  return typeof value === 'number' && value < NUMBER_TOKEN_LIMIT;
}
