import { nearText } from '../../values/nearest-text';
import { sysctlKeys } from './sysctl-catalogue';

/** Most letters in which a misspelt key differs from the right one, because unrelated parameters differ in three. */
const MOST_CHANGES = 2;

/** The key of the catalogue that is probably meant by a misspelt one; undefined where no key is that similar. */
export function nearSysctl(key: string): string | undefined {
  return nearText(key.toLowerCase(), sysctlKeys(), MOST_CHANGES);
}
