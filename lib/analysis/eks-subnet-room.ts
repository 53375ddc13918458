import {
  AWS_FIRST_ADDRESSES,
  AWS_LAST_ADDRESSES,
  EKS_CONTROL_PLANE_ADDRESSES,
  type EksSubnetNeed,
  PREFIX_ADDRESSES,
} from './eks-address-capacity';

/** The facts of a private subnet that decide how many addresses it has for nodes and pods. */
export interface EksSubnet {
  /** Number of addresses of the whole subnet. */
  readonly size: number;
  /** Whether the upper half of the subnet is reserved for prefixes. */
  readonly isReserved: boolean;
  /** Whether the control plane has interfaces in the subnet. */
  readonly hasControlPlane: boolean;
}

/** Blocks and addresses of a subnet. */
export interface EksSubnetRoom {
  /** /28 blocks of the reserved half; 0 without a reservation. */
  readonly reservedBlocks: number;
  /** /28 blocks outside of the reserved half that contain no single address. */
  readonly otherBlocks: number;
  /** Addresses outside of the reserved half. */
  readonly singles: number;
  /** Addresses outside of the reserved half that AWS reserves for itself. */
  readonly keptByAws: number;
  /** Addresses for the control plane. */
  readonly controlPlane: number;
}

/**
 * Blocks and addresses of a subnet whose nodes use a given number of single addresses.
 *
 * EC2 assigns prefixes from the reservation first and then from the rest of the subnet, and single addresses from the rest only. Each
 * single address of a node may make another block unusable, because a prefix needs an aligned block that is completely free. The
 * addresses of AWS and of the control plane are assigned first and are assumed to be adjacent.
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
  // The last block of the subnet is unusable, because AWS reserves the last address.
  const last = blocksOf(AWS_LAST_ADDRESSES);
  return {
    reservedBlocks: isReserved ? size / 2 / PREFIX_ADDRESSES - last : 0,
    otherBlocks: Math.max(0, Math.floor(singles / PREFIX_ADDRESSES) - spoiled - (isReserved ? 0 : last)),
    singles,
    keptByAws,
    controlPlane,
  };
}

/** Whether a subnet has enough addresses for nodes and pods. */
export function eksSubnetHolds(subnet: EksSubnet, need: EksSubnetNeed): boolean {
  const room = eksSubnetRoom(subnet, need.nodeSingles);
  const singles = room.keptByAws + room.controlPlane + need.nodeSingles;
  return singles <= room.singles && need.blocks <= room.reservedBlocks + room.otherBlocks;
}

function blocksOf(addresses: number): number {
  return Math.ceil(addresses / PREFIX_ADDRESSES);
}
