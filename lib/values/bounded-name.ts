import { SHORT_HASH_SUFFIX_LENGTH, shortHash } from './short-hash';

/** The name, or its head with a hash of the whole where a service allows fewer characters; the same input gives the same name. */
export function boundedName(name: string, maxLength: number): string {
  if (name.length <= maxLength) return name;
  const head = name.slice(0, maxLength - SHORT_HASH_SUFFIX_LENGTH).replace(/-+$/, '');
  return `${head}-${shortHash(name)}`;
}
