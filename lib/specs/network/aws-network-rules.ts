import { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';
import { parseAwsRegion, parseAwsZone } from '../../values/region';
import { requireUnique } from '../fields/unique';
import { type NamedBlock, requireDisjoint, requirePrefix } from './network-blocks';
import type { AwsZoneInput } from './network-input';
import type { AwsNetworkPlan } from './network-plan';
import { AWS_VPC_RANGES, requireUsable } from './usable-ranges';

/** A network on AWS, with the members of its cluster on which the rules of its blocks depend. */
export interface JudgedAwsNetwork {
  readonly network: AwsNetworkPlan;
  /** Region of the cluster, which may still be invalid. */
  readonly region: string;
  /** Address range of the cluster's Services. */
  readonly serviceCidr: string;
}

/** Rules of a network on AWS, of its region, and of the cluster's range of Services. */
export function judgeAwsNetwork(judged: JudgedAwsNetwork, problems: Problems): void {
  const { network } = judged;
  const region = problems.capture('region', () => parseAwsRegion(judged.region));
  judgeZones(network.zones, region, problems);
  judgePrimaryZone(network, problems);
  const vpc = parse('network.vpcCidr', network.vpcCidr, problems);
  if (vpc !== undefined) {
    requirePrefix(vpc, [16, 22], problems);
    requireUsable(vpc, AWS_VPC_RANGES, problems);
  }
  judgeSubnets(network.zones, vpc, problems);
  judgeServiceCidr(judged.serviceCidr, vpc, problems);
  judgeExisting(network, problems);
  judgeExistingSubnets(network.zones, problems);
}

function judgeZones(zones: readonly AwsZoneInput[], region: string | undefined, problems: Problems): void {
  const names = zones.map((zone) => zone.zone);
  const enough = names.length >= 2 && names.length <= 6;
  problems.require(enough, 'network.zones', 'name 2 to 6 zones', names, 'EKS requires subnets in at least two zones');
  requireUnique(problems, { property: 'network.zones', values: names, what: 'zone' });
  if (region === undefined) return;
  for (const name of names) problems.capture('network.zones', () => parseAwsZone(name, region));
}

function judgePrimaryZone({ primaryZone, zones }: AwsNetworkPlan, problems: Problems): void {
  const names = zones.map(({ zone }) => zone);
  // `judgeZones` reports a network without zones.
  const holds = names.length === 0 || names.includes(primaryZone);
  const rule = `be a zone of the network: ${names.join(', ')}`;
  problems.require(holds, 'network.primaryZone', rule, primaryZone, 'correct it, or leave it out');
}

function judgeSubnets(zones: readonly AwsZoneInput[], vpc: NamedBlock | undefined, problems: Problems): void {
  const subnets = zones.flatMap((zone) => [
    parse(`network.zones.${zone.zone}.publicCidr`, zone.publicCidr, problems),
    parse(`network.zones.${zone.zone}.privateCidr`, zone.privateCidr, problems),
  ]);
  const parsed = subnets.filter((subnet): subnet is NamedBlock => subnet !== undefined);
  for (const subnet of parsed) {
    requirePrefix(subnet, [16, 28], problems);
    if (vpc === undefined) continue;
    const rule = `lie in 'network.vpcCidr' (${vpc.block})`;
    const holds = vpc.block.contains(subnet.block);
    problems.require(
      holds,
      subnet.property,
      rule,
      subnet.block.toString(),
      'move the subnet into the VPC, or enlarge the VPC',
    );
  }
  requireDisjoint(parsed, problems);
}

function judgeServiceCidr(text: string, vpc: NamedBlock | undefined, problems: Problems): void {
  const service = parse('controlPlane.serviceCidr', text, problems);
  if (service === undefined) return;
  requirePrefix(service, [12, 24], problems);
  const rule = 'be of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16';
  problems.require(service.block.isPrivate, service.property, rule, text, 'EKS accepts no other range for Services');
  if (vpc !== undefined) requireDisjoint([vpc, service], problems);
}

function judgeExisting({ existing, zones }: AwsNetworkPlan, problems: Problems): void {
  if (existing !== undefined) {
    const holds = /^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/.test(existing.vpcId);
    problems.require(
      holds,
      'network.existing.vpcId',
      "be a VPC's id: 'vpc-' and 17 hexadecimal digits",
      existing.vpcId,
      'copy it from the VPC',
    );
  }
  for (const zone of zones) {
    const property = `network.zones.${zone.zone}.existing`;
    if (existing === undefined) {
      const remedy = "remove it, or name the VPC in 'network.existing'";
      problems.require(
        zone.existing === undefined,
        property,
        'be absent where the VPC is created',
        zone.existing,
        remedy,
      );
      continue;
    }
    const rule = "name the zone's subnets where 'network.existing' names the VPC";
    if (!problems.require(zone.existing !== undefined, property, rule, zone.existing, 'state both subnet ids'))
      continue;
    for (const id of [zone.existing?.publicSubnetId ?? '', zone.existing?.privateSubnetId ?? '']) {
      const isId = /^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id);
      problems.require(
        isId,
        property,
        "name subnets: 'subnet-' and 17 hexadecimal digits",
        id,
        'copy it from the subnet',
      );
    }
  }
}

/**
 * Refuses a subnet in two zones, because a subnet is in one zone, and a subnet that is public and private, because its one route
 * table either leads nodes to the internet past the NAT gateway or gives load balancers no way to the internet.
 */
function judgeExistingSubnets(zones: readonly AwsZoneInput[], problems: Problems): void {
  for (const member of ['publicSubnetId', 'privateSubnetId'] as const) {
    const values = zones.flatMap(({ existing }) => existing?.[member] ?? []);
    requireUnique(problems, { property: 'network.zones', values, what: `'existing.${member}'` });
  }
  const publicIds = new Map(zones.map(({ zone, existing }) => [existing?.publicSubnetId, zone]));
  for (const { zone, existing } of zones) {
    const id = existing?.privateSubnetId;
    const twin = id === undefined ? undefined : publicIds.get(id);
    const rule = `not be the public subnet of a zone ('network.zones.${twin}.existing.publicSubnetId')`;
    const remedy =
      'name a subnet whose route leads to a NAT gateway; in a public subnet, nodes without a public address cannot reach the internet';
    problems.require(twin === undefined, `network.zones.${zone}.existing.privateSubnetId`, rule, id, remedy);
  }
}

function parse(property: string, text: string, problems: Problems): NamedBlock | undefined {
  const block = problems.capture(property, () => Cidr.parse(text));
  return block === undefined ? undefined : { property, block };
}
