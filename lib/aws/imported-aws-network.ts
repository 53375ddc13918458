import type { IAwsNetwork } from './aws-network-contract';

/** An existing VPC and its subnets. */
export interface AwsNetworkAttributes {
  /**
   * Id of the VPC, `vpc-…`. The VPC must have DNS support and DNS host names, otherwise the private endpoint of a control plane
   * does not resolve.
   */
  readonly vpcId: string;
  /** One entry per zone; the order does not matter. */
  readonly zones: readonly ImportedAwsZone[];
}

/** Existing subnets of one zone. */
export interface ImportedAwsZone {
  /** Name of the zone, such as `eu-central-1a`. */
  readonly zone: string;
  /** Public subnet. Its owner must tag it `kubernetes.io/role/elb`, otherwise controllers find no subnet for public balancers. */
  readonly publicSubnetId: string;
  /**
   * Private subnet. Its owner must tag it `kubernetes.io/role/internal-elb`, otherwise controllers find no subnet for internal
   * balancers.
   */
  readonly privateSubnetId: string;
}

/** A VPC that is managed elsewhere. This class holds plain ids; it is no construct and synthesises nothing. */
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
