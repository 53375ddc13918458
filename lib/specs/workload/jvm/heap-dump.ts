import type { ContainerSpec } from '../container/container-fields';
import type { JvmMembers } from './jvm-fields';

/** Folder of heap dumps in a container. */
export const HEAP_DUMP_FOLDER = '/heap-dumps';

/**
 * Size of a dump at most, in heaps. A dump writes a reference as 8 bytes that the heap holds in 4: a heap of 128 MiB that was full of
 * references made a dump of 248 MiB on 17, and of 239 MiB on 25, in November 2026; one full of bytes made 125 MiB.
 */
export const HEAPS_PER_DUMP = 2;

/** A container whose JVM may write a dump of its heap, where one is wanted: the folder is on the node's disk. */
export function withHeapDumpFolder<C extends Pick<ContainerSpec, 'writable'>>(
  container: C,
  jvm: Pick<JvmMembers, 'heapDump'> | undefined,
): C {
  if (jvm?.heapDump === undefined) return container;
  const folder = { path: HEAP_DUMP_FOLDER, size: jvm.heapDump.size, memory: false };
  return { ...container, writable: [...container.writable, folder] };
}
