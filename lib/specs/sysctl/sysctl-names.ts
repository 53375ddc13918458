import { nearText } from '../../values/nearest-text';
import { sysctlKeys } from './sysctl-catalogue';

/** Letters in which a misspelt key differs at most: parameters that have nothing to do with each other differ in three. */
const MOST_CHANGES = 2;

/** The key of the catalogue that somebody is likely to have meant; undefined where none is nearly the same. */
export function nearSysctl(key: string): string | undefined {
  return nearText(key.toLowerCase(), sysctlKeys(), MOST_CHANGES);
}
