import type { PlatformModel } from '../model/platform-model';
import { placementRefusals } from '../model/scheduling';
import { sizeRefusals } from '../model/sizing';
import type { WorkloadFacts } from '../model/workload-facts';
import { type Breach, type Check, describeObject } from './check';

/** Pods that fit on no pool stay pending for ever, and an autoscaler does not help, because new nodes would not fit either. */
export const workloadFitsNoPool: Check = {
  id: 'workload-fits-no-pool',
  severity: 'error',
  title: 'every pod has a pool on whose nodes it may run and fits',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  run: (model) =>
    model.workloads.filter((workload) => workload.mostReplicas !== 0).flatMap((each) => judge(each, model)),
};

function judge(workload: WorkloadFacts, model: PlatformModel): Breach[] {
  const reasons: string[] = [];
  for (const pool of model.pools) {
    const refusals = [...placementRefusals(workload.pod, pool), ...sizeRefusals(workload, pool)];
    if (refusals.length === 0) return [];
    reasons.push(`pool '${pool.name}': ${refusals.join(', ')}`);
  }
  const why = reasons.length === 0 ? 'the cluster has no pools' : reasons.join('; ');
  return [
    {
      subject: describeObject(workload.object),
      message: `its pods would stay pending: ${why}; take the placement from 'renderPlacement', or ask for less`,
      object: workload.object,
    },
  ];
}
