import type { SysctlDefinition } from './sysctl-definition';

/**
 * Whether a pod may set a parameter: always (`safe`), only where the node's kubelet allows it (`unsafe`), or `never`, because the pod
 * has no value of its own.
 */
export type PodSysctlClass = 'safe' | 'unsafe' | 'never';

/**
 * Whether a pod may set a parameter in a minor of Kubernetes: `1.34`. The kubelet supports no parameters of a PID namespace, and a pod
 * that sets a key which some kernel hides from pods would not start on that kernel.
 */
export function podSysctlClass(definition: SysctlDefinition, minor: string): PodSysctlClass {
  if (definition.scope === 'node' || definition.scope === 'pid-namespace' || !definition.seenByPods) return 'never';
  return definition.safeSince !== undefined && minorOf(definition.safeSince) <= minorOf(minor) ? 'safe' : 'unsafe';
}

/** The second number of a version, 34 for `1.34`, so that versions can be compared. */
function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
