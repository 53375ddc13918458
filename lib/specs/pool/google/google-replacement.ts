import { shortHash } from '../../../values/short-hash';
import type { GoogleNodePoolSpec } from '../node-pool-spec';
import { googleDiskKey } from './google-disk-key';

/**
 * Node settings that are the same in every pool and that the provider cannot change in place.
 *
 * They are part of the replacement hash: a release that changes one replaces pools by new ones beside the old.
 */
export const GOOGLE_NODE_CONSTANTS = {
  /** IAM decides what a node may do; a scope could only take away from it. */
  oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
  metadata: { 'disable-legacy-endpoints': 'true' },
  secureBoot: true,
  integrityMonitoring: true,
} as const;

/**
 * Short hash of everything of a pool that only a new pool can have; it stands in the names of the pool's Terraform resources, so
 * that the new pool exists before the old one goes.
 *
 * Of the arguments that force replacement these stay out: `initial_node_count`, whose changes are ignored, and `cluster`,
 * `location` and `project`, within which names are unique. The architecture is in: GKE cannot change it in place, though the
 * provider would try.
 *
 * @param nodeServiceAccountEmail account of the nodes, never a token.
 * @see https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/node_config.go
 * @see https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/resource_container_node_pool.go
 */
export function googlePoolReplacementHash(pool: GoogleNodePoolSpec, nodeServiceAccountEmail: string): string {
  return shortHash({
    // The pool's own name and layout keep 'core' in zone a apart from a pool called 'core-a'.
    name: pool.name,
    layout: pool.google.layout,
    architecture: pool.machine.architecture,
    maxPods: pool.maxPods,
    spot: pool.google.spot,
    localSsdCount: pool.google.localSsdCount,
    diskKmsKeyName: googleDiskKey(pool.google)?.name,
    nodeServiceAccountEmail,
    // Absent by default, so that the hash of a pool that never stated it stays what it was.
    replacement: pool.google.replacement,
    constants: GOOGLE_NODE_CONSTANTS,
  });
}
