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

/** What the nodes of a pool take from outside their spec. */
export interface NodeSurroundings {
  /** The machines' identity. */
  readonly serviceAccountEmail: string;
  /** Network tags of the cluster and the pool, then those that the pool's spec adds. */
  readonly tags: readonly string[];
  /** Labels of the machines and disks. */
  readonly resourceLabels: Readonly<Record<string, string>>;
}

/** The machines of a pool in the provider's words. Of all of this only constants, spot, local disks, the key and the account force a new pool. */
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
    // Machine families that know nothing else report it as on: said everywhere, no plan shows a difference.
    gvnic: { enabled: true },
    ephemeralStorageLocalSsdConfig: google.localSsdCount === 0 ? undefined : { localSsdCount: google.localSsdCount },
    labels: { ...pool.labels },
    // After an edit of this list GKE may stamp all of it on running nodes again, the startup taint too; its remover takes it off.
    taint: writtenTaints(pool).map((taint) => ({
      key: taint.key,
      value: taint.value ?? '',
      effect: CLOUD_TAINT_EFFECTS[taint.effect],
    })),
    tags: [...surroundings.tags],
    resourceLabels: { ...surroundings.resourceLabels },
    // Always there with a member of its own: a block that disappears keeps its old kernel parameters.
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

/** GKE's words for huge pages; whoever does not ask for one is never stalled to put it together. */
const HUGEPAGES: Readonly<Record<TransparentHugepages, readonly [enabled: string, defrag: string]>> = {
  always: ['TRANSPARENT_HUGEPAGE_ENABLED_ALWAYS', 'TRANSPARENT_HUGEPAGE_DEFRAG_DEFER'],
  madvise: ['TRANSPARENT_HUGEPAGE_ENABLED_MADVISE', 'TRANSPARENT_HUGEPAGE_DEFRAG_MADVISE'],
  never: ['TRANSPARENT_HUGEPAGE_ENABLED_NEVER', 'TRANSPARENT_HUGEPAGE_DEFRAG_NEVER'],
};

/** The image's own choice is said too: a pool for which nothing is said keeps what it had. */
function hugepages(wanted: TransparentHugepages | undefined) {
  if (wanted === undefined) return { transparentHugepageEnabled: 'TRANSPARENT_HUGEPAGE_ENABLED_UNSPECIFIED' };
  const [transparentHugepageEnabled, transparentHugepageDefrag] = HUGEPAGES[wanted];
  return { transparentHugepageEnabled, transparentHugepageDefrag };
}
