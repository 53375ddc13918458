import type { ContainerSpec } from '../container/container-fields';
import type { JvmMembers } from './jvm-fields';

/** Folder in a container into which its Java virtual machine writes its heap when the heap is full. */
const HEAP_DUMP_FOLDER = '/heap-dumps';

/** The folder of heap dumps as one of the writable folders of its container; none where the JVM writes no dump. */
export function heapDumpFolders(jvm: JvmMembers | undefined): ContainerSpec['writable'] {
  const size = jvm?.heapDump?.size;
  return size === undefined ? [] : [{ path: HEAP_DUMP_FOLDER, size, memory: false }];
}

/**
 * Size of a dump at most, in heaps. A dump writes a reference as 8 bytes that the heap holds in 4: a heap of 128 MiB that was full of
 * references made a dump of 248 MiB on 17, and of 239 MiB on 25, in November 2026; one full of bytes made 125 MiB.
 */
export const HEAPS_PER_DUMP = 2;
