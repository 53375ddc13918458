/** A pool between its initial and its maximum size. */
export interface GrowingPool {
  /** Number of nodes at the beginning. */
  readonly from: number;
  /** Most nodes. */
  readonly to: number;
  /** Addresses or blocks of one node, in a unit that all pools share. */
  readonly cost: number;
}

/** How far the pools of a network can grow. */
export interface ReachableNodes {
  /** Number of nodes for which there are addresses. */
  readonly reachable: number;
  /** Most nodes that the pools allow, with or without addresses. */
  readonly most: number;
}

/**
 * Number of nodes of all pools together that fit, whichever pools grow first: the calculation adds the nodes with the highest cost
 * first, because any other nodes of the same number then fit too. Where each pool has a surge that is rounded up, the true number can
 * be smaller by one node for each further pool.
 *
 * @param fits whether a number of nodes for each pool fits; must not be true for more nodes where it is false for fewer.
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
