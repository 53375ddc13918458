import type { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';

/** A block with the property that states it. */
export interface NamedBlock {
  readonly property: string;
  readonly block: Cidr;
}

/** Refuses every pair of blocks that share addresses; the problem is reported for the later block of the pair. */
export function requireDisjoint(blocks: readonly NamedBlock[], problems: Problems): void {
  blocks.forEach((later, index) => {
    for (const earlier of blocks.slice(0, index)) {
      if (!later.block.overlaps(earlier.block)) continue;
      const rule = `not overlap '${earlier.property}' (${earlier.block}, to ${lastAddress(earlier.block)})`;
      problems.add(later.property, rule, later.block.toString(), 'move one of them');
    }
  });
}

/** Last address of a block, dotted. */
export function lastAddress(block: Cidr): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(block.last / 2 ** shift) % 256).join('.');
}

/** Refuses a block whose prefix is out of range; the range is given from the largest block to the smallest: `/16 to /22`. */
export function requirePrefix(named: NamedBlock, range: readonly [number, number], problems: Problems): boolean {
  const [from, to] = range;
  const { prefix } = named.block;
  const rule = from === to ? `be a /${from}` : `be a /${from} to /${to}`;
  const remedy = prefix < from ? 'take a smaller block' : 'take a larger block';
  return problems.require(prefix >= from && prefix <= to, named.property, rule, named.block.toString(), remedy);
}
