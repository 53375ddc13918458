import type { Problems } from '../../../values/problems';
import type { ShardKey } from './host-fields';

/** Name of a header, a cookie or a parameter that both proxies can read. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/;

/** Characters of a pattern at most. */
const MAX_PATTERN = 200;

/**
 * Characters of a pattern: none that ends a word or a string in the configuration of a proxy. A brace opens a block there, and a backslash
 * is read twice.
 */
const PATTERN_CHARACTERS = /^[A-Za-z0-9/_.~^$|()[\]?*+:-]+$/;

/** Groups that capture nothing or look ahead, which begin with a question mark. */
const SPECIAL_GROUP = /\(\?/;

/** Rules of the part of a request that decides which pod answers. */
export function judgeShardKey(at: string, key: ShardKey, problems: Problems): void {
  switch (key.kind) {
    case 'uri':
      return;
    case 'header':
    case 'cookie':
    case 'query':
      judgeName(`${at}.name`, key, problems);
      return;
    case 'capture':
      judgePattern(`${at}.pattern`, key.pattern, problems);
      return;
  }
}

function judgeName(
  at: string,
  { kind, name }: { readonly kind: string; readonly name: string },
  problems: Problems,
): void {
  const rule = 'be 1 to 64 letters, digits, dashes and underscores, first and last a letter or digit';
  const remedy = kind === 'query' ? "write it as 'room', without '=' and '?'" : "write it as 'X-Room'";
  problems.require(NAME.test(name), at, rule, name, remedy);
}

function judgePattern(at: string, pattern: string, problems: Problems): void {
  const rule = `be a regular expression of at most ${MAX_PATTERN} letters, digits and the characters /_.~^$|()[]?*+:-`;
  const remedy = "write classes as [0-9], and leave out quotes, spaces, braces and backslashes: '^/room/([0-9]+)'";
  const isWritable = pattern.length <= MAX_PATTERN && PATTERN_CHARACTERS.test(pattern);
  if (!problems.require(isWritable, at, rule, pattern, remedy)) return;
  const form = 'be a regular expression that can be read';
  if (!problems.require(isReadable(pattern), at, form, pattern, 'close every bracket')) return;
  const groups = groupsOf(pattern);
  const single = 'have exactly one group, which captures the key';
  const only = 'put the part of the path that is the key in brackets, and use no other brackets';
  problems.require(groups === 1 && !SPECIAL_GROUP.test(pattern), at, single, pattern, only);
  const anchored = "begin with '^/', because otherwise one key could stand in several places of a path";
  problems.require(pattern.startsWith('^/'), at, anchored, pattern, 'write the path from its beginning');
}

function isReadable(pattern: string): boolean {
  try {
    return new RegExp(pattern) !== undefined;
  } catch {
    return false;
  }
}

/** Number of groups: a pattern with an empty alternative matches the empty text, and the match has an entry for each group. */
function groupsOf(pattern: string): number {
  return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
}
