import { nodesLeft } from '../../../analysis/connection-sizing';
import type { Problems } from '../../../values/problems';
import { MAX_NODES } from '../../scaling/scaling-fields';
import type { NodePoolSpec } from '../node-pool-spec';
import type { PoolLoad } from './load-fields';
import { leastSize, lossOf, nodesOf, peakNodesOf, renderSize } from './pool-capacity';

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
