import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../../specs/cluster/cluster-spec';
import type { RoutedService } from '../../specs/ingress/routed-services';
import { renderWorkloadLabels } from '../workloads/placement';
import { hostsPolicyName } from './hosts-policy-names';

/** Properties of {@link addNodeRangePolicy}. */
export interface NodeRangePolicyProps {
  /** A cluster with Calico. */
  readonly cluster: GoogleClusterSpec;
  /** Pods and port that the policy opens to the nodes. */
  readonly service: RoutedService;
}

/**
 * Opens the port of a service's pods to the addresses of the nodes, whose network the proxies have, where Calico enforces policies. The
 * namespaces of teams and of the platform deny everything that no policy opens.
 */
export function addNodeRangePolicy(
  scope: Construct,
  { cluster, service }: NodeRangePolicyProps,
): k8s.KubeNetworkPolicy {
  const { workload, port } = service;
  const labels = { ...renderWorkloadLabels(workload) };
  return new k8s.KubeNetworkPolicy(scope, 'HostsPolicy', {
    metadata: { name: hostsPolicyName(workload), namespace: workload.namespace, labels },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ ipBlock: { cidr: cluster.network.nodeCidr } }],
          ports: [{ port: k8s.IntOrString.fromNumber(port), protocol: 'TCP' }],
        },
      ],
    },
  });
}
