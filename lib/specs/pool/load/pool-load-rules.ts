import type { Problems } from '../../../values/problems';
import type { Datapath } from '../../machine/datapath';
import { judgeTimeOfDay, judgeTimeZone } from '../../time/week-window-rules';
import type { NodePoolMembers } from '../node-pool-fields';
import type { NodePoolSpec } from '../node-pool-spec';
import { judgeCapacity } from './capacity-rules';
import { judgeNodeLoad } from './load-rules';

/** A pool as its fields read it, the resolved spec, and the datapath of its cluster. */
export interface JudgedPoolLoad {
  readonly input: NodePoolMembers;
  readonly spec: NodePoolSpec;
  readonly datapath: Datapath;
}

/** Rules of a pool's load: its own members, then the kernel parameters and the size that have to carry it. */
export function judgePoolLoad({ input, spec, datapath }: JudgedPoolLoad, problems: Problems): void {
  const { load } = spec;
  // The rules of size and zones report a pool without nodes or zones.
  if (load === undefined || spec.size.max < 1 || spec.zones.length === 0) return;
  judgePlace(input, problems);
  const hasPerNode = judgePerNode(spec, problems);
  if (load.day !== undefined) {
    judgeTimeOfDay(load.day.peakAt, 'load.day.peakAt', problems);
    judgeTimeZone(load.day.timeZone, 'load.day.timeZone', problems);
  }
  judgeNodeLoad({ load, spec, datapath, property: input.load === undefined ? 'kernel.load' : 'load' }, problems);
  if (hasPerNode) judgeCapacity(load, spec, problems);
}

function judgePlace({ load, kernel }: NodePoolMembers, problems: Problems): void {
  if (load === undefined || kernel?.load === undefined) return;
  const remedy = "remove it, because 'load' of the pool has taken its place";
  problems.add('kernel.load', "not be stated beside 'load'", `${kernel.load.connections} connections`, remedy);
}

/** Rules of requests and of the load of a node; returns whether the pool's size can be judged. */
function judgePerNode({ load }: NodePoolSpec, problems: Problems): boolean {
  if (load === undefined) return false;
  const { requestsPerSecond: all, unpooledRequestsPerSecond: unpooled, perNode } = load;
  const some = `be at most 'load.requestsPerSecond' (${all}), of which they are a part`;
  const fewer = "correct one of them: 'requestsPerSecond' are all requests";
  problems.require(all === undefined || unpooled <= all, 'load.unpooledRequestsPerSecond', some, unpooled, fewer);
  if (perNode === undefined) return false;
  const hasAny = perNode.connections !== undefined || perNode.requestsPerSecond !== undefined;
  const either = "state 'connections', 'requestsPerSecond' or both";
  if (!problems.require(hasAny, 'load.perNode', either, 'neither', 'state what limits a node, or leave it out')) {
    return false;
  }
  return problems.require(
    all !== undefined || perNode.requestsPerSecond === undefined,
    'load.requestsPerSecond',
    "be given where 'load.perNode.requestsPerSecond' is",
    all,
    'state the requests of the whole pool at its peak',
  );
}
