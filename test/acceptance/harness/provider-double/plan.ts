import { keepBlocks } from './kept-blocks';
import type { ProviderFacts } from './provider-facts';
import type { Block } from './schema';
import { areEqual, isList, mapComputed, type ObjectValue, Unknown, type Value, valuesAt } from './values';

/** A planned change of one resource. */
export interface Plan {
  readonly planned: ObjectValue;
  /** Top-level arguments of the resource whose change requires a new resource. */
  readonly replacedBy: readonly string[];
}

/** A resource type with the facts that planning needs. */
export interface PlannedType {
  readonly type: string;
  readonly block: Block;
  readonly facts: ProviderFacts;
}

/**
 * Plans as the providers do: the values of the configuration, the values that the provider filled before, and unknown for values
 * that it will fill. An optional, computed argument or block that the configuration leaves out keeps its value from the prior
 * state.
 *
 * On an update results keep their old value, even where the cloud will change them, unless the facts say that the provider
 * announces the change; with the real provider this leads to a stale list of instance groups.
 *
 * @param merged configuration that Terraform has merged with the prior state; Terraform keeps arguments but no blocks.
 */
export function planChange(planned: PlannedType, prior: ObjectValue | null, merged: ObjectValue): Plan {
  const { type, block, facts } = planned;
  const unknownWhereNull = (_path: string, value: Value): Value => (value === null ? Unknown.value : value);
  if (prior === null) return { planned: mapComputed(block, merged, unknownWhereNull), replacedBy: [] };
  const proposed = keepBlocks(block, { prior, proposed: merged }, (path) => facts.isKept(type, path));
  if (areEqual(prior, proposed)) return { planned: prior, replacedBy: [] };
  const renewed = facts.renewedOnUpdate(type);
  const change = mapComputed(block, proposed, (path, value) => {
    if (path === 'tags_all' && !areEqual(prior['tags'] ?? null, proposed['tags'] ?? null)) return Unknown.value;
    const before = valuesAt(prior, path.split('.'));
    if (value !== null && value === facts.emptyAlso(type, path) && before.every(isEmpty)) return before[0] ?? value;
    // Null in the prior state as well means that the provider left the value empty; in a new block the provider has not filled it
    // yet.
    return value === null && !before.includes(null) ? Unknown.value : value;
  });
  if (areEqual(prior, change)) return { planned: prior, replacedBy: [] };
  const renewedToo = mapComputed(block, change, (path, value) => (renewed.includes(path) ? Unknown.value : value));
  return { planned: renewedToo, replacedBy: replacingArguments(planned, prior, renewedToo) };
}

function isEmpty(value: Value): boolean {
  return value === null || value === '';
}

function replacingArguments(
  { type, block, facts }: PlannedType,
  prior: ObjectValue,
  planned: ObjectValue,
): readonly string[] {
  const changed = facts.replacingPaths(type).filter((path) => {
    const names = path.split('.');
    const [before, after] = [[...valuesAt(prior, names)], [...valuesAt(planned, names)]];
    return isBlock(block, names) ? count(before) !== count(after) : !areEqual(before, after);
  });
  return [...new Set(changed.map((path) => path.split('.')[0] ?? path))];
}

function isBlock(block: Block, [name, ...rest]: readonly string[]): boolean {
  const nested = block.blocks.find((each) => each.name === name);
  return nested !== undefined && (rest.length === 0 || isBlock(nested.block, rest));
}

function count(values: readonly Value[]): number {
  return values.reduce<number>((sum, value) => sum + (isList(value) ? value.length : value === null ? 0 : 1), 0);
}
