import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import type { IGoogleNetwork } from './google-network-contract';
import { natPorts } from './nat-ports';
import { TerraformData } from './terraform-data';

const POD_RANGE = 'pods';
const SERVICE_RANGE = 'services';

/**
 * Google's own default: larger packets are dropped or clamped on the way to the internet, VPN and interconnect, and the MTU
 * of a running node cannot follow a change.
 */
const MTU = 1460;

/** Half of the flows in five-minute records: enough to find a talker, a twentieth of the full log's cost. */
const FLOW_LOGS = {
  aggregationInterval: 'INTERVAL_5_MIN',
  flowSampling: 0.5,
  metadata: 'INCLUDE_ALL_METADATA',
} as const;

/** What {@link GoogleNetwork} is made from. */
export interface GoogleNetworkProps {
  /** The cluster that stands in the network and gives it its name. */
  readonly cluster: GoogleClusterSpec;
  /** Resources that must exist first: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * A VPC with one VPC-native subnet in the cluster's region: nodes in the primary range, pods and Services in named secondary
 * ranges, and Cloud NAT as the only way out.
 *
 * The primary range can grow in place; shrinking or moving it replaces the subnet, which fails while a cluster stands in it. Another
 * range of pods or Services replaces the cluster, which the plan refuses while it is protected.
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

  /** A network that somebody else manages; nothing is created. */
  static fromAttributes(attributes: IGoogleNetwork): IGoogleNetwork {
    return Object.freeze({ ...attributes });
  }

  /**
   * The existing network that a cluster's plan names, or undefined when the plan asks for a new one; nothing is created.
   *
   * In a Shared VPC the owner of the host project has given GKE's own account its roles there, and whoever applies the firewall rule.
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
   * Stands for the ranges that the cluster took when it was made: it names them, so that a change of their addresses would be a patch
   * of the subnet alone, which Google refuses while the range is in use.
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
      // Private nodes reach Artifact Registry, logging and monitoring without passing NAT.
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
          // Pods leave with their own address wherever masquerading is off for the destination.
          sourceIpRangesToNat: ['PRIMARY_IP_RANGE', 'LIST_OF_SECONDARY_IP_RANGES'],
          secondaryIpRangeNames: [POD_RANGE],
        },
      ],
      ...natPorts(cluster.network.natMinPortsPerVm),
      // Refused connections show here first: a translation log of every connection would only cost money.
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    });
  }
}

/** Project in an id or self link, `projects/<project>/global/networks/<name>`; a bare name has none. */
function owningProject(network: string): string | undefined {
  return /(?:^|\/)projects\/([^/]+)\//.exec(network)?.[1];
}
