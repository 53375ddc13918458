import type { ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import { hasRoutes } from '../specs/ingress/routed-services';

type DatapathArguments = Pick<
  ContainerClusterConfig,
  'datapathProvider' | 'networkPolicy' | 'enableCiliumClusterwideNetworkPolicy'
> & {
  /** Whether the Calico add-on is disabled on the control plane; the part on the nodes follows `networkPolicy`. */
  readonly networkPolicyAddon: { readonly disabled: boolean };
};

/**
 * Arguments that select what carries pod traffic and enforces network policies.
 *
 * Dataplane V2 enforces policies itself and refuses Calico beside it; the legacy datapath enforces policies only where both the
 * policy and its add-on are on. Policies of the whole cluster open pods to the proxies of traffic daemons, and exist in Dataplane V2 alone;
 * they are switched off where no proxy needs one, because GKE keeps what was on.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-cilium-network-policy
 */
export function datapathArguments(cluster: GoogleClusterSpec): DatapathArguments {
  switch (cluster.datapath) {
    case 'gke-dataplane-v2':
      return {
        datapathProvider: 'ADVANCED_DATAPATH',
        networkPolicy: undefined,
        enableCiliumClusterwideNetworkPolicy: hasRoutes(cluster),
        networkPolicyAddon: { disabled: true },
      };
    case 'gke-calico':
      return {
        datapathProvider: 'LEGACY_DATAPATH',
        networkPolicy: { enabled: true, provider: 'CALICO' },
        enableCiliumClusterwideNetworkPolicy: false,
        networkPolicyAddon: { disabled: false },
      };
  }
}
