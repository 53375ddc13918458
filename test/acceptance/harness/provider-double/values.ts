import { decode, ExtensionCodec, encode } from '@msgpack/msgpack';
import type { Block } from './schema';

/** A value that is known only after the apply. */
export class Unknown {
  /** The instance that this process sends; received instances count as equal to it. */
  static readonly value = new Unknown();
}

/** A value of the Terraform language, with sets as lists. */
export type Value = null | string | number | boolean | Unknown | readonly Value[] | { readonly [name: string]: Value };

/** Value of a block: its arguments, results and nested blocks by name. */
export type ObjectValue = { readonly [name: string]: Value };

/** The protocol's envelope around a value. */
export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

const codec = new ExtensionCodec();
// 0 marks a plain unknown value; 12 one with refinements, which the double need not understand.
for (const type of [0, 12]) {
  codec.register({
    type,
    encode: (value) => (type === 0 && value instanceof Unknown ? new Uint8Array([0]) : null),
    decode: () => Unknown.value,
  });
}

/** Decodes a value of the protocol. */
export function readValue(wire: DynamicValue | null): Value {
  if (wire === null || wire.msgpack.length === 0) return null;
  return decode(wire.msgpack, { extensionCodec: codec }) as Value;
}

/** Encodes a value for the protocol. */
export function writeValue(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec: codec }) };
}

/** Whether a value is a block, an object or a map. */
export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** Whether a value is a list or a set. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Renders equal values as equal texts: names are sorted, and elements too, because the protocol does not distinguish sets from lists. */
export function canonicalText(value: Value): string {
  if (value instanceof Unknown) return '(known after apply)';
  if (isList(value)) return `[${value.map(canonicalText).sort().join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${name}:${canonicalText(value[name] ?? null)}`).join(',')}}`;
}

/** Whether two values are the same. */
export function areEqual(left: Value, right: Value): boolean {
  return canonicalText(left) === canonicalText(right);
}

/** All values at a path of names, through all elements of lists on the way: `node_config.taint`. */
export function valuesAt(value: Value, path: readonly string[]): readonly Value[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (isList(value)) return value.flatMap((element) => valuesAt(element, path));
  if (value instanceof Unknown) return [value];
  return isObject(value) ? valuesAt(value[name] ?? null, rest) : [null];
}

/** Returns the new value of a computed attribute from its dotted path below the resource and its current value. */
export type FillComputed = (path: string, value: Value, parent: ObjectValue) => Value;

/** Passes each computed attribute of a block through `fill`, including those of nested blocks. */
export function mapComputed(block: Block, value: ObjectValue, fill: FillComputed, path = ''): ObjectValue {
  const filled: Record<string, Value> = { ...value };
  for (const attribute of block.attributes.filter((each) => each.computed)) {
    filled[attribute.name] = fill(`${path}${attribute.name}`, value[attribute.name] ?? null, value);
  }
  for (const nested of block.blocks) {
    const inner = value[nested.name] ?? null;
    const one = (each: Value): Value =>
      isObject(each) ? mapComputed(nested.block, each, fill, `${path}${nested.name}.`) : each;
    filled[nested.name] = isList(inner) ? inner.map(one) : one(inner);
  }
  return filled;
}
