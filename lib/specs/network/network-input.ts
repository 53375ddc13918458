/** Address plan of a VPC on AWS. Pods take addresses of the private subnets. */
export interface AwsNetworkInput {
  /**
   * /16 to /22 of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 or 198.19.0.0/16. Changing it is refused by the lock,
   * because it would replace the VPC.
   */
  readonly vpcCidr: string;
  /** One entry per zone, two to six; the order is irrelevant. */
  readonly zones: readonly AwsZoneInput[];
  /**
   * `per-zone`: a zone's loss costs that zone only, one Elastic IP each (5 per region by default); `single`: cheaper, one zone's loss cuts all.
   * @default 'per-zone'
   */
  readonly nat?: 'per-zone' | 'single';
  /**
   * Zone of what the network has only once: the NAT gateway of `nat: 'single'`, and the bastion. A change moves the bastion, which is
   * replaced, and is refused where the one NAT gateway would move, since pods would have no way out in between.
   * @default - the zone in keelson.lock.json, else the first one in alphabetical order
   */
  readonly primaryZone?: string;
  /** @default - no flow logs */
  readonly flowLogs?: {
    /** Days that CloudWatch keeps them, a value that it knows. */
    readonly retentionDays: number;
    /** Packets that are logged: all, or those that were rejected. Changing it replaces the flow log, and keeps what was logged. */
    readonly traffic: 'ALL' | 'REJECT';
  };
  /**
   * An existing VPC with its subnets; nothing of the network is created then, but the plan is still checked.
   * @default - a network is created
   */
  readonly existing?: {
    /** `vpc-…`. Changing it is refused by the lock, and so is a change from a network of ours to an existing one. */
    readonly vpcId: string;
  };
}

/** Subnets of one zone. */
export interface AwsZoneInput {
  /** `eu-central-1a`. Changing it alone is refused by the lock: the old subnets have the ranges until they are gone. */
  readonly zone: string;
  /** For balancers and NAT gateways; /28 or larger. Changing it is refused by the lock. */
  readonly publicCidr: string;
  /**
   * For nodes and pods. With prefix delegation the upper half is reserved for pods where the subnet is made here and is no smaller than
   * a /26. Changing it is refused by the lock.
   */
  readonly privateCidr: string;
  /**
   * Ids of existing subnets, with `existing` only.
   * @default - subnets are created
   */
  readonly existing?: {
    /** Subnet of balancers, which find it by its tags. Changing it changes nothing that is deployed. */
    readonly publicSubnetId: string;
    /** Subnet of nodes and pods. Changing it replaces managed node groups; groups of ours launch in the other one from then on. */
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
  /** Primary range: nodes and internal balancers. Changing it is refused by the lock. */
  readonly nodeCidr: string;
  /** Secondary range of pods; GKE reserves a power-of-two block per node. Changing it is refused by the lock. */
  readonly podCidr: string;
  /** Secondary range of Services. Changing it is refused by the lock. */
  readonly serviceCidr: string;
  /**
   * /28 of the private control plane, outside of 172.17.0.0/16; firewall rules to webhooks name it as their source. Changing it is
   * refused by the lock.
   */
  readonly controlPlaneCidr: string;
  /** Zones of the nodes, one to four. */
  readonly zones: readonly string[];
  /**
   * Ports per VM of Cloud NAT, a power of two, 32 to 65536.
   * @default 1024
   */
  readonly natMinPortsPerVm?: number;
  /**
   * Sampled flow logs of the subnet, with the traffic between pods of one node. A change is made in place; on a
   * running cluster it restarts parts of its control plane and nodes.
   * @default false
   */
  readonly flowLogs?: boolean;
  /**
   * An existing subnet with its two secondary ranges; nothing of the network but firewall rules is created then.
   * Changing a member would replace the cluster and is refused by the lock.
   * @default - a network is created
   */
  readonly existing?: {
    /** Name, or path in a host project. */
    readonly network: string;
    /** Name, or path in a host project. */
    readonly subnetwork: string;
    /** Name of the secondary range of pods. */
    readonly podRangeName: string;
    /** Name of the secondary range of Services; not that of pods. */
    readonly serviceRangeName: string;
  };
}
