import { type NodesForLoad, nodesBeforeLoss, nodesForLoad } from '../../../analysis/load-sizing';
import type { NodePoolSpec } from '../node-pool-spec';
import { initialNodes, maxNodes, type PoolSize } from '../pool-size';
import type { PoolLoad } from './load-fields';

/** The nodes that a pool can have at its peak: all that its scaling may add, or the number that a fixed pool keeps. */
export interface PeakNodes {
  /** Path of the number in the input. */
  readonly property: 'size.max' | 'size.initial';
  /** The number as `size.scope` counts it. */
  readonly stated: number;
  /** Nodes of the whole pool. */
  readonly nodes: number;
}

/** The nodes that a pool can have at its peak. */
export function peakNodesOf(spec: NodePoolSpec): PeakNodes {
  const { size, scaling } = spec;
  return scaling.kind === 'fixed'
    ? { property: 'size.initial', stated: size.initial, nodes: initialNodes(spec) }
    : { property: 'size.max', stated: size.max, nodes: maxNodes(spec) };
}

/** What a pool loses in the worst case that the rules assume. */
export function lossOf({ zones }: NodePoolSpec): string {
  return `after the loss of one ${zones.length > 1 ? 'zone' : 'node'}`;
}

/** Nodes that the load takes at its peak, or in a lull that is smaller by `part`; undefined where the load of a node is not stated. */
export function nodesOf({ perNode, ...load }: PoolLoad, part = 1): NodesForLoad | undefined {
  return perNode && nodesForLoad({ ...load, perNode }, part);
}

/** Least number, as `size.scope` counts it, of which enough nodes are left after the loss of one zone. */
export function leastSize(left: number, size: PoolSize, zones: number): number {
  const nodes = nodesBeforeLoss(left, zones);
  return size.scope === 'per-zone' ? Math.ceil(nodes / zones) : nodes;
}

/** A number of nodes in messages: `3 for each zone`, or `9` of the whole pool. */
export function renderSize(stated: number, { scope }: PoolSize): string {
  return scope === 'per-zone' ? `${stated} for each zone` : String(stated);
}
