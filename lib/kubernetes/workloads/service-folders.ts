import type { ContainerSpec } from '../../specs/workload/container/container-fields';
import { heapDumpFolders } from '../../specs/workload/jvm/heap-dump-folder';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';

/** Every folder that the container which serves may write to: those that it states, and that of heap dumps. */
export function serviceFolders({ container, jvm }: ContainerWorkloadSpec): ContainerSpec['writable'] {
  return [...container.writable, ...heapDumpFolders(jvm)];
}
