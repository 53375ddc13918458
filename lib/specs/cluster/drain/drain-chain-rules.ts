import { renderNeeds } from '../../../analysis/drain-chain';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { JudgedCluster } from '../judged-cluster';
import { drainChains } from './drain-chains';
import { fits } from './drain-steps';

/** Refuses workloads whose pods would be killed with their node, or whose drain would be given up, before the pods have ended. */
export function judgeDrainChains({ spec: cluster, isSound }: JudgedCluster, problems: Problems): void {
  const inverted = drainChains(cluster).flatMap(({ workload, steps }) =>
    steps.filter((step) => !fits(step)).map((step) => ({ workload, step })),
  );
  const told = new Set<string>();
  for (const { workload, step } of inverted) {
    const index = cluster.workloads.indexOf(workload);
    // One limit can end the pods in several events, which would repeat the message.
    const key = `${index} ${step.rule}`;
    if (told.has(key)) continue;
    told.add(key);
    const own = problems.at(partSubject('workload', workload, index));
    if (isSound(own)) own.add('shutdown', step.rule, renderNeeds(step), step.remedy);
  }
}
