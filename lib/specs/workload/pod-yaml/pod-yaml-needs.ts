import { parseQuantity } from '../../../values/quantity';
import type { PodNeeds } from '../pod-needs';
import type { PodContainer, PodObject } from './pod-object';

/**
 * Requests of one pod that a team wrote: those of the containers that run together, or those of an init container with the sidecars before it, where
 * these are more.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podYamlNeeds({ spec }: PodObject): PodNeeds {
  return {
    cpuMillis: Math.round(needed(spec, 'cpu') * 1000),
    memoryBytes: needed(spec, 'memory'),
  };
}

function needed(spec: PodObject['spec'], resource: 'cpu' | 'memory'): number {
  let [sidecars, starting] = [0, 0];
  for (const container of spec.initContainers ?? []) {
    const own = requestOf(container, resource);
    starting = Math.max(starting, sidecars + own);
    if (container['restartPolicy'] === 'Always') sidecars += own;
  }
  const together = spec.containers.reduce((sum, container) => sum + requestOf(container, resource), sidecars);
  return Math.max(starting, together);
}

/** A rule refuses a container without a request, which counts nothing here. */
function requestOf({ resources }: PodContainer, resource: 'cpu' | 'memory'): number {
  return parseQuantity(String(resources?.requests?.[resource] ?? '0'));
}
