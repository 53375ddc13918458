import type { ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';

type DatapathArguments = Pick<ContainerClusterConfig, 'datapathProvider' | 'networkPolicy'> & {
  /** Whether the Calico add-on is disabled on the control plane; the part on the nodes follows `networkPolicy`. */
  readonly networkPolicyAddon: { readonly disabled: boolean };
};

/**
 * Arguments that select what carries pod traffic and enforces network policies.
 *
 * Dataplane V2 enforces policies itself and refuses Calico beside it; the legacy datapath enforces policies only where both the
 * policy and its add-on are on.
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
