import { parseQuantity } from '../../../values/quantity';
import type { PodNeeds } from '../pod-needs';
import { podYamlNeeds } from '../pod-yaml/pod-yaml-needs';
import { hasContainer, type ServiceSpec } from '../workload-spec';

/**
 * Requests of one pod of a service: its container and its sidecars together, or those of the pod that a team wrote. The gate that waits
 * for the NodeTuner asks for no more than the smallest container and has ended before the others start, so that the gate adds nothing.
 *
 * @throws ConfigError for an invalid quantity.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function serviceNeeds(service: ServiceSpec): PodNeeds {
  if (!hasContainer(service)) return podYamlNeeds(service.podYaml.pod);
  const all = [service.container, ...service.sidecars];
  return {
    cpuMillis: all.reduce((sum, { cpu }) => sum + toMillis(cpu), 0),
    memoryBytes: all.reduce((sum, { memory }) => sum + parseQuantity(memory), 0),
  };
}

/** Thousandths of a core as text: `1.5 CPU`. */
export function renderCpu(millis: number): string {
  return `${Math.round(millis) / 1000} CPU`;
}

function toMillis(cpu: string): number {
  return Math.round(parseQuantity(cpu) * 1000);
}
