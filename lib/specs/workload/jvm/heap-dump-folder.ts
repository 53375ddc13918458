import type { ContainerSpec } from '../container/container-fields';
import type { JvmMembers } from './jvm-fields';

/** Folder in a container into which its Java virtual machine writes its heap when the heap is full. */
const HEAP_DUMP_FOLDER = '/heap-dumps';

/** The folder of heap dumps as one of the writable folders of its container; none where the JVM writes no dump. */
export function heapDumpFolders(jvm: JvmMembers | undefined): ContainerSpec['writable'] {
  const size = jvm?.heapDump?.size;
  return size === undefined ? [] : [{ path: HEAP_DUMP_FOLDER, size, memory: false }];
}
