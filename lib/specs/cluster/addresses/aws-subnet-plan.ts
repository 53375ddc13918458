import { type EksPoolDemand, type EksSubnetNeed, eksSubnetNeed } from '../../../analysis/eks-address-capacity';
import { type EksSubnet, eksSubnetHolds, eksSubnetRoom } from '../../../analysis/eks-subnet-room';
import { type ReachableNodes, reachableNodes } from '../../../analysis/reachable-nodes';
import { Cidr } from '../../../values/cidr';
import { counted } from '../../../values/counted';
import type { AwsZoneInput } from '../../network/network-input';
import type { AwsNodePoolSpec } from '../../pool/node-pool-spec';
import type { AwsClusterSpec } from '../cluster-spec';
import {
  type CountedSize,
  interfacesOf,
  nodesInZone,
  rollingMachinesInZone,
  rollingNodesInZone,
  stoppedInZone,
} from './counted-nodes';
import { prefixReservation } from './prefix-reservation';
import { renderSum } from './render-sum';

/** The private subnet of a zone, and the addresses that pools need in it. */
export interface AwsSubnetPlan {
  /** Path of the subnet's range in the input: `network.zones.<zone>.privateCidr`. */
  readonly property: string;
  readonly zone: string;
  readonly privateCidr: string;
  readonly holds: boolean;
  /** Addresses that the pools need, as text with every summand. */
  readonly need: string;
  /** Addresses that the subnet has, as text. */
  readonly room: string;
  /** Prefix of the smallest subnet with enough addresses; undefined where even the largest subnet of EC2 has too few. */
  readonly enough: number | undefined;
}

/** Prefix of the largest subnet that EC2 can create. */
const SHORTEST_PREFIX = 16;

/** Plans of the private subnets of all zones, for pools at a given size while they roll; an invalid range has no plan. */
export function awsSubnetPlans(cluster: AwsClusterSpec, counted: CountedSize): readonly AwsSubnetPlan[] {
  return cluster.network.zones.flatMap((zone) => {
    const block = Cidr.tryParse(zone.privateCidr);
    if (block === undefined) return [];
    const subnet = subnetOf(cluster, zone, block.size);
    const pools = poolsIn(cluster, zone.zone);
    const nodes = pools.map((pool) => demandOf(pool, nodesInZone(pool, counted)));
    const demands = [...nodes, ...stoppedIn(pools), ...groupsIn(cluster, zone.zone, counted)];
    const need = eksSubnetNeed(demands, cluster.controlPlane.prefixDelegation);
    return {
      property: `network.zones.${zone.zone}.privateCidr`,
      zone: zone.zone,
      privateCidr: zone.privateCidr,
      holds: eksSubnetHolds(subnet, need),
      need: renderNeed(cluster, subnet, need),
      room: renderRoom(cluster, subnet, need),
      enough: smallestFor(block.prefix, subnet, need),
    };
  });
}

/** Number of nodes for which the private subnet of a zone has addresses, and the most nodes that the pools may have there. */
export function awsReachableNodes(cluster: AwsClusterSpec, zoneName: string): ReachableNodes {
  const zone = cluster.network.zones.find((each) => each.zone === zoneName);
  const pools = poolsIn(cluster, zoneName);
  const most = pools.reduce((sum, pool) => sum + nodesInZone(pool, 'max'), 0);
  const block = Cidr.tryParse(zone?.privateCidr ?? '');
  if (zone === undefined || block === undefined) return { reachable: most, most };
  const subnet = subnetOf(cluster, zone, block.size);
  const { prefixDelegation } = cluster.controlPlane;
  const growing = pools.map((pool) => {
    const [one] = eksSubnetNeed([demandOf(pool, 1)], prefixDelegation).pools;
    const cost = (one?.perNode.blocks ?? 0) + (one?.perNode.singles ?? 0);
    return { from: nodesInZone(pool, 'initial'), to: nodesInZone(pool, 'max'), cost };
  });
  const fits = (nodes: readonly number[]): boolean => {
    const demands = pools.map((pool, index) => demandOf(pool, nodes[index] ?? 0));
    const others = [...stoppedIn(pools), ...groupsIn(cluster, zoneName, 'max')];
    return eksSubnetHolds(subnet, eksSubnetNeed([...demands, ...others], prefixDelegation));
  };
  return { reachable: reachableNodes(growing, fits), most };
}

function subnetOf(cluster: AwsClusterSpec, zone: AwsZoneInput, size: number): EksSubnet {
  const hasControlPlane = cluster.controlPlane.zones.includes(zone.zone);
  return { size, isReserved: prefixReservation(cluster, zone) !== undefined, hasControlPlane };
}

function poolsIn({ pools }: AwsClusterSpec, zone: string): readonly AwsNodePoolSpec[] {
  return pools.filter((pool) => pool.zones.includes(zone));
}

function demandOf(pool: AwsNodePoolSpec, nodes: number): EksPoolDemand {
  return {
    name: pool.name,
    nodes: rollingNodesInZone(pool, nodes),
    maxPods: pool.maxPods,
    machines: interfacesOf(pool),
  };
}

/** Stopped machines of the pools' warm pools, which stay beside the nodes of the largest size. */
function stoppedIn(pools: readonly AwsNodePoolSpec[]): readonly EksPoolDemand[] {
  return pools.flatMap((pool) => {
    const nodes = stoppedInZone(pool);
    const demand = { name: `stopped ${pool.name}`, nodes, maxPods: 0, machines: [], stopped: true };
    return nodes === 0 ? [] : [demand];
  });
}

/** Machines of the groups in a zone, each with the address of its only interface. */
function groupsIn({ groups }: AwsClusterSpec, zone: string, counted: CountedSize): readonly EksPoolDemand[] {
  return groups
    .filter(({ zones }) => zones.includes(zone))
    .map((group) => ({
      name: `group ${group.name}`,
      nodes: rollingMachinesInZone(group, counted),
      maxPods: 0,
      machines: [],
      stopped: true,
    }));
}

function renderNeed({ controlPlane }: AwsClusterSpec, subnet: EksSubnet, need: EksSubnetNeed): string {
  const room = eksSubnetRoom(subnet, need.nodeSingles);
  const fixed = [
    `${room.keptByAws} of AWS`,
    ...(room.controlPlane > 0 ? [`${room.controlPlane} of the control plane`] : []),
  ];
  const singles = renderSum(fixed, need.pools, ({ perNode }) => perNode.singles);
  const total = room.keptByAws + room.controlPlane + need.nodeSingles;
  if (!controlPlane.prefixDelegation) return `${addresses(total)}: ${singles}`;
  const withPods = need.pools.filter(({ perNode }) => perNode.blocks > 0);
  const blocks = renderSum([], withPods, ({ perNode }) => perNode.blocks);
  const single = counted(total, 'single address', 'single addresses');
  return `${counted(need.blocks, '/28 block')} for pods: ${blocks}; and ${single}: ${singles}`;
}

function addresses(count: number): string {
  return counted(count, 'address', 'addresses');
}

function renderRoom({ controlPlane }: AwsClusterSpec, subnet: EksSubnet, need: EksSubnetNeed): string {
  const { reservedBlocks, otherBlocks, singles } = eksSubnetRoom(subnet, need.nodeSingles);
  if (!controlPlane.prefixDelegation) return addresses(singles);
  const rest = `${addresses(singles)} and ${counted(otherBlocks, 'block')} that single addresses leave whole`;
  if (!subnet.isReserved) return rest;
  return `${counted(reservedBlocks, 'block')} in its reserved upper half, and in the lower half ${rest}`;
}

function smallestFor(prefix: number, subnet: EksSubnet, need: EksSubnetNeed): number | undefined {
  for (let shorter = prefix - 1; shorter >= SHORTEST_PREFIX; shorter -= 1) {
    if (eksSubnetHolds({ ...subnet, size: 2 ** (32 - shorter) }, need)) return shorter;
  }
  return undefined;
}
