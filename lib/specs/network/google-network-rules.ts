import { Cidr } from '../../values/cidr';
import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { parseGoogleRegion, parseGoogleZone } from '../../values/region';
import { requireUnique } from '../fields/unique';
import { judgeAllowList, judgePublicRanges } from './allow-list';
import type { GooglePrivateAccess } from './google-private-access-fields';
import { googleZoneLetters } from './google-zones';
import { type NamedBlock, requireDisjoint, requirePrefix } from './network-blocks';
import type { GoogleNetworkPlan } from './network-plan';
import { GKE_CONTROL_PLANE_RANGES, GKE_RANGES, requireUsable } from './usable-ranges';

const DOCKER_BRIDGE = Cidr.parse('172.17.0.0/16');

/** The four ranges of a GKE cluster, each with its allowed prefixes and address ranges. */
const RANGES = [
  { member: 'nodeCidr', from: 8, to: 29, ranges: GKE_RANGES },
  { member: 'podCidr', from: 9, to: 21, ranges: GKE_RANGES },
  { member: 'serviceCidr', from: 16, to: 24, ranges: GKE_RANGES },
  { member: 'controlPlaneCidr', from: 28, to: 28, ranges: GKE_CONTROL_PLANE_RANGES },
] as const;

/** Rules of a network on Google Cloud and of its region. */
export function judgeGoogleNetwork(network: GoogleNetworkPlan, regionName: string, problems: Problems): void {
  const region = problems.capture('region', () => parseGoogleRegion(regionName));
  judgeZones(network.zones, region, problems);
  const blocks: NamedBlock[] = [];
  for (const { member, from, to, ranges } of RANGES) {
    const property = `network.${member}`;
    const block = problems.capture(property, () => Cidr.parse(network[member]));
    if (block === undefined) continue;
    requirePrefix({ property, block }, [from, to], problems);
    requireUsable({ property, block }, ranges, problems);
    blocks.push({ property, block });
  }
  requireDisjoint(blocks, problems);
  judgeBridge(blocks, problems);
  if (network.existing !== undefined) judgeExisting(network.existing, problems);
}

/**
 * Refuses a control plane in the range of Docker's bridge, which the machines of GKE's control planes use; GKE rejects such a cluster.
 *
 * @see https://github.com/hashicorp/terraform-provider-google/issues/7956
 */
function judgeBridge(blocks: readonly NamedBlock[], problems: Problems): void {
  for (const { property, block } of blocks.filter((each) => each.property === 'network.controlPlaneCidr')) {
    const rule = `not overlap ${DOCKER_BRIDGE}, which GKE reserves for the Docker bridge of the control plane`;
    problems.require(!block.overlaps(DOCKER_BRIDGE), property, rule, block.toString(), 'move it');
  }
}

function judgeZones(zones: readonly string[], region: string | undefined, problems: Problems): void {
  const enough = zones.length >= 1 && zones.length <= 4;
  problems.require(
    enough,
    'network.zones',
    'name 1 to 4 zones',
    zones,
    'with three zones a quorum survives the loss of one',
  );
  requireUnique(problems, { property: 'network.zones', values: zones, what: 'zone' });
  if (region === undefined) return;
  for (const zone of zones) {
    problems.capture('network.zones', () => parseGoogleZone(zone, region, googleZoneLetters(region)));
  }
}

function judgeExisting(existing: NonNullable<GoogleNetworkPlan['existing']>, problems: Problems): void {
  for (const [member, value] of Object.entries(existing)) {
    // A network or subnetwork of a host project is stated as a path, whose last part is the name.
    const name = value.split('/').at(-1) ?? '';
    problems.capture(`network.existing.${member}`, () => parseName(name));
  }
  const { podRangeName, serviceRangeName } = existing;
  const rule = "not be 'network.existing.podRangeName'";
  const differs = podRangeName !== serviceRangeName;
  problems.require(
    differs,
    'network.existing.serviceRangeName',
    rule,
    serviceRangeName,
    'name a range of its own for Services',
  );
}

/** Rules of the access to a GKE control plane. */
export function judgeGooglePrivateAccess(access: GooglePrivateAccess, problems: Problems): void {
  if (access.kind === 'dns-endpoint') return;
  const names = access.networks.map((network) => network.name);
  requireUnique(problems, { property: 'privateAccess.networks', values: names, what: 'network' });
  const texts = access.networks.map((network) => network.cidr);
  judgeAllowList('privateAccess.networks', texts, problems);
  if (access.kind === 'authorised-networks') {
    const ofPrivate =
      "name the public addresses with which your clients reach the internet, or choose 'private-endpoint'";
    judgePublicRanges('privateAccess.networks', { texts, ofPrivate }, problems);
  }
  const holds = access.networks.length <= 100;
  problems.require(
    holds,
    'privateAccess.networks',
    'name at most 100 ranges',
    access.networks.length,
    'join neighbouring ranges',
  );
}
