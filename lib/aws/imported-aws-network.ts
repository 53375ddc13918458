import type { IAwsNetwork } from './aws-network-contract';

/** An existing VPC and its subnets. */
export interface AwsNetworkAttributes {
  /** `vpc-…`; the VPC must resolve names, or the private endpoint of a control plane is not found. */
  readonly vpcId: string;
  /** One entry per zone; the order is irrelevant. */
  readonly zones: readonly ImportedAwsZone[];
}

/** Existing subnets of one zone. */
export interface ImportedAwsZone {
  /** `eu-central-1a`. */
  readonly zone: string;
  /** Its owner tags it `kubernetes.io/role/elb`, or no public balancer finds it. */
  readonly publicSubnetId: string;
  /** Its owner tags it `kubernetes.io/role/internal-elb`, or no internal balancer finds it. */
  readonly privateSubnetId: string;
}

/** A VPC that is managed elsewhere: plain ids, no construct, nothing to synthesise. */
export class ImportedAwsNetwork implements IAwsNetwork {
  readonly vpcId: string;
  readonly zones: readonly string[];
  private readonly subnets: ReadonlyMap<string, ImportedAwsZone>;

  constructor(attributes: AwsNetworkAttributes) {
    this.vpcId = attributes.vpcId;
    this.zones = attributes.zones.map((zone) => zone.zone).sort();
    this.subnets = new Map(attributes.zones.map((zone) => [zone.zone, zone]));
  }

  privateSubnetId(zone: string): string {
    return this.zoneSubnets(zone).privateSubnetId;
  }

  publicSubnetId(zone: string): string {
    return this.zoneSubnets(zone).publicSubnetId;
  }

  private zoneSubnets(zone: string): ImportedAwsZone {
    const found = this.subnets.get(zone);
    if (found === undefined) throw new Error(`network has no zone '${zone}', only ${this.zones.join(', ')}`);
    return found;
  }
}
