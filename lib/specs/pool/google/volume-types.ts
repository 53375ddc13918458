import { googleMachineFacts } from '../../machine/google-machine-facts';
import type { NodePoolSpec } from '../node-pool-spec';

/** Type of the disks that keelson's default StorageClass on Google Cloud creates. */
export type GoogleVolumeType = 'hyperdisk-balanced';

/**
 * Whether nodes of a pool can attach Hyperdisk only, so that a volume of GKE's default class, `pd-balanced`, cannot be attached. Families
 * outside of the table count as able to attach both.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/hyperdisk
 */
export function attachesHyperdiskOnly(pool: NodePoolSpec): boolean {
  const disks = googleMachineFacts(pool.machine.type)?.bootDisks;
  return pool.cloud === 'google' && disks !== undefined && disks.every((disk) => disk === 'hyperdisk-balanced');
}

/**
 * Type of disks for a default StorageClass, needed where a pool of the cluster cannot attach those of GKE's default class. Undefined
 * where every pool can, and where no type fits all pools.
 */
export function defaultVolumeType(pools: readonly NodePoolSpec[]): GoogleVolumeType | undefined {
  const fits = pools.every((pool) => attachesHyperdisk(pool));
  return fits && pools.some(attachesHyperdiskOnly) ? 'hyperdisk-balanced' : undefined;
}

function attachesHyperdisk(pool: NodePoolSpec): boolean {
  return googleMachineFacts(pool.machine.type)?.bootDisks?.includes('hyperdisk-balanced') === true;
}
