import { shortHash } from '../../../values/short-hash';
import type { GoogleNodePoolSpec } from '../node-pool-spec';
import { maxNodes } from '../pool-size';

/** Minutes for which a deploy waits for one change of a node pool; the provider makes one call for each kind of change. */
export const NODE_POOL_UPDATE_MINUTES = 360;

/** Estimated minutes to drain and replace one node, where no disruption budget delays the drain. */
const MINUTES_PER_NODE = 5;

/**
 * Kinds of change for which GKE rolls a pool. The provider makes one call after the other, and each replaces every node.
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

/** Estimated minutes of one roll of a pool at its maximum size, where no disruption budget delays it, with the calculation as text. */
export function rollEstimate(pool: GoogleNodePoolSpec): { readonly minutes: number; readonly sum: string } {
  const { maxSurge, maxUnavailable } = pool.google.upgrade;
  const [nodes, atOnce] = [maxNodes(pool), maxSurge + maxUnavailable];
  const minutes = Math.ceil(nodes / atOnce) * MINUTES_PER_NODE;
  return { minutes, sum: `${nodes} nodes, ${atOnce} at once, ${MINUTES_PER_NODE} minutes each` };
}
