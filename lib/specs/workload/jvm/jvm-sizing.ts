import { type JvmBounds, type JvmMemory, jvmMemory } from '../../../analysis/jvm-memory';
import { parseQuantity } from '../../../values/quantity';
import type { ContainerSpec } from '../container/container-fields';
import type { JvmSpec } from './jvm-spec';

/** Bytes of a mebibyte. */
export const MIB = 2 ** 20;

/** Mebibytes of a quantity. */
export function mebibytes(quantity: string): number {
  return parseQuantity(quantity) / MIB;
}

/** Bounds of a JVM's memory beside its heap. */
export function jvmBounds(jvm: JvmSpec, { writable }: Pick<ContainerSpec, 'writable'>): JvmBounds {
  const { collector, metaspace, codeCache, direct, threads, processors } = jvm;
  const inMemory = writable.filter(({ memory }) => memory).map(({ size }) => mebibytes(size));
  const [metaspaceMib, codeCacheMib, directMib] = [metaspace, codeCache, direct].map(mebibytes);
  return {
    collector,
    metaspaceMib: metaspaceMib ?? 0,
    codeCacheMib: codeCacheMib ?? 0,
    directMib: directMib ?? 0,
    threads,
    processors,
    foldersMib: Math.ceil(inMemory.reduce((sum, size) => sum + size, 0)),
  };
}

/** Whole mebibytes of a container's memory. */
export function limitMibOf({ memory }: Pick<ContainerSpec, 'memory'>): number {
  return Math.floor(mebibytes(memory));
}

/** Memory of a JVM in its container, with the sum that shows it. */
export function jvmMemoryOf(jvm: JvmSpec, container: Pick<ContainerSpec, 'memory' | 'writable'>): JvmMemory {
  return jvmMemory(jvmBounds(jvm, container), { limitMib: limitMibOf(container), percent: jvm.heapPercent });
}
