/** Addresses that Google keeps in the primary range of a subnet. */
export const GOOGLE_RESERVED_ADDRESSES = 4;

/** Addresses of the node range kept free for internal balancers. */
export const INTERNAL_BALANCER_ADDRESSES = 8;

/** A pool's claim on the cluster's ranges. */
export interface GkePoolDemand {
  readonly name: string;
  /** Nodes over all zones, those that an upgrade adds included. */
  readonly nodes: number;
  readonly maxPods: number;
}

/** What a pool takes of the ranges. */
export interface GkePoolAddresses {
  readonly name: string;
  /** Nodes over all zones, those that an upgrade adds included. */
  readonly nodes: number;
  /** Pod addresses that GKE reserves for each node. */
  readonly podAddressesPerNode: number;
  readonly podAddresses: number;
}

/** What all pools take of the ranges, with the summands. */
export interface GkeAddresses {
  readonly pools: readonly GkePoolAddresses[];
  /** Of the pod range. */
  readonly podTotal: number;
  /** Of the node range. */
  readonly nodeTotal: number;
}

/**
 * Pod addresses that GKE reserves for a node: the power of two that holds twice its pods, so that an address is not used
 * again at once. 110 pods take 256, 64 take 128, 32 take 64.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
 */
export function gkePodAddressesPerNode(maxPods: number): number {
  return 2 ** Math.ceil(Math.log2(2 * maxPods));
}

/** Addresses that all pools of a GKE cluster take of the pod range and of the node range. */
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
