/** Values that {@link renderToml} can render. */
export type TomlValue = string | number | boolean | readonly TomlValue[] | { readonly [key: string]: TomlValue };

/**
 * Renders plain data as TOML. No library is used, because those that write TOML are ES modules or no longer maintained, and only
 * tables, strings, numbers, booleans and arrays of them are needed here. Keys keep their order.
 */
export function renderToml(table: Readonly<Record<string, TomlValue>>): string {
  return renderTable(table, []).join('\n').trimStart().concat('\n');
}

// A table's own values come before its subtables, because otherwise they would belong to the last subtable.
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

// A basic string of TOML accepts every escape that JSON uses.
function renderValue(value: TomlValue): string {
  return Array.isArray(value) ? `[${value.map(renderValue).join(', ')}]` : JSON.stringify(value);
}
