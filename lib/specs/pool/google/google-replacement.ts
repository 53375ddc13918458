import { shortHash } from '../../../values/short-hash';
import type { GoogleNodePoolSpec } from '../node-pool-spec';
import { googleDiskKey } from './google-disk-key';

/**
 * Node settings that are the same in every pool and that the provider cannot change in place.
 *
 * They are part of the replacement hash, so that a release which changes one creates new pools before it deletes the old ones.
 */
export const GOOGLE_NODE_CONSTANTS = {
  /** The scope of all APIs, because IAM decides about the rights of a node and a narrower scope could only reduce them. */
  oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
  metadata: { 'disable-legacy-endpoints': 'true' },
  secureBoot: true,
  integrityMonitoring: true,
} as const;

/**
 * Short hash of all settings of a pool that GKE cannot change in place. The hash is part of the name of the node pool, so that a
 * replacement has another name and can be created before the old pool is deleted.
 *
 * Of the arguments that force a replacement the hash leaves out `initial_node_count`, whose changes are ignored, and `cluster`,
 * `location` and `project`, within which names are unique. It contains the architecture, because GKE cannot change it in place although
 * the provider would try.
 *
 * @param nodeServiceAccountEmail service account of the nodes; it must not be a token, because a token has another text in every run.
 * @see https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/node_config.go
 * @see https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/resource_container_node_pool.go
 */
export function googlePoolReplacementHash(pool: GoogleNodePoolSpec, nodeServiceAccountEmail: string): string {
  return shortHash({
    // Name and layout give the node pool of 'core' in zone a another hash than that of a pool called 'core-a'.
    name: pool.name,
    layout: pool.google.layout,
    architecture: pool.machine.architecture,
    maxPods: pool.maxPods,
    spot: pool.google.spot,
    localSsdCount: pool.google.localSsdCount,
    diskKmsKeyName: googleDiskKey(pool.google)?.name,
    nodeServiceAccountEmail,
    // Undefined by default, so that the hash of a pool which never stated the number is the same as before this member existed.
    replacement: pool.google.replacement,
    constants: GOOGLE_NODE_CONSTANTS,
  });
}
