import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import type { ChangeGround } from '../../../lib/specs/fields/change-effect';

/** An object of an input, which an edit changes in place. */
export type Holder = Record<string, unknown>;

/** The place at which a property is stated. */
export interface Located {
  readonly holder: Holder;
  readonly name: string;
}

/**
 * First place in an input at which a property is stated, on a ground; undefined where the property is not stated.
 *
 * @param path as `propertyEffects` writes it.
 */
export function locate(input: EnvironmentInput, path: string, ground: ChangeGround): Located | undefined {
  return descend(input as unknown as Holder, path.split('.'), ground);
}

function descend(holder: Holder, steps: readonly string[], ground: ChangeGround): Located | undefined {
  const [step = '', ...rest] = steps;
  // A list of a union has the kind behind the brackets: `signals[](cpu)`.
  const [, name = '', isList, kind] = /^(\w+)(\[\])?(?:\(([\w-]+)\))?$/.exec(step) ?? [];
  const value = holder[name];
  if (value === undefined) return undefined;
  if (rest.length === 0) return { holder, name };
  const all = isList === undefined ? [value] : (value as readonly unknown[]);
  const fitting = (all as readonly Holder[]).filter(
    (each) => (kind === undefined || each['kind'] === kind) && (name !== 'pools' || isOnGround(each, ground)),
  );
  for (const each of fitting) {
    const found = descend(each, rest, ground);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOnGround(pool: Holder, ground: ChangeGround): boolean {
  const { management } = (pool['aws'] ?? {}) as { readonly management?: string };
  return (management === 'managed-node-group') === (ground === 'managed');
}
