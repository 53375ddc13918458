import { SHORT_HASH_SUFFIX_LENGTH, shortHash } from './short-hash';

/** The name where it fits; otherwise its head and a hash of the whole name, so that two long names with the same head stay different. */
export function boundedName(name: string, maxLength: number): string {
  if (name.length <= maxLength) return name;
  const head = name.slice(0, maxLength - SHORT_HASH_SUFFIX_LENGTH).replace(/-+$/, '');
  return `${head}-${shortHash(name)}`;
}
