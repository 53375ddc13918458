import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import { defaultReplicas } from '../workload-spec';
import { leastReplicas } from './replica-counts';

/** Rules of one workload's `replicas` and `maxUnavailable`. */
export function judgeReplicas({ input, stated }: JudgedWorkload, problems: Problems): void {
  const { kind, maxUnavailable } = input;
  if (kind === 'daemon') {
    const remedy = 'leave it out; a daemon runs once on every node of its pools';
    problems.require(stated.replicas === undefined, 'replicas', 'be absent for a daemon', stated.replicas, remedy);
    return;
  }
  if (stated.maxUnavailable === undefined) return;
  const replicas = leastReplicas({ replicas: input.replicas ?? defaultReplicas(input) });
  const rule = `be a whole number of 1 to 'replicas' (${replicas})`;
  problems.require(maxUnavailable <= replicas, 'maxUnavailable', rule, maxUnavailable, "lower it, or raise 'replicas'");
}
