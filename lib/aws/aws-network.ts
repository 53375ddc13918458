import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Ec2SubnetCidrReservation } from '@cdktf/provider-aws/lib/ec2-subnet-cidr-reservation';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';
import { prefixReservation } from '../specs/cluster/addresses/prefix-reservation';
import type { AwsClusterSpec } from '../specs/cluster/cluster-spec';
import type { AwsZoneInput } from '../specs/network/network-input';
import type { AwsNetworkPlan } from '../specs/network/network-plan';
import { clusterTag } from '../specs/pool/aws/cluster-tag';
import type { IAwsNetwork } from './aws-network-contract';
import { type AwsNetworkAttributes, ImportedAwsNetwork } from './imported-aws-network';
import { VpcFlowLogs } from './vpc-flow-logs';

const ANYWHERE = '0.0.0.0/0';

/** Properties of {@link AwsNetwork}. */
export interface AwsNetworkProps {
  /** The cluster that stands in the network; its name is in the subnets' tags. */
  readonly cluster: AwsClusterSpec;
}

/** The route table of the private subnet of one zone. */
export interface PrivateRouteTable {
  /** Zone of the subnet. The construct ids of routes that other constructs add contain the zone. */
  readonly zone: string;
  /** Id of the table; the id is a token where the table is created here. */
  readonly routeTableId: string;
}

interface ZoneNetwork {
  readonly zone: string;
  readonly publicSubnet: Subnet;
  readonly privateSubnet: Subnet;
}

/**
 * A VPC with a public and a private subnet in each zone. Nodes and pods run in the private subnets and reach the internet through
 * NAT. With prefix delegation the upper half of each private subnet is reserved for the prefixes of pods.
 *
 * Changing `vpcCidr` replaces the VPC and everything in it; changing the range of a zone replaces that zone's subnets.
 */
export class AwsNetwork extends Construct implements IAwsNetwork {
  /** The VPC. */
  readonly resource: Vpc;
  readonly vpcId: string;
  readonly zones: readonly string[];
  /** One route table for each private subnet, so that a NAT gateway, a transit gateway or a VPN serves its own zone. */
  readonly privateRouteTables: readonly PrivateRouteTable[];
  /**
   * Public addresses from which nodes and pods call the internet, in the order of their zones; partners put these addresses on
   * allow-lists.
   */
  readonly natPublicIps: readonly string[];
  private readonly zoneNetworks: readonly ZoneNetwork[];

  constructor(scope: Construct, id: string, props: AwsNetworkProps) {
    super(scope, id);
    const { cluster } = props;
    const plan = cluster.network;
    this.zones = plan.zones.map((zone) => zone.zone);
    this.resource = this.addVpc(cluster);
    this.vpcId = this.resource.id;
    this.lockDefaultSecurityGroup(cluster);
    this.zoneNetworks = plan.zones.map((zone) => this.addSubnets(cluster, zone));
    const gateway = new InternetGateway(this, 'internet-gateway', {
      vpcId: this.vpcId,
      tags: { Name: cluster.physicalName },
    });
    this.addPublicRoutes(cluster, gateway);
    const natGateways = this.addNatGateways(cluster, gateway);
    this.natPublicIps = natGateways.map((nat) => nat.publicIp);
    this.privateRouteTables = this.zoneNetworks.map((zone, index) =>
      this.addPrivateRoutes(cluster, zone, natGateways[index % natGateways.length]),
    );
    this.addObjectStoreEndpoint(cluster);
    if (plan.flowLogs !== undefined)
      new VpcFlowLogs(this, 'flow-logs', { cluster, vpcId: this.vpcId, ...plan.flowLogs });
  }

  /** Imports a VPC that somebody else manages; nothing is created and nothing is tagged. */
  static fromAttributes(attributes: AwsNetworkAttributes): IAwsNetwork {
    return new ImportedAwsNetwork(attributes);
  }

  /**
   * Imports the existing VPC that a plan names; nothing is created.
   *
   * @throws Error when the plan names no existing VPC, which the spec refuses for a network that is not to be created.
   */
  static fromPlan(plan: AwsNetworkPlan): IAwsNetwork {
    if (plan.existing === undefined) throw new Error('the plan names no existing VPC');
    const zones = plan.zones.map(({ zone, existing }) => {
      if (existing === undefined) throw new Error(`the plan names no existing subnets in zone '${zone}'`);
      return { zone, ...existing };
    });
    return new ImportedAwsNetwork({ vpcId: plan.existing.vpcId, zones });
  }

  privateSubnetId(zone: string): string {
    return this.zoneNetwork(zone).privateSubnet.id;
  }

  publicSubnetId(zone: string): string {
    return this.zoneNetwork(zone).publicSubnet.id;
  }

  private zoneNetwork(zone: string): ZoneNetwork {
    const found = this.zoneNetworks.find((candidate) => candidate.zone === zone);
    if (found === undefined) throw new Error(`network has no zone '${zone}', only ${this.zones.join(', ')}`);
    return found;
  }

  private addVpc(cluster: AwsClusterSpec): Vpc {
    return new Vpc(this, 'vpc', {
      cidrBlock: cluster.network.vpcCidr,
      // Both settings are needed, because otherwise the name of the control plane's private endpoint does not resolve inside the
      // VPC.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: cluster.physicalName },
      lifecycle: { preventDestroy: cluster.controlPlane.deletionProtection },
    });
  }

  private lockDefaultSecurityGroup(cluster: AwsClusterSpec): void {
    // The lists are empty rather than left out, because AWS keeps rules that were added by hand when the lists are left out.
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: this.vpcId,
      ingress: [],
      egress: [],
      tags: { Name: `${cluster.physicalName}-default-unused` },
    });
  }

  private addSubnets(cluster: AwsClusterSpec, zone: AwsZoneInput): ZoneNetwork {
    const common = {
      vpcId: this.vpcId,
      availabilityZone: zone.zone,
      mapPublicIpOnLaunch: false,
    };
    const shared = { [clusterTag(cluster.physicalName)]: 'shared' };
    const publicSubnet = new Subnet(this, `public-${zone.zone}`, {
      ...common,
      cidrBlock: zone.publicCidr,
      tags: { Name: `${cluster.physicalName}-public-${zone.zone}`, 'kubernetes.io/role/elb': '1', ...shared },
    });
    const privateSubnet = new Subnet(this, `private-${zone.zone}`, {
      ...common,
      cidrBlock: zone.privateCidr,
      tags: { Name: `${cluster.physicalName}-private-${zone.zone}`, 'kubernetes.io/role/internal-elb': '1', ...shared },
    });
    this.reservePrefixes(cluster, zone, privateSubnet);
    return { zone: zone.zone, publicSubnet, privateSubnet };
  }

  /** Keeps half of a private subnet for the prefixes of pods; addresses that are in use there stay in use. */
  private reservePrefixes(cluster: AwsClusterSpec, zone: AwsZoneInput, subnet: Subnet): void {
    const half = prefixReservation(cluster, zone);
    if (half === undefined) return;
    new Ec2SubnetCidrReservation(this, `pod-prefixes-${zone.zone}`, {
      subnetId: subnet.id,
      cidrBlock: half.toString(),
      reservationType: 'prefix',
      description: 'Prefixes of pods',
    });
  }

  private addPublicRoutes(cluster: AwsClusterSpec, gateway: InternetGateway): void {
    const table = new RouteTable(this, 'public-routes', {
      vpcId: this.vpcId,
      tags: { Name: `${cluster.physicalName}-public` },
    });
    new Route(this, 'public-default-route', {
      routeTableId: table.id,
      destinationCidrBlock: ANYWHERE,
      gatewayId: gateway.id,
    });
    for (const { zone, publicSubnet } of this.zoneNetworks) {
      new RouteTableAssociation(this, `public-routes-${zone}`, { routeTableId: table.id, subnetId: publicSubnet.id });
    }
  }

  /** A single gateway takes the construct id of its zone, so that a change to one gateway per zone keeps this gateway and its address. */
  private addNatGateways(cluster: AwsClusterSpec, gateway: InternetGateway): readonly NatGateway[] {
    const perZone = cluster.network.nat === 'per-zone';
    const { primaryZone } = cluster.network;
    const zones = perZone ? this.zoneNetworks : this.zoneNetworks.filter(({ zone }) => zone === primaryZone);
    return zones.map(({ zone, publicSubnet }) => {
      const tags = { Name: `${cluster.physicalName}-nat-${zone}` };
      const address = new Eip(this, `nat-address-${zone}`, { domain: 'vpc', tags, dependsOn: [gateway] });
      return new NatGateway(this, `nat-${zone}`, {
        allocationId: address.id,
        subnetId: publicSubnet.id,
        tags,
        // AWS refuses a public NAT gateway in a VPC without an attached internet gateway.
        dependsOn: [gateway],
      });
    });
  }

  private addPrivateRoutes(
    cluster: AwsClusterSpec,
    { zone, privateSubnet }: ZoneNetwork,
    nat: NatGateway | undefined,
  ): PrivateRouteTable {
    const table = new RouteTable(this, `private-routes-${zone}`, {
      vpcId: this.vpcId,
      tags: { Name: `${cluster.physicalName}-private-${zone}` },
    });
    new Route(this, `private-default-route-${zone}`, {
      routeTableId: table.id,
      destinationCidrBlock: ANYWHERE,
      natGatewayId: nat?.id,
    });
    new RouteTableAssociation(this, `private-routes-association-${zone}`, {
      routeTableId: table.id,
      subnetId: privateSubnet.id,
    });
    return { zone, routeTableId: table.id };
  }

  /** Container image layers come from S3: the gateway endpoint is free of charge and saves the NAT gateways' charge for that traffic. */
  private addObjectStoreEndpoint(cluster: AwsClusterSpec): void {
    new VpcEndpoint(this, 'object-store', {
      vpcId: this.vpcId,
      vpcEndpointType: 'Gateway',
      serviceName: `com.amazonaws.${cluster.region}.s3`,
      routeTableIds: this.privateRouteTables.map((table) => table.routeTableId),
      tags: { Name: `${cluster.physicalName}-s3` },
    });
  }
}
