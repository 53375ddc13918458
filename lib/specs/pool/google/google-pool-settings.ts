import type { Resolved } from '../../fields/field';
import { googleMachineFacts } from '../../machine/google-machine-facts';
import type { GoogleBootDisk } from '../../machine/google-machine-table';
import type { googlePoolFields } from './google-pool-fields';

type Members = Resolved<typeof googlePoolFields>;

/** Default type of boot disks where the table does not list the machine's family. */
const USUAL_DISK: GoogleBootDisk = 'pd-balanced';

/** Google settings of a pool with every default filled in. */
export type GooglePoolSettings = Omit<Members, 'disk'> & {
  /** Boot disk, which also holds containers and logs. */
  readonly disk: Omit<Members['disk'], 'type'> & { readonly type: GoogleBootDisk };
};

/** Fills in the default that depends on the machine's family: the type of the boot disk. */
export function resolveGooglePool({ disk, ...others }: Members, machineType: string): GooglePoolSettings {
  return { ...others, disk: { ...disk, type: disk.type ?? usualBootDisk(machineType) } };
}

/** Type of the boot disk of a machine for which the input states none. */
export function usualBootDisk(machineType: string): GoogleBootDisk {
  return googleMachineFacts(machineType)?.bootDisks?.[0] ?? USUAL_DISK;
}
