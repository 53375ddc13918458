import { compareText } from '../../../values/compare-text';
import type { GoogleBootDisk } from '../../machine/google-machine-table';
import { usualBootDisk } from '../../pool/google/google-pool-settings';
import { type PoolSize, resolvePoolSize } from '../../pool/pool-size';
import type { GroupSurroundings } from '../group-fields';
import type { GoogleGroupMembers } from './google-group-fields';

/** A group of machines on Google Cloud that are no nodes, with every default filled in. */
export interface GoogleGroupSpec extends Omit<GoogleGroupMembers, 'size' | 'zones' | 'disk'> {
  /** `<cluster>-<group>`: base of the physical names. */
  readonly physicalName: string;
  readonly size: PoolSize;
  /** Zones in alphabetical order. */
  readonly zones: readonly string[];
  readonly disk: Omit<GoogleGroupMembers['disk'], 'type'> & { readonly type: GoogleBootDisk };
}

/** A group on Google Cloud with every default filled in. */
export function resolveGoogleGroup(input: GoogleGroupMembers, surroundings: GroupSurroundings): GoogleGroupSpec {
  const { disk, machine } = input;
  return {
    ...input,
    physicalName: `${surroundings.clusterPhysicalName}-${input.name}`,
    size: resolvePoolSize(input.size),
    zones: [...(input.zones ?? surroundings.networkZones)].sort(compareText),
    disk: { ...disk, type: disk.type ?? usualBootDisk(machine.type) },
  };
}

/** Translates a number of the size for the one instance group, which counts the machines of all zones. */
export function countOfGroup({ size, zones }: Pick<GoogleGroupSpec, 'size' | 'zones'>, count: number): number {
  return size.scope === 'per-zone' ? count * zones.length : count;
}

/** Machines of all zones while the group rolls, when it has a number of machines, counted by its scope. */
export function rollingMachines(group: GoogleGroupSpec, count: number): number {
  const machines = countOfGroup(group, count);
  return machines === 0 ? 0 : machines + group.rollout.maxSurge * group.zones.length;
}
