import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import { isDaemonKind } from '../traffic/proxy-spec';
import { statesService, type WorkloadMembers } from '../workload-fields';
import { defaultReplicas } from '../workload-spec';
import { judgeRange } from './range-rules';
import { leastReplicas } from './replica-counts';

/** Rules of one workload's `replicas`, `singleBecause` and `maxUnavailable`, apart from the room that pods need. */
export function judgeReplicas(judged: JudgedWorkload, problems: Problems): void {
  const { input, stated } = judged;
  if (isDaemonKind(input.kind)) {
    const remedy = 'leave it out; a daemon runs once on every node of its pools';
    problems.require(stated.replicas === undefined, 'replicas', 'be absent for a daemon', stated.replicas, remedy);
    return;
  }
  if (typeof input.replicas === 'object') judgeRange(input.replicas, judged, problems);
  judgeSingle(judged, problems);
  if (stated.maxUnavailable === undefined) return;
  const least = leastOf(input);
  const rule = `be a whole number of 1 to '${leastProperty(input)}' (${least})`;
  const remedy = `lower it, or raise '${leastProperty(input)}'`;
  problems.require(input.maxUnavailable <= least, 'maxUnavailable', rule, input.maxUnavailable, remedy);
}

/** A single pod is missing whenever its node drains, so that a service of production has another one. */
function judgeSingle({ input, surroundings }: JudgedWorkload, problems: Problems): void {
  const { singleBecause } = input;
  const hasReason = singleBecause === undefined || singleBecause.trim() !== '';
  problems.require(hasReason, 'singleBecause', 'give a reason', singleBecause, 'write why one pod is enough');
  if (surroundings.tier !== 'production' || !statesService(input) || singleBecause !== undefined) return;
  const least = leastOf(input);
  const remedy = "raise it, or say in 'singleBecause' why the service may be missing while its node drains";
  if (!problems.require(least >= 2, leastProperty(input), 'be at least 2 in production', least, remedy)) return;
  const { maxUnavailable } = input;
  // A number above the least one is refused for every tier.
  const bound = `be below '${leastProperty(input)}' (${least}) in production: a drain could take every pod at once`;
  const ways = `lower it to ${least - 1}, raise '${leastProperty(input)}', or say in 'singleBecause' why the service may be missing`;
  problems.require(maxUnavailable !== least, 'maxUnavailable', bound, maxUnavailable, ways);
}

function leastOf(input: WorkloadMembers): number {
  return leastReplicas({ replicas: input.replicas ?? defaultReplicas(input) });
}

function leastProperty({ replicas }: WorkloadMembers): string {
  return typeof replicas === 'object' ? 'replicas.min' : 'replicas';
}
