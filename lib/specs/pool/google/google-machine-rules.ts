import type { Problems } from '../../../values/problems';
import {
  type GoogleMachineFacts,
  type GoogleMachineShape,
  googleMachineFacts,
} from '../../machine/google-machine-facts';
import { MACHINES_AS_OF } from '../../machine/resolve-machine';
import type { GoogleNodePoolMembers } from '../node-pool-fields';
import type { GoogleNodePoolSpec } from '../node-pool-spec';

/**
 * Refuses a type of boot disk, a number of local disks, or spot, where the machine's family does not have it. For families outside of
 * the table every value is accepted, but the type of boot disk must be stated, because newer families boot from Hyperdisk only.
 *
 * @see https://cloud.google.com/compute/docs/disks/local-ssd
 */
export function judgeGoogleMachine(
  { input, spec }: { readonly input: GoogleNodePoolMembers; readonly spec: GoogleNodePoolSpec },
  problems: Problems,
): void {
  const { type } = spec.machine;
  const facts = googleMachineFacts(type);
  if (facts === undefined) return;
  const table = `the table of ${MACHINES_AS_OF.google}`;
  const { disk, localSsdCount, spot } = spec.google;
  const types = { stated: input.google.disk.type, resolved: disk.type };
  judgeBootDisk({ type, facts, disk: types, property: 'google.disk.type', machines: 'nodes' }, problems);
  if (facts.bootDisks === undefined) return;
  const by = `by ${table}`;
  if (facts.shape !== undefined) judgeLocalDisks(type, { localSsdCount, shape: facts.shape, by }, problems);
  const sold = `be false for '${type}', which Google does not offer as spot, ${by}`;
  problems.require(!spot || facts.isSoldAsSpot, 'google.spot', sold, spot, 'buy it on demand, or take another family');
}

/** The type of a boot disk, and the machine that boots from it. */
export interface JudgedBootDisk {
  /** Type of the machine. */
  readonly type: string;
  readonly facts: GoogleMachineFacts;
  /** Type of the disk in the input, and with its default filled in. */
  readonly disk: { readonly stated: string | undefined; readonly resolved: string };
  /** Path of the disk's type in the input. */
  readonly property: string;
  /** Word for the machines: `nodes` of a pool, or `machines` of a group. */
  readonly machines: 'nodes' | 'machines';
}

/** Refuses a type of boot disk from which the machine's family does not boot, and one that is unstated for an unknown family. */
export function judgeBootDisk({ type, facts, disk, property, machines }: JudgedBootDisk, problems: Problems): void {
  const table = `the table of ${MACHINES_AS_OF.google}`;
  if (facts.bootDisks === undefined) {
    const must = `be stated for '${type}', because ${table} does not list the family '${facts.family}'`;
    const remedy = `state the type from which its ${machines} can boot: most new families have 'hyperdisk-balanced' only`;
    problems.require(disk.stated !== undefined, property, must, disk.stated, remedy);
    return;
  }
  const names = facts.bootDisks.map((name) => `'${name}'`).join(', ');
  const those = facts.isBareMetal ? `bare metal ${machines}` : `${machines} of the family '${facts.family}'`;
  const boots = (facts.bootDisks as readonly string[]).includes(disk.resolved);
  const remedy = `choose one of these, because ${those} cannot boot from another`;
  problems.require(boots, property, `be ${names} for '${type}', by ${table}`, disk.resolved, remedy);
}

interface LocalDisks {
  readonly localSsdCount: number;
  readonly shape: GoogleMachineShape;
  readonly by: string;
}

/** A type with bundled disks accepts only their number, or 0, with which it has its disks too. */
function judgeLocalDisks(type: string, { localSsdCount, shape, by }: LocalDisks, problems: Problems): void {
  const { bundledDisks, localDisks } = shape;
  const counts = [0, ...(bundledDisks > 0 ? [bundledDisks] : localDisks)];
  const holds = counts.includes(localSsdCount);
  const choices = counts.length === 1 ? '0' : `one of ${counts.join(', ')}`;
  const why = counts.length === 1 ? ', which has no local disks' : '';
  const rule = `be ${choices} for '${type}'${why}, ${by}`;
  const elsewhere = 'leave it out, or choose a family with local disks or a type with bundled ones';
  const remedy = counts.length === 1 ? elsewhere : 'choose one of them';
  problems.require(holds, 'google.localSsdCount', rule, localSsdCount, remedy);
}
