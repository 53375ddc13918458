import { createHash } from 'node:crypto';

const HASH_LENGTH = 8;

/** The name, or its head with a hash of the whole where a service allows fewer characters; the same input gives the same name. */
export function boundedName(name: string, maxLength: number): string {
  if (name.length <= maxLength) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, maxLength - HASH_LENGTH - 1)}-${hash}`;
}
