import { nodesLeft } from '../../../analysis/connection-sizing';
import { type NodesForLoad, nodesBeforeLoss, nodesForLoad } from '../../../analysis/load-sizing';
import type { Problems } from '../../../values/problems';
import { MAX_NODES } from '../../scaling/scaling-fields';
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

/** Refuses a pool whose largest number of nodes cannot carry the peak after the loss of one zone. */
export function judgeCapacity(load: PoolLoad, spec: NodePoolSpec, problems: Problems): void {
  const peak = nodesOf(load);
  if (peak === undefined) return;
  const { property, stated, nodes } = peakNodesOf(spec);
  const left = nodesLeft(nodes, spec.zones.length);
  const own = spec.size.scope === 'per-zone' ? `${stated} x ${spec.zones.length} zones = ` : '';
  const rule = `leave the nodes that carry the peak of 'load' ${lossOf(spec)}, which takes ${peak.nodes} (${peak.sum})`;
  const got = `${own}${nodes} nodes, of which ${left} are left`;
  problems.require(left >= peak.nodes, property, rule, got, remedyFor(peak.nodes, spec));
}

function remedyFor(peak: number, { size, zones, scaling }: NodePoolSpec): string {
  const least = leastSize(peak, size, zones.length);
  if (least > MAX_NODES) return `spread the load over several pools, because a size is at most ${MAX_NODES}`;
  const raise = `raise it to ${renderSize(least, size)}`;
  return scaling.kind === 'fixed'
    ? `${raise}, or choose a scaling that adds nodes`
    : `${raise}, or take larger machines`;
}
