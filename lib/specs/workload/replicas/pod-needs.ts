import { parseQuantity } from '../../../values/quantity';
import type { ContainerSpec, SidecarSpec } from '../container/container-fields';

/** CPU and memory that the scheduler reserves for one pod. */
export interface PodNeeds {
  /** Thousandths of a core. */
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** A workload whose containers are known, or not. */
interface Containers {
  readonly container: ContainerSpec | undefined;
  readonly sidecars: readonly SidecarSpec[];
}

/**
 * Requests of one pod of a service: its container and its sidecars together. The gate that waits for the NodeTuner asks for less than
 * the smallest container and has ended before the others start, so that the gate adds nothing.
 *
 * Both are 0 for a pod that a team wrote itself, whose text is not read here; checks read its requests from the manifest.
 *
 * @throws ConfigError for an invalid quantity.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podNeeds({ container, sidecars }: Containers): PodNeeds {
  const all = container === undefined ? [] : [container, ...sidecars];
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
