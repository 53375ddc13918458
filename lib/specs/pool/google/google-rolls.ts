import { shortHash } from '../../../values/short-hash';
import type { GoogleNodePoolSpec } from '../node-pool-spec';
import { maxNodes } from '../pool-size';

/** Minutes that a deploy waits for one change of a node pool; the provider makes a call for each kind of change. */
export const NODE_POOL_UPDATE_MINUTES = 360;

/** Minutes that a node takes to be drained and replaced where nothing holds it up, for an estimate. */
const MINUTES_PER_NODE = 5;

/**
 * What GKE changes by a roll of its own: each is a call of the provider, one after the other, and each replaces every node.
 *
 * @see https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/resource_container_node_pool.go
 */
export function rollsOf({
  machine,
  google,
  kernel,
  allowedUnsafeSysctls,
}: GoogleNodePoolSpec): Readonly<Record<string, string>> {
  const { sizeGib, type } = google.disk;
  return {
    'machine and disk': `${machine.type}, ${type} ${sizeGib} GiB`,
    image: google.image.family,
    kubelet: allowedUnsafeSysctls.join(', '),
    kernel: shortHash({
      sysctls: kernel.sysctls.filter(({ appliers }) => appliers.includes('gke')).map(({ key, value }) => [key, value]),
      hugepages: kernel.transparentHugepages,
    }),
  };
}

/** How long one roll of a pool at its largest takes where nothing holds it up, with the sum. */
export function rollEstimate(pool: GoogleNodePoolSpec): { readonly minutes: number; readonly sum: string } {
  const { maxSurge, maxUnavailable } = pool.google.upgrade;
  const [nodes, atOnce] = [maxNodes(pool), maxSurge + maxUnavailable];
  const minutes = Math.ceil(nodes / atOnce) * MINUTES_PER_NODE;
  return { minutes, sum: `${nodes} nodes, ${atOnce} at once, ${MINUTES_PER_NODE} minutes each` };
}
