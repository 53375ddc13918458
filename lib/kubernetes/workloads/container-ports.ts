import type { ContainerPort } from '../../render/pods/pod-types';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { protocolPort } from './service-names';

/** Ports of the container that serves: its own first, then those of health and metrics where they have numbers of their own. */
export function renderServicePorts(workload: ContainerWorkloadSpec): readonly ContainerPort[] {
  const { container, health, metrics } = workload;
  const named: readonly (readonly [string, number | undefined])[] = [
    [protocolPort(container).name, container.port],
    ['health', 'port' in health ? health.port : undefined],
    ['metrics', metrics?.port],
  ];
  const ports: ContainerPort[] = [];
  for (const [name, containerPort] of named) {
    const isNew = containerPort !== undefined && ports.every((port) => port.containerPort !== containerPort);
    if (isNew) ports.push({ name, containerPort });
  }
  return ports;
}

/** Name of the port with a number; the container's own port where no number is stated. */
export function portName(workload: ContainerWorkloadSpec, number: number | undefined): string {
  const own = protocolPort(workload.container).name;
  return renderServicePorts(workload).find(({ containerPort }) => containerPort === number)?.name ?? own;
}
