import { googleMachineFacts } from '../../machine/google-machine-facts';
import type { NodePoolSpec } from '../node-pool-spec';

/** Type of the disks that a default StorageClass of ours makes on Google Cloud. */
export type GoogleVolumeType = 'hyperdisk-balanced';

/**
 * Whether nodes of a pool attach Hyperdisk only: a claim of GKE's own default class, `pd-balanced`, never attaches to them. Families
 * that the table does not know are believed to attach both.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/hyperdisk
 */
export function attachesHyperdiskOnly(pool: NodePoolSpec): boolean {
  const disks = googleMachineFacts(pool.machine.type)?.bootDisks;
  return pool.cloud === 'google' && disks !== undefined && disks.every((disk) => disk === 'hyperdisk-balanced');
}

/** The type of disks that every pool of a Google cluster attaches where GKE's own default is none; undefined where GKE's own will do, or where no type fits all pools. */
export function defaultVolumeType(pools: readonly NodePoolSpec[]): GoogleVolumeType | undefined {
  const fits = pools.every((pool) => attachesHyperdisk(pool));
  return fits && pools.some(attachesHyperdiskOnly) ? 'hyperdisk-balanced' : undefined;
}

function attachesHyperdisk(pool: NodePoolSpec): boolean {
  return googleMachineFacts(pool.machine.type)?.bootDisks?.includes('hyperdisk-balanced') === true;
}
