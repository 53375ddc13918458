import {
  GOOGLE_RESERVED_ADDRESSES,
  gkeAddresses,
  gkePodAddressesPerNode,
  INTERNAL_BALANCER_ADDRESSES,
} from '../../../analysis/gke-address-capacity';
import { type ReachableNodes, reachableNodes } from '../../../analysis/reachable-nodes';
import { Cidr } from '../../../values/cidr';
import { rollingMachines } from '../../group/google/google-group-spec';
import type { GoogleNodePoolSpec } from '../../pool/node-pool-spec';
import type { GoogleClusterSpec } from '../cluster-spec';
import { type CountedSize, nodesInAllZones, rollingNodesInAllZones } from './counted-nodes';
import { renderSum } from './render-sum';

/** A range of a GKE cluster of which its pools use addresses. */
export type GoogleRange = 'podCidr' | 'nodeCidr';

/** A range, and the addresses that pools need in it. */
export interface GoogleRangePlan {
  readonly member: GoogleRange;
  readonly cidr: string;
  /** Number of addresses in the range. */
  readonly size: number;
  readonly holds: boolean;
  /** Addresses that the pools need, as text with every summand. */
  readonly need: string;
  /** Prefix of the smallest range with enough addresses. */
  readonly enough: number;
}

/** Plans of the ranges, for pools at a given size while they are upgraded; an invalid range has no plan. */
export function googleRangePlans(cluster: GoogleClusterSpec, counted: CountedSize): readonly GoogleRangePlan[] {
  return (['podCidr', 'nodeCidr'] as const).flatMap((member) => {
    const cidr = cluster.network[member];
    const size = Cidr.tryParse(cidr)?.size;
    if (size === undefined) return [];
    const nodes = cluster.pools.map((pool) => nodesInAllZones(pool, counted));
    const machines = machinesOf(cluster, member, counted);
    const total = totalOf(cluster.pools, nodes, member) + sumOf(machines);
    const enough = 32 - Math.ceil(Math.log2(total));
    return { member, cidr, size, holds: total <= size, need: renderNeed(cluster, { nodes, machines, member }), enough };
  });
}

/** Number of nodes for which a range has addresses, and the most nodes that the pools may have. */
export function googleReachableNodes(cluster: GoogleClusterSpec, member: GoogleRange): ReachableNodes {
  const { pools, network } = cluster;
  const size = Cidr.tryParse(network[member])?.size ?? Number.POSITIVE_INFINITY;
  const growing = pools.map((pool) => ({
    from: nodesInAllZones(pool, 'initial'),
    to: nodesInAllZones(pool, 'max'),
    cost: member === 'podCidr' ? gkePodAddressesPerNode(pool.maxPods) : 1,
  }));
  const most = growing.reduce((sum, { to }) => sum + to, 0);
  const left = size - sumOf(machinesOf(cluster, member, 'max'));
  return { reachable: reachableNodes(growing, (nodes) => totalOf(pools, nodes, member) <= left), most };
}

/** A group of machines that are no nodes, with the addresses of its machines in the range of the nodes. */
interface CountedMachines {
  readonly name: string;
  readonly machines: number;
}

/** Machines of the groups while they roll, each with one address of the range of nodes; they have none in that of pods. */
function machinesOf(
  { groups }: GoogleClusterSpec,
  member: GoogleRange,
  counted: CountedSize,
): readonly CountedMachines[] {
  if (member === 'podCidr') return [];
  return groups.map((group) => ({ name: group.name, machines: rollingMachines(group, group.size[counted]) }));
}

function sumOf(machines: readonly CountedMachines[]): number {
  return machines.reduce((sum, each) => sum + each.machines, 0);
}

function addressesOf(pools: readonly GoogleNodePoolSpec[], nodes: readonly number[]) {
  return gkeAddresses(
    pools.map((pool, index) => ({
      name: pool.name,
      nodes: rollingNodesInAllZones(pool, nodes[index] ?? 0),
      maxPods: pool.maxPods,
    })),
  );
}

function totalOf(pools: readonly GoogleNodePoolSpec[], nodes: readonly number[], member: GoogleRange): number {
  const { podTotal, nodeTotal } = addressesOf(pools, nodes);
  return member === 'podCidr' ? podTotal : nodeTotal;
}

interface Need {
  readonly nodes: readonly number[];
  readonly machines: readonly CountedMachines[];
  readonly member: GoogleRange;
}

function renderNeed({ pools }: GoogleClusterSpec, { nodes, machines, member }: Need): string {
  const need = addressesOf(pools, nodes);
  if (member === 'podCidr') {
    const sum = renderSum([], need.pools, (pool) => pool.podAddressesPerNode);
    return `${need.podTotal} addresses, because GKE reserves a power of two of at least 2 x maxPods per node: ${sum}`;
  }
  const fixed = [`${GOOGLE_RESERVED_ADDRESSES} of Google`, `${INTERNAL_BALANCER_ADDRESSES} for internal balancers`];
  const ofPools = need.pools.map((pool) => `${pool.name} ${pool.nodes}`);
  const ofGroups = machines.map((group) => `group ${group.name} ${group.machines}`);
  return `${need.nodeTotal + sumOf(machines)} addresses: ${[...fixed, ...ofPools, ...ofGroups].join(' + ')}`;
}
