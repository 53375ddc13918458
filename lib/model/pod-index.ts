import { groupBy } from './group-by';
import { readAt, readTexts } from './read-fields';
import { selects } from './selector-match';
import type { WorkloadFacts } from './workload-facts';

/** Finds the workloads whose pods a label selector selects, without a look at every pod for every selector. */
export type PodIndex = (namespace: string, selector: unknown) => readonly WorkloadFacts[];

/**
 * Orders workloads by the labels of their pods. A selector with `matchLabels` is compared only with the pods that have the rarest of its
 * labels; one without is compared with all pods of its namespace.
 */
export function indexPods(workloads: readonly WorkloadFacts[]): PodIndex {
  const byNamespace = groupBy(workloads, ({ namespace }) => namespace);
  const byLabel = new Map<string, WorkloadFacts[]>();
  for (const workload of workloads) {
    for (const [label, value] of Object.entries(workload.pod.labels)) {
      const key = labelKey(workload.namespace, label, value);
      const group = byLabel.get(key);
      if (group === undefined) byLabel.set(key, [workload]);
      else group.push(workload);
    }
  }
  return (namespace, selector) => {
    const candidates = Object.entries(readTexts(readAt(selector, 'matchLabels')))
      .map(([label, value]) => byLabel.get(labelKey(namespace, label, value)) ?? [])
      .reduce<readonly WorkloadFacts[] | undefined>(
        (fewest, each) => (fewest === undefined || each.length < fewest.length ? each : fewest),
        undefined,
      );
    return (candidates ?? byNamespace.get(namespace) ?? []).filter(({ pod }) => selects(selector, pod.labels));
  };
}

function labelKey(namespace: string, label: string, value: string): string {
  return `${namespace} ${label}=${value}`;
}
