/** What {@link renderToml} can write. */
export type TomlValue = string | number | boolean | readonly TomlValue[] | { readonly [key: string]: TomlValue };

/**
 * TOML of plain data. Own lines rather than a library: those that write TOML are ES modules or no longer kept,
 * and of TOML only tables, strings, numbers, booleans and arrays of them are needed here. Keys keep their order.
 */
export function renderToml(table: Readonly<Record<string, TomlValue>>): string {
  return renderTable(table, []).join('\n').trimStart().concat('\n');
}

// A table's own values come before its subtables, or they would belong to the last of these.
function renderTable(table: Readonly<Record<string, TomlValue>>, path: readonly string[]): readonly string[] {
  const entries = Object.entries(table);
  const values = entries.filter(([, value]) => !isTable(value));
  const header = values.length > 0 && path.length > 0 ? ['', `[${path.map(renderKey).join('.')}]`] : [];
  const lines = values.map(([key, value]) => `${renderKey(key)} = ${renderValue(value)}`);
  const subtables = entries.flatMap(([key, value]) => (isTable(value) ? renderTable(value, [...path, key]) : []));
  return [...header, ...lines, ...subtables];
}

function isTable(value: TomlValue): value is { readonly [key: string]: TomlValue } {
  return typeof value === 'object' && !Array.isArray(value);
}

function renderKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

// A basic string of TOML knows every escape that JSON writes.
function renderValue(value: TomlValue): string {
  return Array.isArray(value) ? `[${value.map(renderValue).join(', ')}]` : JSON.stringify(value);
}
