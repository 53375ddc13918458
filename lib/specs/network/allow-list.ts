import { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';
import { specialPurposeOf } from '../../values/special-purpose';
import { requireUnique } from '../fields/unique';

/** Most addresses of a list together: a sixteenth of the internet, which is more than any organisation has. */
const MAX_ADDRESSES = 2 ** 28;

/** Rules of the ranges that may reach a control plane's endpoint: at least one, no duplicates, and not the whole internet. */
export function judgeAllowList(property: string, texts: readonly string[], problems: Problems): void {
  problems.require(texts.length > 0, property, 'name at least one range', texts, 'name your offices, VPN and CI');
  requireUnique(problems, { property, values: texts, what: 'range' });
  const remedy = 'name your own ranges, because otherwise the whole internet reaches the control plane';
  const blocks = texts.flatMap((text) => problems.capture(property, () => Cidr.parse(text)) ?? []);
  const everybody = blocks.filter((block) => block.prefix === 0);
  for (const block of everybody) problems.add(property, 'not be the whole internet', block.toString(), remedy);
  if (everybody.length > 0) return;
  const covered = countAddresses(blocks);
  const rule = `hold at most ${MAX_ADDRESSES} addresses together, a sixteenth of the internet`;
  const shown = `${covered} in ${blocks.join(', ')}`;
  problems.require(covered <= MAX_ADDRESSES, property, rule, shown, remedy);
}

/**
 * Rules of ranges that may reach a public endpoint. Ranges of a special purpose are refused, because no client on the internet has
 * such an address, and EKS rejects the whole list.
 *
 * @param ranges `ofPrivate` is the remedy for a range of private networks.
 */
export function judgePublicRanges(
  property: string,
  ranges: { readonly texts: readonly string[]; readonly ofPrivate: string },
  problems: Problems,
): void {
  const { texts, ofPrivate } = ranges;
  for (const text of texts) {
    const block = Cidr.tryParse(text);
    // A larger range contains special addresses besides others; the rule of the sum reports it.
    const special = block === undefined || block.size > MAX_ADDRESSES ? undefined : specialPurposeOf(block);
    if (special === undefined) continue;
    const rule = `name addresses of the internet, and none of ${special.block}, which is reserved for ${special.purpose}`;
    problems.add(property, rule, text, special.isPrivate ? ofPrivate : 'name the public ranges of your clients');
  }
}

/** Number of addresses in all blocks together; an address in several blocks counts once. */
function countAddresses(blocks: readonly Cidr[]): number {
  let [covered, next] = [0, 0];
  for (const { first, last } of [...blocks].sort((left, right) => left.first - right.first)) {
    covered += Math.max(0, last + 1 - Math.max(first, next));
    next = Math.max(next, last + 1);
  }
  return covered;
}
