import type { ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';

type DatapathArguments = Pick<ContainerClusterConfig, 'datapathProvider' | 'networkPolicy'> & {
  /** Whether the Calico add-on runs on the control plane; the nodes' part follows `networkPolicy`. */
  readonly networkPolicyAddon: { readonly disabled: boolean };
};

/**
 * Arguments that say what carries pod traffic and who enforces network policies.
 *
 * Dataplane V2 enforces by itself and refuses Calico beside it; the legacy datapath enforces nothing unless both the policy and
 * its add-on are on.
 */
export function datapathArguments(cluster: GoogleClusterSpec): DatapathArguments {
  switch (cluster.datapath) {
    case 'gke-dataplane-v2':
      return {
        datapathProvider: 'ADVANCED_DATAPATH',
        networkPolicy: undefined,
        networkPolicyAddon: { disabled: true },
      };
    case 'gke-calico':
      return {
        datapathProvider: 'LEGACY_DATAPATH',
        networkPolicy: { enabled: true, provider: 'CALICO' },
        networkPolicyAddon: { disabled: false },
      };
  }
}
