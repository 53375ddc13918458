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
  const written = key.replaceAll('/', '.').toLowerCase();
  const distances = sysctlKeys().map((known) => ({ known, distance: editDistance(written, known) }));
  return distances.reduce((best, each) => (each.distance < best.distance ? each : best)).known;
}

/** Letters to change, add or take away between two texts. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, place) => place);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const changed = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
