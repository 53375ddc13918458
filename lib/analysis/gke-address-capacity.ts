/** Addresses that Google keeps in the primary range of a subnet. */
export const GOOGLE_RESERVED_ADDRESSES = 4;

/** Addresses of the node range kept free for internal balancers. */
export const INTERNAL_BALANCER_ADDRESSES = 8;

/** A pool's claim on the cluster's ranges. */
export interface GkePoolDemand {
  readonly name: string;
  /** Nodes over all zones at most. */
  readonly maxNodes: number;
  readonly zones: number;
  /** Nodes that an upgrade adds per zone. */
  readonly maxSurge: number;
  readonly maxPods: number;
}

/** What a pool takes of the ranges. */
export interface GkePoolAddresses {
  readonly name: string;
  /** Nodes, those of a surge included. */
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

/** Addresses that all pools of a GKE cluster take, every pool at its largest and in a surge upgrade. */
export function gkeAddresses(pools: readonly GkePoolDemand[]): GkeAddresses {
  const claims = pools.map((pool) => {
    const nodes = pool.maxNodes + pool.maxSurge * pool.zones;
    const podAddressesPerNode = gkePodAddressesPerNode(pool.maxPods);
    return { name: pool.name, nodes, podAddressesPerNode, podAddresses: nodes * podAddressesPerNode };
  });
  const nodes = claims.reduce((sum, claim) => sum + claim.nodes, 0);
  return {
    pools: claims,
    podTotal: claims.reduce((sum, claim) => sum + claim.podAddresses, 0),
    nodeTotal: nodes + GOOGLE_RESERVED_ADDRESSES + INTERNAL_BALANCER_ADDRESSES,
  };
}
