/** Addresses that AWS keeps at the beginning of every subnet: network, router, DNS and one for the future. */
export const AWS_FIRST_ADDRESSES = 4;

/** Addresses that AWS keeps at the end of every subnet: the broadcast address. */
export const AWS_LAST_ADDRESSES = 1;

/** Addresses that EKS may take in a subnet for the interfaces of the control plane: 6 at least, 16 advised. */
export const EKS_CONTROL_PLANE_ADDRESSES = 16;

/** Addresses of a prefix, which is a /28 block. */
export const PREFIX_ADDRESSES = 16;

/** Network interfaces of a machine type, those of the default network card. */
export interface MachineInterfaces {
  readonly interfaces: number;
  /** IPv4 addresses of one interface, its own included. */
  readonly addressesPerInterface: number;
}

/** A pool's claim on one zone. */
export interface EksPoolDemand {
  readonly name: string;
  /** Nodes in the zone, those that a roll adds included. */
  readonly nodes: number;
  readonly maxPods: number;
  /** Of every machine type that the pool may launch; at least one. */
  readonly machines: readonly MachineInterfaces[];
}

/** What one node takes of a subnet. */
export interface EksNodeAddresses {
  /** /28 blocks for the node's pods. */
  readonly blocks: number;
  /** Addresses that stand alone: of the interfaces, and of pods without prefix delegation. */
  readonly singles: number;
}

/** What a pool takes of a zone's subnet: so many nodes, each with so much. */
export interface EksPoolAddresses {
  readonly name: string;
  readonly nodes: number;
  readonly perNode: EksNodeAddresses;
}

/** What all pools take of a zone's subnet, with the summands. */
export interface EksSubnetNeed {
  readonly pools: readonly EksPoolAddresses[];
  readonly blocks: number;
  /** Single addresses of the nodes alone, without those of AWS and of the control plane. */
  readonly nodeSingles: number;
}

/**
 * Interfaces of a type that no table knows: as many as the node wants, each with the addresses that types of this size usually have.
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
 * What a full node takes: as much as its pods want and the machine can address, whichever is less.
 *
 * With prefix delegation an interface has one address of its own and a /28 block in the place of each further one. Without it the
 * VPC CNI fills every interface that it attaches. It asks for neither once the node has an address for each of `maxPods`, so that
 * what it keeps warm is part of the sum.
 *
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go
 */
export function eksNodeAddresses(
  { maxPods, machines }: Pick<EksPoolDemand, 'maxPods' | 'machines'>,
  prefixDelegation: boolean,
): EksNodeAddresses {
  const each = machines.map((machine) => (prefixDelegation ? withBlocks(maxPods, machine) : filled(maxPods, machine)));
  // A pool of several types may be one of them throughout.
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

/** What nodes and pods of all pools take of one zone's private subnet. */
export function eksSubnetNeed(demands: readonly EksPoolDemand[], prefixDelegation: boolean): EksSubnetNeed {
  const pools = demands.map((demand) => ({
    name: demand.name,
    nodes: demand.nodes,
    perNode: eksNodeAddresses(demand, prefixDelegation),
  }));
  return {
    pools,
    blocks: pools.reduce((sum, { nodes, perNode }) => sum + nodes * perNode.blocks, 0),
    nodeSingles: pools.reduce((sum, { nodes, perNode }) => sum + nodes * perNode.singles, 0),
  };
}
