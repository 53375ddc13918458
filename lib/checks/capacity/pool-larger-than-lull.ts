import { nodesLeft } from '../../analysis/connection-sizing';
import type { PoolModel } from '../../model/platform-model';
import { leastSize, lossOf, nodesOf, renderSize } from '../../specs/pool/load/pool-capacity';
import { minNodes } from '../../specs/pool/pool-size';
import type { Breach, Check } from '../check';

/**
 * Nodes that a pool keeps although its lull does not need them cost money every night. The check says how many the lull needs when a
 * zone is lost in it. A pool of fixed size is not judged, because its one number has to carry the peak.
 */
export const poolLargerThanLull: Check = {
  id: 'pool-larger-than-lull',
  severity: 'warning',
  title: "no pool keeps more nodes than the lull of its 'load' needs after the loss of one zone",
  source:
    'https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/manage-demand-and-supply-resources.html',
  run: ({ pools }) => pools.flatMap(judgePool),
};

function judgePool({ name, spec }: PoolModel): Breach[] {
  const { load, size, zones, scaling } = spec;
  const day = load?.day;
  const lull = load && nodesOf(load, day?.peakToTrough);
  if (day === undefined || lull === undefined || scaling.kind === 'fixed') return [];
  const enough = Math.max(leastSize(lull.nodes, size, zones.length), size.scope === 'total' ? zones.length : 1);
  if (size.min <= enough) return [];
  const kept = minNodes(spec);
  const message = `'size.min' keeps ${kept} nodes, ${nodesLeft(kept, zones.length)} ${lossOf(spec)}, but the lull takes ${lull.nodes} (${lull.sum}); lower it to ${renderSize(enough, size)}, and let the pool grow before its peak at ${day.peakAt} ${day.timeZone}`;
  return [{ subject: `pool '${name}'`, message }];
}
