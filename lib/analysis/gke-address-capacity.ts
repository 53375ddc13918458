/** Addresses that Google reserves in the primary range of a subnet. */
export const GOOGLE_RESERVED_ADDRESSES = 4;

/** Addresses of the node range that are counted for internal load balancers. */
export const INTERNAL_BALANCER_ADDRESSES = 8;

/** A pool whose addresses in the cluster's ranges are calculated. */
export interface GkePoolDemand {
  readonly name: string;
  /** Nodes of all zones, including those that an upgrade adds. */
  readonly nodes: number;
  readonly maxPods: number;
}

/** Addresses of a pool in the cluster's ranges. */
export interface GkePoolAddresses {
  readonly name: string;
  /** Nodes of all zones, including those that an upgrade adds. */
  readonly nodes: number;
  /** Pod addresses that GKE reserves for each node. */
  readonly podAddressesPerNode: number;
  readonly podAddresses: number;
}

/** Addresses of all pools in the cluster's ranges, with the summands. */
export interface GkeAddresses {
  readonly pools: readonly GkePoolAddresses[];
  /** Addresses that are needed in the pod range. */
  readonly podTotal: number;
  /** Addresses that are needed in the node range. */
  readonly nodeTotal: number;
}

/**
 * Pod addresses that GKE reserves for a node: the smallest power of two that is at least twice its pods, so that the address of a
 * deleted pod is not reused immediately. 110 pods take 256, 64 take 128, 32 take 64.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
 */
export function gkePodAddressesPerNode(maxPods: number): number {
  return 2 ** Math.ceil(Math.log2(2 * maxPods));
}

/** Addresses that all pools of a GKE cluster need in the pod range and in the node range. */
export function gkeAddresses(pools: readonly GkePoolDemand[]): GkeAddresses {
  const claims = pools.map(({ name, nodes, maxPods }) => {
    const podAddressesPerNode = gkePodAddressesPerNode(maxPods);
    return { name, nodes, podAddressesPerNode, podAddresses: nodes * podAddressesPerNode };
  });
  const nodes = claims.reduce((sum, claim) => sum + claim.nodes, 0);
  return {
    pools: claims,
    podTotal: claims.reduce((sum, claim) => sum + claim.podAddresses, 0),
    nodeTotal: nodes + GOOGLE_RESERVED_ADDRESSES + INTERNAL_BALANCER_ADDRESSES,
  };
}
