import {
  AWS_FIRST_ADDRESSES,
  AWS_LAST_ADDRESSES,
  EKS_CONTROL_PLANE_ADDRESSES,
  type EksSubnetNeed,
  PREFIX_ADDRESSES,
} from './eks-address-capacity';

/** A private subnet, as far as its addresses go. */
export interface EksSubnet {
  /** Addresses of the whole subnet. */
  readonly size: number;
  /** Whether its upper half is reserved for prefixes. */
  readonly isReserved: boolean;
  /** Whether the control plane has interfaces in it. */
  readonly hasControlPlane: boolean;
}

/** What a subnet has for nodes and pods. */
export interface EksSubnetRoom {
  /** /28 blocks of the reserved half. */
  readonly reservedBlocks: number;
  /** /28 blocks outside of a reserved half that single addresses leave whole. */
  readonly otherBlocks: number;
  /** Addresses outside of a reserved half. */
  readonly singles: number;
  /** Addresses outside of a reserved half that AWS keeps. */
  readonly keptByAws: number;
  /** Addresses for the control plane. */
  readonly controlPlane: number;
}

/**
 * What a subnet has for nodes that take so many single addresses.
 *
 * EC2 takes prefixes from the reservation first and from the rest of the subnet then, and single addresses from the rest alone. There
 * each single address of a node may spoil a block of its own, because a prefix needs an aligned block that is free as a whole; those of
 * AWS and of the control plane came first and are taken to lie together.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-cidr-reservation.html
 * @see https://github.com/aws/amazon-vpc-cni-k8s/issues/2749
 */
export function eksSubnetRoom(subnet: EksSubnet, nodeSingles: number): EksSubnetRoom {
  const { size, isReserved, hasControlPlane } = subnet;
  const singles = isReserved ? size / 2 : size;
  const keptByAws = AWS_FIRST_ADDRESSES + (isReserved ? 0 : AWS_LAST_ADDRESSES);
  const controlPlane = hasControlPlane ? EKS_CONTROL_PLANE_ADDRESSES : 0;
  const spoiled = blocksOf(AWS_FIRST_ADDRESSES) + blocksOf(controlPlane) + nodeSingles;
  // The last block of the subnet ends with an address that AWS keeps.
  const last = blocksOf(AWS_LAST_ADDRESSES);
  return {
    reservedBlocks: isReserved ? size / 2 / PREFIX_ADDRESSES - last : 0,
    otherBlocks: Math.max(0, Math.floor(singles / PREFIX_ADDRESSES) - spoiled - (isReserved ? 0 : last)),
    singles,
    keptByAws,
    controlPlane,
  };
}

/** Whether a subnet holds what nodes and pods need. */
export function eksSubnetHolds(subnet: EksSubnet, need: EksSubnetNeed): boolean {
  const room = eksSubnetRoom(subnet, need.nodeSingles);
  const singles = room.keptByAws + room.controlPlane + need.nodeSingles;
  return singles <= room.singles && need.blocks <= room.reservedBlocks + room.otherBlocks;
}

function blocksOf(addresses: number): number {
  return Math.ceil(addresses / PREFIX_ADDRESSES);
}
