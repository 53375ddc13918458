import type { Problems } from '../../../values/problems';
import { patternFlaw } from './capture-pattern';
import type { ShardKey } from './host-fields';

/** Name of a header, a cookie or a parameter that both proxies can read. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/;

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
  const flaw = patternFlaw(pattern);
  if (flaw !== undefined) problems.add(at, flaw.rule, pattern, flaw.remedy);
}
