/** Addresses that AWS keeps in every subnet: network, router, DNS, one for the future, broadcast. */
export const AWS_RESERVED_ADDRESSES = 5;

/** Addresses that EKS may take in a subnet for the interfaces of the control plane: 6 at least, 16 advised. */
export const EKS_CONTROL_PLANE_ADDRESSES = 16;

/** Addresses of a /28 prefix, the unit of prefix delegation. */
export const PREFIX_ADDRESSES = 16;

/** A pool's claim on one zone. */
export interface EksPoolDemand {
  readonly name: string;
  /** Nodes that may stand in the zone at once. */
  readonly maxNodes: number;
  /** Capacity allowed while the pool is replaced, in percent: 110 adds a tenth. */
  readonly maxHealthyPercent: number;
  readonly maxPods: number;
  readonly vcpu: number;
}

/** What a pool takes of a zone's subnet. */
export interface EksPoolAddresses {
  readonly name: string;
  /** Nodes, those of a rolling replacement included. */
  readonly nodes: number;
  readonly addressesPerNode: number;
  readonly addresses: number;
}

/** What all pools take of a zone's subnet, with the summands. */
export interface EksZoneAddresses {
  readonly pools: readonly EksPoolAddresses[];
  readonly total: number;
}

/**
 * Addresses that nodes and pods take of one zone's private subnet.
 *
 * With prefix delegation a node holds the prefixes that its pods fill and one warm prefix, and its own addresses spoil one
 * more /28 block, because a prefix needs an aligned block that is free as a whole. Without it a node holds an address per
 * pod, one of its own, and a warm interface.
 *
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html
 */
export function eksZoneAddresses(pools: readonly EksPoolDemand[], prefixDelegation: boolean): EksZoneAddresses {
  const claims = pools.map((pool) => {
    const nodes = Math.ceil((pool.maxNodes * pool.maxHealthyPercent) / 100);
    const addressesPerNode = prefixDelegation ? withPrefixes(pool.maxPods) : withSingleAddresses(pool);
    return { name: pool.name, nodes, addressesPerNode, addresses: nodes * addressesPerNode };
  });
  const demand = claims.reduce((sum, claim) => sum + claim.addresses, 0);
  return { pools: claims, total: AWS_RESERVED_ADDRESSES + EKS_CONTROL_PLANE_ADDRESSES + demand };
}

function withPrefixes(maxPods: number): number {
  const filled = Math.ceil(maxPods / PREFIX_ADDRESSES);
  const warm = 1;
  const ownBlock = 1;
  return PREFIX_ADDRESSES * (filled + warm + ownBlock);
}

function withSingleAddresses(pool: EksPoolDemand): number {
  return 1 + pool.maxPods + warmInterfaceAddresses(pool.vcpu);
}

/** Addresses of one interface, as the common families have them by size. */
function warmInterfaceAddresses(vcpu: number): number {
  if (vcpu <= 2) return 10;
  if (vcpu <= 8) return 15;
  return vcpu <= 48 ? 30 : 50;
}
