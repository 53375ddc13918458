import { parseQuantity, renderBytes } from '../../../values/quantity';
import type { ContainerSpec, SidecarSpec } from './container-fields';

/** Disk for logs that wait for rotation: the kubelet keeps five files of 10 MiB for each container, and the image may write none. */
const LOGS_BYTES = 256 * 2 ** 20;

/** Disk space of a container, as a quantity: as stated, or room for logs and the writable folders on disk. */
export function scratchOf({ scratch, writable }: Pick<ContainerSpec | SidecarSpec, 'scratch' | 'writable'>): string {
  return scratch ?? renderBytes(leastScratchBytes(writable) + LOGS_BYTES);
}

/** Bytes of the writable folders on disk, which a stated `scratch` must hold. */
export function leastScratchBytes(writable: ContainerSpec['writable']): number {
  const onDisk = writable.filter(({ memory }) => !memory);
  return Math.ceil(onDisk.reduce((sum, { size }) => sum + parseQuantity(size), 0));
}
