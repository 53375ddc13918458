import type { ContainerNodePoolNodeConfig } from '@cdktf/provider-google/lib/container-node-pool';
import type { TransparentHugepages } from '../specs/kernel/kernel-input';
import { sysctlsAppliedBy } from '../specs/kernel/kernel-plan';
import { googleDiskKey } from '../specs/pool/google/google-disk-key';
import type { GooglePoolSettings } from '../specs/pool/google/google-pool-settings';
import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import { writtenTaints } from '../specs/pool/node-pool-spec';
import { CLOUD_TAINT_EFFECTS } from '../values/taint';
import { hardenedNodeSettings } from './node-settings';

const IMAGE_TYPES: Readonly<Record<GooglePoolSettings['image']['family'], string>> = {
  cos: 'COS_CONTAINERD',
  'ubuntu-gke': 'UBUNTU_CONTAINERD',
};

/** Facts from outside a pool's spec that its nodes need. */
export interface NodeSurroundings {
  /** Service account of the machines. */
  readonly serviceAccountEmail: string;
  /** Network tags of the cluster and of the pool, then those that the pool's spec adds. */
  readonly tags: readonly string[];
  /** Labels of the machines and disks. */
  readonly resourceLabels: Readonly<Record<string, string>>;
}

/**
 * Renders the machines of a pool as the provider's `node_config`. Only constants, spot, local disks, the key and the account
 * force a new pool.
 */
export function nodeConfig(pool: GoogleNodePoolSpec, surroundings: NodeSurroundings): ContainerNodePoolNodeConfig {
  const { google } = pool;
  const hardened = hardenedNodeSettings(surroundings.serviceAccountEmail);
  return {
    ...hardened,
    kubeletConfig: {
      ...hardened.kubeletConfig,
      ...(pool.allowedUnsafeSysctls.length > 0 && { allowedUnsafeSysctls: [...pool.allowedUnsafeSysctls] }),
    },
    machineType: pool.machine.type,
    imageType: IMAGE_TYPES[google.image.family],
    diskSizeGb: google.disk.sizeGib,
    diskType: google.disk.type,
    bootDiskKmsKey: googleDiskKey(google)?.name,
    spot: google.spot,
    // gVNIC is stated for every pool: GKE reports it as on for machine families that support nothing else, and a plan would otherwise
    // show a difference.
    gvnic: { enabled: true },
    ephemeralStorageLocalSsdConfig: google.localSsdCount === 0 ? undefined : { localSsdCount: google.localSsdCount },
    labels: { ...pool.labels },
    // After an edit of this list GKE may apply all taints to running nodes again, including the startup taint, which its remover
    // then removes again.
    taint: writtenTaints(pool).map((taint) => ({
      key: taint.key,
      value: taint.value ?? '',
      effect: CLOUD_TAINT_EFFECTS[taint.effect],
    })),
    tags: [...surroundings.tags],
    resourceLabels: { ...surroundings.resourceLabels },
    // The block is always present, because a node pool whose block disappears keeps its former kernel parameters.
    linuxNodeConfig: {
      cgroupMode: 'CGROUP_MODE_V2',
      sysctls: kernelParameters(pool),
      ...hugepages(pool.kernel.transparentHugepages),
    },
  };
}

function kernelParameters(pool: GoogleNodePoolSpec): { [key: string]: string } | undefined {
  const native = sysctlsAppliedBy(pool.kernel, 'gke').map(({ key, value }) => [key, value]);
  return native.length === 0 ? undefined : Object.fromEntries(native);
}

/** GKE's names for huge pages; a process that does not ask for huge pages never stalls while the kernel compacts memory for one. */
const HUGEPAGES: Readonly<Record<TransparentHugepages, readonly [enabled: string, defrag: string]>> = {
  always: ['TRANSPARENT_HUGEPAGE_ENABLED_ALWAYS', 'TRANSPARENT_HUGEPAGE_DEFRAG_DEFER'],
  madvise: ['TRANSPARENT_HUGEPAGE_ENABLED_MADVISE', 'TRANSPARENT_HUGEPAGE_DEFRAG_MADVISE'],
  never: ['TRANSPARENT_HUGEPAGE_ENABLED_NEVER', 'TRANSPARENT_HUGEPAGE_DEFRAG_NEVER'],
};

/** The image's own choice is stated, too, because a pool for which nothing is stated keeps its former setting. */
function hugepages(wanted: TransparentHugepages | undefined) {
  if (wanted === undefined) return { transparentHugepageEnabled: 'TRANSPARENT_HUGEPAGE_ENABLED_UNSPECIFIED' };
  const [transparentHugepageEnabled, transparentHugepageDefrag] = HUGEPAGES[wanted];
  return { transparentHugepageEnabled, transparentHugepageDefrag };
}
