/** Addresses that AWS reserves at the beginning of every subnet: network, router, DNS and one for future use. */
export const AWS_FIRST_ADDRESSES = 4;

/** Addresses that AWS reserves at the end of every subnet: the broadcast address. */
export const AWS_LAST_ADDRESSES = 1;

/** Addresses of a subnet for the interfaces of the control plane: EKS needs 6 at least and recommends 16. */
export const EKS_CONTROL_PLANE_ADDRESSES = 16;

/** Number of addresses in a prefix, which is a /28 block. */
export const PREFIX_ADDRESSES = 16;

/** Network interfaces of a machine type on its default network card. */
export interface MachineInterfaces {
  readonly interfaces: number;
  /** IPv4 addresses of one interface, including its primary address. */
  readonly addressesPerInterface: number;
}

/** A pool whose addresses in one zone are calculated. */
export interface EksPoolDemand {
  readonly name: string;
  /** Nodes in the zone, including those that a roll adds. */
  readonly nodes: number;
  readonly maxPods: number;
  /** Interfaces of every machine type that the pool may launch; at least one. */
  readonly machines: readonly MachineInterfaces[];
  /**
   * Whether the machines are stopped before they become nodes, or are no nodes; each then has the primary address of its first interface only.
   * @default false
   */
  readonly stopped?: boolean;
}

/** Addresses of one node in a subnet. */
export interface EksNodeAddresses {
  /** /28 blocks for the node's pods. */
  readonly blocks: number;
  /** Single addresses, outside of /28 blocks: those of the interfaces, and without prefix delegation those of the pods. */
  readonly singles: number;
}

/** Addresses of a pool in a zone's subnet: the number of nodes, and the addresses of each. */
export interface EksPoolAddresses {
  readonly name: string;
  readonly nodes: number;
  readonly perNode: EksNodeAddresses;
}

/** Addresses of all pools in a zone's subnet, with the summands. */
export interface EksSubnetNeed {
  readonly pools: readonly EksPoolAddresses[];
  readonly blocks: number;
  /** Single addresses of the nodes, without those of AWS and of the control plane. */
  readonly nodeSingles: number;
}

/**
 * Assumed interfaces of a type outside of the table: an unlimited number, each with the addresses that types of this size usually have.
 */
export function usualInterfaces(vcpu: number): MachineInterfaces {
  return { interfaces: Number.POSITIVE_INFINITY, addressesPerInterface: usualAddresses(vcpu) };
}

function usualAddresses(vcpu: number): number {
  if (vcpu <= 2) return 10;
  if (vcpu <= 8) return 15;
  return vcpu <= 48 ? 30 : 50;
}

/**
 * Addresses of a full node: those that its pods need, or those that the machine can have, whichever is less.
 *
 * With prefix delegation an interface has one primary address and a /28 block in place of each further one. Without prefix delegation
 * the VPC CNI requests all addresses of every interface that it attaches. The VPC CNI requests no more once the node has an address for
 * each of `maxPods`, so that its reserve of unused addresses is included.
 *
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go
 */
export function eksNodeAddresses(
  { maxPods, machines }: Pick<EksPoolDemand, 'maxPods' | 'machines'>,
  prefixDelegation: boolean,
): EksNodeAddresses {
  const each = machines.map((machine) => (prefixDelegation ? withBlocks(maxPods, machine) : filled(maxPods, machine)));
  // The largest numbers count, because all nodes of a pool with several types may be of one type.
  return { blocks: largest(each.map((node) => node.blocks)), singles: largest(each.map((node) => node.singles)) };
}

function withBlocks(maxPods: number, { interfaces, addressesPerInterface }: MachineInterfaces): EksNodeAddresses {
  const slots = addressesPerInterface - 1;
  const blocks = Math.min(Math.ceil(maxPods / PREFIX_ADDRESSES), interfaces * slots);
  return { blocks, singles: Math.ceil(blocks / slots) };
}

function filled(maxPods: number, { interfaces, addressesPerInterface }: MachineInterfaces): EksNodeAddresses {
  const attached = Math.min(Math.ceil(maxPods / (addressesPerInterface - 1)), interfaces);
  return { blocks: 0, singles: attached * addressesPerInterface };
}

function largest(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}

const STOPPED: EksNodeAddresses = { blocks: 0, singles: 1 };

/** Addresses that nodes and pods of all pools need in one zone's private subnet. */
export function eksSubnetNeed(demands: readonly EksPoolDemand[], prefixDelegation: boolean): EksSubnetNeed {
  const pools = demands.map((demand) => ({
    name: demand.name,
    nodes: demand.nodes,
    perNode: demand.stopped === true ? STOPPED : eksNodeAddresses(demand, prefixDelegation),
  }));
  return {
    pools,
    blocks: pools.reduce((sum, { nodes, perNode }) => sum + nodes * perNode.blocks, 0),
    nodeSingles: pools.reduce((sum, { nodes, perNode }) => sum + nodes * perNode.singles, 0),
  };
}
