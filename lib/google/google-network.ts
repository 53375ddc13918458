import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { type ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import type { IGoogleNetwork } from './google-network-contract';
import { natPorts } from './nat-ports';
import { TerraformData } from './terraform-data';

const POD_RANGE = 'pods';
const SERVICE_RANGE = 'services';

/**
 * Google's default MTU. With a larger one packets are dropped or clamped on the way to the internet, to a VPN and to an
 * interconnect, and the MTU of a running node cannot change.
 */
const MTU = 1460;

/** Half of the flows, aggregated over five minutes: enough to find a heavy sender, at a twentieth of the cost of the full log. */
const FLOW_LOGS = {
  aggregationInterval: 'INTERVAL_5_MIN',
  flowSampling: 0.5,
  metadata: 'INCLUDE_ALL_METADATA',
} as const;

/** Properties of {@link GoogleNetwork}. */
export interface GoogleNetworkProps {
  /** The cluster, which gives the network its name. */
  readonly cluster: GoogleClusterSpec;
  /** Resources that must exist before the network: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * A VPC with one VPC-native subnet in the cluster's region: nodes in the primary range, pods and Services in named secondary
 * ranges, and Cloud NAT as the only way to the internet.
 *
 * The primary range can grow in place; shrinking or moving it replaces the subnet, which fails while a cluster uses the subnet.
 * Changing the range of pods or Services replaces the cluster, which the plan refuses while the cluster is protected.
 */
export class GoogleNetwork extends Construct implements IGoogleNetwork {
  /** The VPC. */
  readonly resource: ComputeNetwork;
  /** The subnet of the nodes. */
  readonly subnet: ComputeSubnetwork;
  readonly projectId: string;
  readonly network: string;
  readonly subnetwork: string;
  readonly podRangeName = POD_RANGE;
  readonly serviceRangeName = SERVICE_RANGE;
  readonly rangeTrigger: string;

  constructor(scope: Construct, id: string, props: GoogleNetworkProps) {
    super(scope, id);
    this.projectId = props.cluster.projectId;
    this.resource = this.addNetwork(props);
    this.subnet = this.addSubnetwork(props.cluster);
    this.addNat(props.cluster);
    this.network = this.resource.id;
    this.subnetwork = this.subnet.id;
    this.rangeTrigger = this.addRangeTrigger(props.cluster);
  }

  /**
   * Lets later stacks read the network's id from now on. Otherwise this stack would have to be deployed once more when a balancer opens the
   * network to its front ends.
   */
  exportNetwork(): void {
    const { terraformResourceType, friendlyUniqueId } = this.resource;
    TerraformStack.of(this).registerOutgoingCrossStackReference(`${terraformResourceType}.${friendlyUniqueId}.id`);
  }

  /** Imports a network that somebody else manages; nothing is created. */
  static fromAttributes(attributes: IGoogleNetwork): IGoogleNetwork {
    return Object.freeze({ ...attributes });
  }

  /**
   * The existing network that a cluster's plan names, or undefined when the plan asks for a new one; nothing is created.
   *
   * In a Shared VPC the owner of the host project must grant GKE's service account its roles there, and grant the principal that
   * applies the right to create the firewall rule.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc
   */
  static fromPlan(cluster: GoogleClusterSpec): IGoogleNetwork | undefined {
    const { existing } = cluster.network;
    if (existing === undefined) return undefined;
    return GoogleNetwork.fromAttributes({
      ...existing,
      projectId: owningProject(existing.network) ?? cluster.projectId,
    });
  }

  /**
   * Stands for the ranges that the cluster took at its creation. The cluster knows the ranges only by name, so that a change of
   * their addresses would otherwise only patch the subnet, which Google refuses while the range is in use.
   */
  private addRangeTrigger({ network }: GoogleClusterSpec): string {
    const { podCidr, serviceCidr } = network;
    const ranges = new TerraformData(this, 'ranges', { pods: podCidr, services: serviceCidr });
    return `${ranges.terraformResourceType}.${ranges.friendlyUniqueId}`;
  }

  private addNetwork(props: GoogleNetworkProps): ComputeNetwork {
    const { cluster } = props;
    return new ComputeNetwork(this, 'network', {
      project: this.projectId,
      name: cluster.physicalName,
      autoCreateSubnetworks: false,
      routingMode: 'REGIONAL',
      mtu: MTU,
      dependsOn: [...props.after],
      lifecycle: { preventDestroy: cluster.controlPlane.deletionProtection },
    });
  }

  private addSubnetwork(cluster: GoogleClusterSpec): ComputeSubnetwork {
    const { network, controlPlane } = cluster;
    return new ComputeSubnetwork(this, 'subnetwork', {
      project: this.projectId,
      name: cluster.physicalName,
      region: cluster.region,
      network: this.resource.id,
      ipCidrRange: network.nodeCidr,
      secondaryIpRange: [
        { rangeName: POD_RANGE, ipCidrRange: network.podCidr },
        { rangeName: SERVICE_RANGE, ipCidrRange: network.serviceCidr },
      ],
      // Private nodes then reach Artifact Registry, logging and monitoring without NAT.
      privateIpGoogleAccess: true,
      stackType: 'IPV4_ONLY',
      logConfig: network.flowLogs ? FLOW_LOGS : undefined,
      lifecycle: { preventDestroy: controlPlane.deletionProtection },
    });
  }

  private addNat(cluster: GoogleClusterSpec): void {
    const router = new ComputeRouter(this, 'router', {
      project: this.projectId,
      name: cluster.physicalName,
      region: cluster.region,
      network: this.resource.id,
    });
    new ComputeRouterNat(this, 'nat', {
      project: this.projectId,
      name: cluster.physicalName,
      region: cluster.region,
      router: router.name,
      natIpAllocateOption: 'AUTO_ONLY',
      sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [
        {
          name: this.subnet.id,
          // The range of pods is translated too, because pods send with their own address wherever masquerading is off for the
          // destination.
          sourceIpRangesToNat: ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'],
          secondaryIpRangeNames: [POD_RANGE],
        },
      ],
      ...natPorts(cluster.network.natMinPortsPerVm),
      // Only errors are logged: they show refused connections first, and a record of every translation would only add cost.
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    });
  }
}

/** Project in an id or self link such as `projects/<project>/global/networks/<name>`; undefined for a bare name. */
function owningProject(network: string): string | undefined {
  return /(?:^|\/)projects\/([^/]+)\//.exec(network)?.[1];
}
