/** Load of a whole pool at its peak, and what one node carries of it. */
export interface SizedLoad {
  readonly connections: number;
  readonly requestsPerSecond: number | undefined;
  readonly perNode: { readonly connections: number | undefined; readonly requestsPerSecond: number | undefined };
}

/** Nodes that carry a load together, with the sums that show why. */
export interface NodesForLoad {
  readonly nodes: number;
  /** `1100000 connections / 32000 = 35 nodes`, and the same for requests. */
  readonly sum: string;
}

/**
 * Nodes that a load takes: by its connections or by its requests, whichever asks for more.
 *
 * @param part by how much the load is smaller than the stated peak: 4 for a quarter of it.
 */
export function nodesForLoad({ connections, requestsPerSecond, perNode }: SizedLoad, part = 1): NodesForLoad {
  const pairs = [
    { amount: connections, each: perNode.connections, unit: 'connections' },
    { amount: requestsPerSecond, each: perNode.requestsPerSecond, unit: 'requests/s' },
  ];
  const asked = pairs.flatMap(({ amount, each, unit }) => {
    if (amount === undefined || each === undefined) return [];
    const nodes = Math.ceil(amount / part / each);
    return [{ nodes, sum: `${amount} ${unit}${part === 1 ? '' : ` / ${part}`} / ${each} = ${nodes} nodes` }];
  });
  return {
    nodes: asked.reduce((most, { nodes }) => Math.max(most, nodes), 0),
    sum: asked.map(({ sum }) => sum).join(', '),
  };
}

/** Least number of nodes of which enough are left when the fullest zone is lost or, of a pool in one zone, when one node is lost. */
export function nodesBeforeLoss(left: number, zones: number): number {
  return zones > 1 ? Math.ceil((left * zones) / (zones - 1)) : left + 1;
}
