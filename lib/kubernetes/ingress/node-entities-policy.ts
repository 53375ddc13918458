import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { type RoutedService, routedService } from '../../specs/ingress/routed-services';
import { WORKLOAD_LABEL } from '../../specs/labels';
import type { ServiceSpec } from '../../specs/workload/workload-spec';
import { renderWorkloadLabels } from '../workloads/placement';
import { clusterHostsPolicyName } from './hosts-policy-names';

/** Requirement of the object: GKE brings the definition, and its agents read such policies after they have been started again. */
const REQUIREMENT =
  'cilium.io/v2 CiliumClusterwideNetworkPolicy (GKE with cluster-wide policies switched on, and its DaemonSet anetd restarted since)';

/** Properties of {@link NodeEntitiesPolicy}. */
export interface NodeEntitiesPolicyProps {
  /** Port and pods that the policy opens to the nodes. */
  readonly service: RoutedService;
}

/** The service that needs a policy of the whole cluster; undefined on other datapaths, and for services without hosts. */
export function openedToNodes(cluster: ClusterSpec, workload: ServiceSpec): RoutedService | undefined {
  return cluster.datapath === 'gke-dataplane-v2' ? routedService(cluster, workload) : undefined;
}

/**
 * Opens the port of a service's pods to the nodes, whose network the proxies have, where Dataplane V2 enforces policies. Nodes are entities
 * there that no address range and no selector of an ordinary policy matches: `host` is the node of the pod itself, `remote-node` every
 * other one.
 *
 * A pod that any such policy selects takes nothing else than what policies open. The policy selects the pods of one workload alone, in
 * a namespace that denies everything anyway, so that it opens a port and closes none.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-cilium-network-policy
 * @see https://docs.cilium.io/en/stable/security/policy/language/#entities-based
 */
export class NodeEntitiesPolicy extends Construct {
  /** The CiliumClusterwideNetworkPolicy. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { service: { workload, port } }: NodeEntitiesPolicyProps) {
    super(scope, id);
    this.resource = new ApiObject(this, 'Policy', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumClusterwideNetworkPolicy',
      metadata: {
        name: clusterHostsPolicyName(workload),
        labels: { ...renderWorkloadLabels(workload) },
        annotations: { 'keelson.dev/requires': REQUIREMENT },
      },
      spec: {
        endpointSelector: {
          matchLabels: {
            'k8s:io.kubernetes.pod.namespace': workload.namespace,
            [`k8s:${WORKLOAD_LABEL}`]: workload.name,
          },
        },
        ingress: [
          {
            fromEntities: ['host', 'remote-node'],
            toPorts: [{ ports: [{ port: String(port), protocol: 'TCP' }] }],
          },
        ],
      },
    });
  }
}
