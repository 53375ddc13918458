import { createHash } from 'node:crypto';

const LENGTH = 6;

/** Characters that a short hash adds to a name, the dash in front included. */
export const SHORT_HASH_SUFFIX_LENGTH = LENGTH + 1;

/**
 * Six hexadecimal characters that depend on plain data, but not on the order of its keys. They are part of a physical name, so that
 * a change that replaces the resource changes the name too; otherwise the new resource could not exist beside the old one.
 */
export function shortHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, LENGTH);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
