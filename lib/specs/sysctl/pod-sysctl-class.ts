import type { SysctlCarrier } from '../kernel/kernel-plan';
import { GKE_SYSCTLS, type GkeSysctl } from './gke-sysctls';
import type { SysctlDefinition } from './sysctl-definition';

/** Whether a pod may set a parameter: as it likes, once it is allow-listed on the node, or never because nothing is its own. */
export type PodSysctlClass = 'safe' | 'unsafe' | 'never';

/** What may set a key on a node, besides a pod for itself. */
export function sysctlCarriers(key: string): readonly SysctlCarrier[] {
  const others: readonly SysctlCarrier[] = ['bottlerocket', 'boot-file', 'tuner'];
  return gkeSysctl(key) === undefined ? others : ['gke', ...others];
}

/** What a pod may do with a parameter in a minor of Kubernetes: `1.34`. */
export function podSysctlClass(definition: SysctlDefinition, minor: string): PodSysctlClass {
  if (definition.scope === 'node') return 'never';
  return definition.safeSince !== undefined && minorOf(definition.safeSince) <= minorOf(minor) ? 'safe' : 'unsafe';
}

/** Whether GKE takes a value for a key. */
export function isGkeValue(key: string, value: string): boolean {
  const gke = gkeSysctl(key);
  if (gke === undefined) return false;
  if (gke.words !== undefined) return gke.words.includes(value);
  const { min, max } = gke;
  if (min === undefined || max === undefined) return true;
  return value.split(' ').every((part) => Number(part) >= min && Number(part) <= max);
}

/** What GKE takes for a key, for people: `65536 to 524288`; undefined where it has no setting for it. */
export function gkeRange(key: string): string | undefined {
  const gke = gkeSysctl(key);
  if (gke === undefined) return undefined;
  return gke.words === undefined ? `${gke.min} to ${gke.max}` : gke.words.join(', ');
}

function gkeSysctl(key: string): GkeSysctl | undefined {
  return Object.hasOwn(GKE_SYSCTLS, key) ? GKE_SYSCTLS[key] : undefined;
}

/** Of `1.34` the 34; a newer minor has the larger number. */
function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
