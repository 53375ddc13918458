import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import type { IGkeCluster } from './gke-cluster-contract';
import type { IGoogleNetwork } from './google-network-contract';

/** What {@link WebhookFirewall} is made from. */
export interface WebhookFirewallProps {
  /** The cluster: its control-plane range is the rule's source, and the rule opens its webhook ports. */
  readonly cluster: GoogleClusterSpec;
  /** The network of the nodes; the rule is created in the project that owns the network. */
  readonly network: IGoogleNetwork;
  /** The control plane, whose nodes' network tag is the rule's target. */
  readonly controlPlane: Pick<IGkeCluster, 'nodeNetworkTag'>;
  /** Resources that must exist before the rule: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Lets the control plane call admission webhooks on nodes. GKE itself opens only 443 and 10250, and a webhook that cannot be
 * reached makes every request fail that it guards. The rule is created in existing networks, too.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules
 */
export class WebhookFirewall extends Construct {
  /** The rule; undefined when the cluster has no webhook ports, because a rule without ports would open all of them. */
  readonly resource: ComputeFirewall | undefined;

  constructor(scope: Construct, id: string, props: WebhookFirewallProps) {
    super(scope, id);
    const ports = props.cluster.controlPlane.webhookPorts;
    this.resource = ports.length === 0 ? undefined : this.addRule(props, ports);
  }

  private addRule(props: WebhookFirewallProps, ports: readonly number[]): ComputeFirewall {
    const { cluster, network } = props;
    return new ComputeFirewall(this, 'rule', {
      project: network.projectId,
      name: `${cluster.physicalName}-webhooks`,
      description: 'Control plane to admission webhooks on nodes',
      network: network.network,
      direction: 'INGRESS',
      sourceRanges: [cluster.network.controlPlaneCidr],
      targetTags: [props.controlPlane.nodeNetworkTag],
      allow: [{ protocol: 'tcp', ports: ports.map(String) }],
      dependsOn: [...props.after],
    });
  }
}
