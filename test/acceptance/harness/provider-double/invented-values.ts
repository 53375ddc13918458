import { createHash } from 'node:crypto';
import { inventAws } from './invented-aws-values';
import { inventGoogle } from './invented-google-values';
import type { Invention } from './invention';
import type { Block, TypeSpec } from './schema';
import { canonicalText, isObject, mapComputed, type ObjectValue, Unknown, type Value } from './values';

/**
 * The planned state with an invented value for every unknown one: the same resource always gets the same values, and values that
 * user data or another resource uses look like those of the cloud.
 *
 * @param generation distinguishes resources that had the same configuration one after the other.
 */
export function inventState(
  type: string,
  block: Block,
  change: { planned: ObjectValue; prior: ObjectValue | null; provider: ObjectValue; generation: number },
): ObjectValue {
  const seed = `${type} ${canonicalText(change.planned)} ${change.generation}`;
  const digits = (length: number): string => createHash('sha256').update(seed).digest('hex').slice(0, length);
  const types = attributeTypes(block);
  const invent = (path: string): Value => {
    const invention: Invention = {
      type,
      path,
      resource: change.planned,
      prior: change.prior,
      provider: change.provider,
      digits,
    };
    return inventAws(invention) ?? inventGoogle(invention) ?? inventByType(types.get(path) ?? 'string', path, digits);
  };
  const invented = mapComputed(block, change.planned, (path, value) =>
    value instanceof Unknown ? invent(path) : value,
  );
  return withoutUnknown(invented, digits) as ObjectValue;
}

function attributeTypes(block: Block, path = ''): ReadonlyMap<string, TypeSpec> {
  const own = block.attributes.map((each) => [`${path}${each.name}`, each.type] as const);
  const inner = block.blocks.flatMap((each) => [...attributeTypes(each.block, `${path}${each.name}.`)]);
  return new Map([...own, ...inner]);
}

function inventByType(type: TypeSpec, path: string, digits: (length: number) => string): Value {
  if (type === 'string') return `${path.split('.').at(-1)}-${digits(8)}`;
  if (type === 'number') return 1;
  if (type === 'bool') return false;
  const [kind, inner] = type;
  if (kind === 'map') return {};
  if (kind === 'object') {
    const members = Object.entries(inner).map(([name, member]) => [name, inventByType(member, name, digits)] as const);
    return Object.fromEntries(members);
  }
  // A list of blocks gets one object, because expressions read result blocks by index; a list of plain values may be empty.
  return typeof inner === 'object' && inner[0] === 'object' ? [inventByType(inner, path, digits)] : [];
}

/** Replaces unknown values inside arguments: they were references, whose values are known now. */
function withoutUnknown(value: Value, digits: (length: number) => string): Value {
  if (value instanceof Unknown) throw new Error(`an argument is still unknown at apply (${digits(8)})`);
  if (Array.isArray(value)) return value.map((each) => withoutUnknown(each, digits));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutUnknown(each, digits)]));
}
