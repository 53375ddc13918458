import { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';

/** Rules of a list of ranges that may reach a public endpoint. */
export function judgeAllowList(property: string, texts: readonly string[], problems: Problems): void {
  problems.require(texts.length > 0, property, 'name at least one range', texts, 'name your offices, VPN and CI');
  requireUnique(problems, { property: property, values: texts, what: 'range' });
  for (const text of texts) {
    const block = problems.capture(property, () => Cidr.parse(text));
    if (block === undefined) continue;
    const remedy = 'name your own ranges; the whole internet would reach the control plane';
    problems.require(block.prefix > 0, property, 'not be everybody', text, remedy);
  }
}
