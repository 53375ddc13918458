/** Address plan of a VPC on AWS. Nodes and pods have addresses of the private subnets. */
export interface AwsNetworkInput {
  /**
   * /16 to /22 of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 or 198.19.0.0/16. Changing it is refused by the lock,
   * because it would replace the VPC.
   */
  readonly vpcCidr: string;
  /** Zones with their subnets, two to six; the order is irrelevant. */
  readonly zones: readonly AwsZoneInput[];
  /**
   * `per-zone`: one NAT gateway and one Elastic IP in each zone (AWS's quota is 5 per region by default), so that the loss of a zone
   * affects that zone only. `single`: cheaper, but the loss of the gateway's zone cuts all zones off from the internet.
   * @default 'per-zone'
   */
  readonly nat?: 'per-zone' | 'single';
  /**
   * Zone of the resources that the network has only once: the NAT gateway of `nat: 'single'`, and the bastion. A change replaces the
   * bastion, and is refused where the one NAT gateway would move, because pods could not reach the internet in between.
   * @default - the zone in keelson.lock.json, otherwise the first zone in alphabetical order
   */
  readonly primaryZone?: string;
  /** @default - no flow logs */
  readonly flowLogs?: {
    /** Days for which CloudWatch keeps the logs, one of CloudWatch's retention times. */
    readonly retentionDays: number;
    /** Packets that are logged: all, or those that were rejected. Changing it replaces the flow log; entries that exist are kept. */
    readonly traffic: 'ALL' | 'REJECT';
  };
  /**
   * An existing VPC with its subnets. No network resources are created then, but the address plan is still checked.
   * @default - a network is created
   */
  readonly existing?: {
    /** Id of the VPC, `vpc-…`. Changing it is refused by the lock, and so is a change from a created network to an existing one. */
    readonly vpcId: string;
  };
}

/** Subnets of one zone. */
export interface AwsZoneInput {
  /** `eu-central-1a`. Changing it alone is refused by the lock, because the old subnets occupy the ranges until they are deleted. */
  readonly zone: string;
  /** Range of the subnet for load balancers and NAT gateways; /28 or larger. Changing it is refused by the lock. */
  readonly publicCidr: string;
  /**
   * Range of the subnet for nodes and pods. With prefix delegation the upper half is reserved for pods if keelson creates the subnet and
   * the subnet is a /26 or larger. Changing it is refused by the lock.
   */
  readonly privateCidr: string;
  /**
   * Ids of existing subnets; stated if the network has `existing`, and only then.
   * @default - subnets are created
   */
  readonly existing?: {
    /** Subnet of load balancers, whose controller finds it by its tags. Changing it changes nothing that is deployed. */
    readonly publicSubnetId: string;
    /** Subnet of nodes and pods. Changing it replaces managed node groups; self-managed groups launch new nodes in the new subnet. */
    readonly privateSubnetId: string;
  };
}

/**
 * Address plan of a VPC-native subnet on Google Cloud. Nodes, pods and Services may have private addresses, the shared 100.64.0.0/10,
 * 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24 and class E, 240.0.0.0/4.
 *
 * @see https://cloud.google.com/vpc/docs/subnets#valid-ranges
 */
export interface GoogleNetworkInput {
  /** Primary range of the subnet, for nodes and internal load balancers. Changing it is refused by the lock. */
  readonly nodeCidr: string;
  /** Secondary range of pods, of which GKE reserves a block for each node. Changing it is refused by the lock. */
  readonly podCidr: string;
  /** Secondary range of Services. Changing it is refused by the lock. */
  readonly serviceCidr: string;
  /**
   * Range of the private control plane, a /28 outside of 172.17.0.0/16. Firewall rules allow calls of webhooks from this range. Changing
   * it is refused by the lock.
   */
  readonly controlPlaneCidr: string;
  /** Zones of the nodes, one to four. */
  readonly zones: readonly string[];
  /**
   * Least ports of Cloud NAT for each VM, a power of two, 32 to 65536; a VM without free ports cannot open connections to the internet.
   * @default 1024
   */
  readonly natMinPortsPerVm?: number;
  /**
   * Whether the subnet has sampled flow logs, including the traffic between pods of one node. A change is made in place; on a running
   * cluster GKE then restarts parts of the control plane and of the nodes.
   * @default false
   */
  readonly flowLogs?: boolean;
  /**
   * An existing subnet with its two secondary ranges. Of the network only firewall rules are created then.
   * Changing a member would replace the cluster and is refused by the lock.
   * @default - a network is created
   */
  readonly existing?: {
    /** Name of the network, or its path in a host project. */
    readonly network: string;
    /** Name of the subnetwork, or its path in a host project. */
    readonly subnetwork: string;
    /** Name of the secondary range of pods. */
    readonly podRangeName: string;
    /** Name of the secondary range of Services; must not be that of pods. */
    readonly serviceRangeName: string;
  };
}
