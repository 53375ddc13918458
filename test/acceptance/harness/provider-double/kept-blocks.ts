import type { Block } from './schema';
import { isList, isObject, type ObjectValue, type Value } from './values';

/** A resource or a block before a change and in the configuration. */
interface Change {
  readonly prior: ObjectValue;
  readonly proposed: ObjectValue;
}

/**
 * The configuration together with the blocks that it leaves out and the provider keeps: an optional and computed block stays as
 * it is, at every depth.
 *
 * @param isKept whether the provider keeps the block at a dotted path.
 */
export function keepBlocks(
  block: Block,
  { prior, proposed }: Change,
  isKept: (path: string) => boolean,
  path = '',
): ObjectValue {
  const result: Record<string, Value> = { ...proposed };
  for (const nested of block.blocks) {
    const [before, wanted] = [prior[nested.name] ?? null, proposed[nested.name] ?? null];
    const inner = `${path}${nested.name}`;
    if (isAbsent(wanted)) {
      if (!isAbsent(before) && isKept(inner)) result[nested.name] = before;
      continue;
    }
    const keepInner = (one: Value, index: number): Value => {
      const former = isList(before) ? before[index] : before;
      if (!isObject(one) || !isObject(former)) return one;
      return keepBlocks(nested.block, { prior: former, proposed: one }, isKept, `${inner}.`);
    };
    result[nested.name] = isList(wanted) ? wanted.map(keepInner) : keepInner(wanted, 0);
  }
  return result;
}

function isAbsent(value: Value): boolean {
  return value === null || (isList(value) && value.length === 0);
}
