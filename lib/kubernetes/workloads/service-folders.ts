import type { ContainerSpec } from '../../specs/workload/container/container-fields';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';

/** Every folder that the container which serves may write to. */
export function serviceFolders({ container }: ContainerWorkloadSpec): ContainerSpec['writable'] {
  return container.writable;
}
