/** Trace that a Terraform token leaves in a string, a list or a key when it is turned into plain data. */
const TOKEN_MARK = 'TfToken[';

/**
 * Smallest magnitude of a number token: cdktf encodes numbers near -8.1e298 and numbers in lists near -1.9e289, and arithmetic may
 * turn the sign. No real input holds such a number.
 */
const NUMBER_TOKEN_MAGNITUDE = 1e280;

/** An encoded number that was put into text: `port -1.8881545897087505e+289`. */
const NUMBER_TOKEN_TEXT = /\de\+(2[89]|30)\d/;

/** Whether a plain value holds a Terraform token: a value that is known only after an apply. */
export function containsToken(value: unknown): boolean {
  return tokenPaths(value).length > 0;
}

/** Paths of the tokens in a value, as a caller would write them: `clusters[0].pools[1].name`. */
export function tokenPaths(value: unknown): readonly string[] {
  const search: TokenSearch = { seen: new Set(), trail: [], found: [] };
  findTokens(value, search);
  return search.found;
}

interface TokenSearch {
  readonly seen: Set<object>;
  /** Steps from the root to where the search is: `.clusters`, `[0]`; a path is written only where there is a token. */
  readonly trail: string[];
  readonly found: string[];
}

function findTokens(value: unknown, search: TokenSearch): void {
  if (isToken(value)) tell(search);
  if (typeof value !== 'object' || value === null || search.seen.has(value)) return;
  search.seen.add(value);
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    search.trail.push(isList ? `[${key}]` : `.${key}`);
    if (isToken(key)) tell(search);
    findTokens(member, search);
    search.trail.pop();
  }
}

function tell({ trail, found }: TokenSearch): void {
  found.push(trail.join('').replace(/^\./, ''));
}

/** Whether a text or a number is, or holds, a Terraform token, alone or within other text. */
export function isToken(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.includes(TOKEN_MARK) || (value.includes('e+') && NUMBER_TOKEN_TEXT.test(value));
  }
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) > NUMBER_TOKEN_MAGNITUDE;
}
