import type { PlatformModel } from '../../model/platform-model';
import { indexPods } from '../../model/pod-index';
import { readAt, readText } from '../../model/read-fields';
import { LASTING_KINDS, namespaceOf, type WorkloadFacts } from '../../model/workload-facts';
import type { KubernetesObject } from '../../values/kubernetes-object';

/** A disruption budget with what it selects. */
export interface BudgetSelection {
  /** The budget as the manifest states it. */
  readonly budget: KubernetesObject;
  /** Everything that starts pods which the budget selects. */
  readonly workloads: readonly WorkloadFacts[];
}

/** The workloads that each budget selects; a budget without a selector selects none. */
export function selectionsOf(model: PlatformModel): BudgetSelection[] {
  const podsOf = indexPods(model.workloads);
  return model.disruptionBudgets.map((budget) => {
    const selector = readAt(budget, 'spec', 'selector');
    return { budget, workloads: selector === undefined ? [] : podsOf(namespaceOf(budget), selector) };
  });
}

/** The selected workloads whose pods run until somebody removes them, without those that are switched off. */
export function lastingOf({ workloads }: BudgetSelection): readonly WorkloadFacts[] {
  return workloads.filter(({ kind, mostReplicas }) => LASTING_KINDS.includes(kind) && mostReplicas !== 0);
}

/** The literal by which a budget allows no eviction, however many pods there are; undefined where it allows one. */
export function zeroOf(budget: KubernetesObject): string | undefined {
  const [most, least] = [readAt(budget, 'spec', 'maxUnavailable'), readAt(budget, 'spec', 'minAvailable')];
  // The disruption controller allows nothing where neither is stated.
  if (most === undefined && least === undefined) return "it states neither 'maxUnavailable' nor 'minAvailable'";
  if (most === 0 || /^0+%$/.test(readText(most) ?? '')) return `its 'maxUnavailable' is ${most}`;
  return /^0*100%$/.test(readText(least) ?? '') ? `its 'minAvailable' is ${least}` : undefined;
}

/** Pods that a budget allows to be away, where there are so many of them; below 0 where it wants more than there are. */
export function allowedOf(budget: KubernetesObject, pods: number): number {
  const most = readAt(budget, 'spec', 'maxUnavailable');
  return most === undefined ? pods - amount(readAt(budget, 'spec', 'minAvailable'), pods) : amount(most, pods);
}

/** Least number of pods of workloads that have any: an autoscaler that goes down to 0 comes back with one pod. */
export function leastPods(workloads: readonly WorkloadFacts[]): number {
  return workloads.reduce((sum, { leastReplicas = 0 }) => sum + Math.max(1, leastReplicas), 0);
}

/** A number, or a percentage of a whole, rounded up as Kubernetes does. */
function amount(value: unknown, whole: number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(readText(value) ?? '')?.[1];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * whole) / 100);
}
