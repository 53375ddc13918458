import { indexPods, type PodIndex } from '../../model/pod-index';
import { readAt } from '../../model/read-fields';
import type { WorkloadFacts } from '../../model/workload-facts';
import { type Breach, type Check, describeObject } from '../check';

/**
 * An autoscaler reads the metrics of all pods that the selector of its target selects, not only of those that its target started. If the
 * pods of another autoscaled workload are among these, both autoscalers stop with the condition AmbiguousSelector; pods that no autoscaler
 * sets, such as those of a Job with the workload's label, distort its average.
 */
export const hpaSelectorOverlap: Check = {
  id: 'hpa-selector-overlap',
  severity: 'error',
  title: 'the selector of an autoscaled workload selects its own pods only',
  source: 'https://github.com/kubernetes/kubernetes/pull/112011',
  run: ({ workloads }) => {
    const podsOf = indexPods(workloads);
    return workloads.filter(({ autoscalers }) => autoscalers.length > 0).flatMap((each) => judge(each, podsOf));
  },
};

function judge(workload: WorkloadFacts, podsOf: PodIndex): Breach[] {
  const { object, namespace, autoscalers } = workload;
  const selector = readAt(object, 'spec', 'selector');
  if (selector === undefined) return [];
  return podsOf(namespace, selector)
    .filter((other) => other !== workload)
    .map((other) => {
      const theirs = describeObject(other.object);
      const what = `its selector selects the pods of ${theirs} too`;
      const remedy =
        'give the pods of each a label of their own, and select by that; selectors are immutable, so that means a new object';
      if (other.autoscalers.length > 0) {
        const message = `${what}, which is autoscaled as well, so both autoscalers stop (AmbiguousSelector); ${remedy}`;
        return { subject: describeObject(object), message, object };
      }
      const ours = autoscalers.map((each) => describeObject(each.object)).join(', ');
      const message = `${what}, so ${ours} counts their metrics among those of its own; ${remedy}`;
      return { subject: describeObject(object), message, object, severity: 'warning' };
    });
}
