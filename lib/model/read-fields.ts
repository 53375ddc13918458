import { ConfigError } from '../values/config-error';
import { parseQuantity } from '../values/quantity';

/** A map of a manifest; empty when the value is not a map. */
export function readMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A list of maps; entries that are not maps are left out. */
export function readMaps(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
}

/** A map of texts, such as labels; other values are left out. */
export function readTexts(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(readMap(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

/** A text, or undefined. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A whole number, or undefined. */
export function readInteger(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The value below a path of keys: `readAt(object, 'spec', 'template')`. */
export function readAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((below, key) => readMap(below)[key], value);
}

/** A quantity in its base unit, cores or bytes; undefined for an invalid quantity, which the API server refuses. */
export function readQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  try {
    return parseQuantity(value);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
