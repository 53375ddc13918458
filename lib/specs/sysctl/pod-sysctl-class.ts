import type { SysctlDefinition } from './sysctl-definition';

/** Whether a pod may set a parameter: as it likes, once it is allow-listed on the node, or never because nothing is its own. */
export type PodSysctlClass = 'safe' | 'unsafe' | 'never';

/**
 * What a pod may do with a parameter in a minor of Kubernetes: `1.34`. The kubelet knows no parameters of a PID namespace, and a
 * key that some kernel hides from pods would keep them from starting there.
 */
export function podSysctlClass(definition: SysctlDefinition, minor: string): PodSysctlClass {
  if (definition.scope === 'node' || definition.scope === 'pid-namespace' || !definition.seenByPods) return 'never';
  return definition.safeSince !== undefined && minorOf(definition.safeSince) <= minorOf(minor) ? 'safe' : 'unsafe';
}

/** Of `1.34` the 34; a newer minor has the larger number. */
function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
