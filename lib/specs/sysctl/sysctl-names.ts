import { nearestText } from '../../values/nearest-text';
import { modernSysctlName, sysctlKeys } from './sysctl-catalogue';

/** What to do about a key that the catalogue does not know. */
export function unknownSysctlRemedy(key: string): string {
  return `did you mean '${nearestSysctl(key)}'?`;
}

/** The name that a key has today, where it is an old one of connection tracking; undefined for any other. */
export function legacySysctlRemedy(key: string): string | undefined {
  const modern = modernSysctlName(key);
  return modern === undefined ? undefined : `write '${modern}'`;
}

/** Slashes are how some programs write dots; of two names as near, the first in the alphabet. */
function nearestSysctl(key: string): string {
  return nearestText(key.replaceAll('/', '.').toLowerCase(), sysctlKeys()) ?? '';
}
