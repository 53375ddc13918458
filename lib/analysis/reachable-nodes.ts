/** A pool that grows. */
export interface GrowingPool {
  /** Nodes that it has for certain. */
  readonly from: number;
  /** Nodes at most. */
  readonly to: number;
  /** What one node takes, in any unit that all pools share. */
  readonly cost: number;
}

/** How far pools can grow. */
export interface ReachableNodes {
  /** Nodes that fit. */
  readonly reachable: number;
  /** Nodes at most, whether they fit or not. */
  readonly most: number;
}

/**
 * Nodes of all pools together that fit in whatever order the pools grow, since what fits of the dearest further nodes fits of any
 * others. Where nodes have a surge that is rounded up for each pool, it can be a node less for each further pool.
 *
 * @param fits of a number of nodes for each pool, in their order; more nodes never fit where fewer do not.
 */
export function reachableNodes(pools: readonly GrowingPool[], fits: (nodes: readonly number[]) => boolean): number {
  const dearest = pools.map((_, index) => index).sort((left, right) => costAt(pools, right) - costAt(pools, left));
  const grown = (further: number): readonly number[] => {
    let left = further;
    const nodes = pools.map(({ from }) => from);
    for (const index of dearest) {
      const { from, to } = pools[index] ?? { from: 0, to: 0 };
      const added = Math.min(left, to - from);
      nodes[index] = from + added;
      left -= added;
    }
    return nodes;
  };
  let [sure, most] = [0, pools.reduce((sum, { from, to }) => sum + to - from, 0)];
  while (sure < most) {
    const middle = Math.ceil((sure + most) / 2);
    if (fits(grown(middle))) sure = middle;
    else most = middle - 1;
  }
  return pools.reduce((sum, { from }) => sum + from, sure);
}

function costAt(pools: readonly GrowingPool[], index: number): number {
  return pools[index]?.cost ?? 0;
}
