import { selects } from '../model/label-selector';
import type { PlatformModel } from '../model/platform-model';
import { readAt, readText } from '../model/read-fields';
import { namespaceOf, type WorkloadFacts } from '../model/workload-facts';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type Breach, type Check, describeObject } from './check';

/** One such budget stops node upgrades, reboots and scale-in of every node that has a pod of it. */
export const budgetBlocksDrain: Check = {
  id: 'budget-blocks-drain',
  severity: 'error',
  title: 'every disruption budget leaves a drain something to take',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  run: (model) => {
    const budgetsOf = new Map<WorkloadFacts, KubernetesObject[]>();
    return model.disruptionBudgets.flatMap((budget) => {
      const selected = (model.workloadsByNamespace.get(namespaceOf(budget)) ?? []).filter(({ pod }) => {
        return selects(readAt(budget, 'spec', 'selector'), pod.labels);
      });
      return judge(budget, selected, budgetsOf, model);
    });
  },
};

function judge(
  budget: KubernetesObject,
  selected: readonly WorkloadFacts[],
  budgetsOf: Map<WorkloadFacts, KubernetesObject[]>,
  model: PlatformModel,
): Breach[] {
  const subject = describeObject(budget);
  const twins = selected.flatMap((workload) => {
    const others = budgetsOf.get(workload) ?? [];
    budgetsOf.set(workload, [...others, budget]);
    return others.map(
      (other) =>
        `${describeObject(workload.object)} has ${describeObject(other)} too, and an eviction of a pod with two budgets fails; keep one`,
    );
  });
  const problems = selected.flatMap((workload) => judgeWorkload(budget, workload, model));
  const errors = [...twins, ...problems].map((message) => ({ subject, message, object: budget }));
  return [...errors, ...judgeAlone(budget, selected.length)];
}

function judgeAlone(budget: KubernetesObject, selectedCount: number): Breach[] {
  const subject = describeObject(budget);
  const warnings: Breach[] = [];
  const warn = (message: string) => warnings.push({ subject, message, object: budget, severity: 'warning' });
  if (selectedCount === 0) warn('it selects no pods of the manifests; select on the label keelson.dev/workload');
  if (readText(readAt(budget, 'spec', 'unhealthyPodEvictionPolicy')) !== 'AlwaysAllow') {
    warn("one crash-looping pod blocks every drain of its node; set 'unhealthyPodEvictionPolicy' to AlwaysAllow");
  }
  return warnings;
}

function judgeWorkload(budget: KubernetesObject, workload: WorkloadFacts, model: PlatformModel): string[] {
  const target = describeObject(workload.object);
  const minAvailable = readAt(budget, 'spec', 'minAvailable');
  const maxUnavailable = readAt(budget, 'spec', 'maxUnavailable');
  if (workload.kind === 'DaemonSet') {
    // The disruption controller asks the scale subresource how many pods are wanted; a DaemonSet has none.
    return [
      `${target} has no scale subresource, so no eviction is ever allowed; leave the budget out, drains skip daemons`,
    ];
  }
  if (maxUnavailable !== undefined) {
    // A percentage is rounded up, so only none at all blocks.
    return amount(maxUnavailable, 100) > 0 ? [] : [`it lets no pod of ${target} go; allow at least 1`];
  }
  const isScaled = model.autoscaledWorkloads.has(`${workload.kind} ${workload.namespace}/${workload.name}`);
  const replicas = workload.replicas ?? 0;
  if (isScaled || replicas === 0 || amount(minAvailable, replicas) < replicas) return [];
  return [
    `it wants ${minAvailable} of the ${replicas} pods of ${target} at all times, so none may go; use maxUnavailable`,
  ];
}

/** A number, or a percentage of a whole, rounded up as Kubernetes does. */
function amount(value: unknown, whole: number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(readText(value) ?? '')?.[1];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * whole) / 100);
}
