import type { ProviderFacts } from './provider-facts';
import type { Block } from './schema';
import { areEqual, mapComputed, type ObjectValue, Unknown, type Value, valuesAt } from './values';

/** A planned change of one resource. */
export interface Plan {
  readonly planned: ObjectValue;
  /** Arguments at the top of the resource whose change needs a new one. */
  readonly replacedBy: readonly string[];
}

/**
 * Plans as the providers do: what the configuration says, what the provider filled before, and unknown for what it will fill.
 *
 * On an update results keep their old value, even where the cloud will change them, unless the facts say that the provider
 * announces the change: that is how a stale list of instance groups comes about with the real provider.
 *
 * @param proposed configuration merged with the prior state, by Terraform itself.
 */
export function planChange(
  type: string,
  block: Block,
  facts: ProviderFacts,
  prior: ObjectValue | null,
  proposed: ObjectValue,
): Plan {
  const unknownWhereNull = (_path: string, value: Value): Value => (value === null ? Unknown.value : value);
  if (prior === null) return { planned: mapComputed(block, proposed, unknownWhereNull), replacedBy: [] };
  if (areEqual(prior, proposed)) return { planned: prior, replacedBy: [] };
  const renewed = facts.renewedOnUpdate(type);
  const planned = mapComputed(block, proposed, (path, value) => {
    if (renewed.includes(path)) return Unknown.value;
    if (path === 'tags_all' && !areEqual(prior['tags'] ?? null, proposed['tags'] ?? null)) return Unknown.value;
    // Null in the prior state too means that the provider left it empty; in a new block it is still to be filled.
    return value === null && !valuesAt(prior, path.split('.')).includes(null) ? Unknown.value : value;
  });
  return { planned, replacedBy: replacingArguments(facts.replacingPaths(type), prior, planned) };
}

function replacingArguments(paths: readonly string[], prior: ObjectValue, planned: ObjectValue): readonly string[] {
  const changed = paths.filter((path) => {
    const names = path.split('.');
    return !areEqual([...valuesAt(prior, names)], [...valuesAt(planned, names)]);
  });
  return [...new Set(changed.map((path) => path.split('.')[0] ?? path))];
}
