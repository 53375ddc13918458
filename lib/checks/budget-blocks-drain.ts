import type { PlatformModel } from '../model/platform-model';
import { indexPods } from '../model/pod-index';
import { readAt, readText } from '../model/read-fields';
import { LASTING_KINDS, namespaceOf, type WorkloadFacts } from '../model/workload-facts';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type Breach, type Check, describeObject } from './check';

/** A budget that allows no eviction blocks upgrades, reboots and scale-in of every node that runs one of its pods. */
export const budgetBlocksDrain: Check = {
  id: 'budget-blocks-drain',
  severity: 'error',
  title: 'every disruption budget allows at least one eviction',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  run: (model) => {
    const selections = selectionsOf(model);
    const breaches = selections.flatMap(({ budget, workloads }) => {
      const zero = zeroOf(budget);
      return [
        ...(zero === undefined ? [] : [judgeZero(budget, zero, model)]),
        ...workloads.flatMap((workload) => judgeScale(budget, workload)),
        ...judgeLeast(budget, workloads),
        ...judgeAlone(budget, workloads.length),
      ];
    });
    return [...breaches, ...judgeTwins(selections)];
  },
};

interface Selection {
  readonly budget: KubernetesObject;
  readonly workloads: readonly WorkloadFacts[];
}

/** The workloads that each budget selects; a budget without a selector selects none. */
function selectionsOf(model: PlatformModel): Selection[] {
  const podsOf = indexPods(model.workloads);
  return model.disruptionBudgets.map((budget) => {
    const selector = readAt(budget, 'spec', 'selector');
    return { budget, workloads: selector === undefined ? [] : podsOf(namespaceOf(budget), selector) };
  });
}

/** The literal by which a budget allows no eviction, however many pods there are; undefined where it allows one. */
function zeroOf(budget: KubernetesObject): string | undefined {
  const [most, least] = [readAt(budget, 'spec', 'maxUnavailable'), readAt(budget, 'spec', 'minAvailable')];
  // The disruption controller allows nothing where neither is stated.
  if (most === undefined && least === undefined) return "it states neither 'maxUnavailable' nor 'minAvailable'";
  if (most === 0 || /^0+%$/.test(readText(most) ?? '')) return `its 'maxUnavailable' is ${most}`;
  return /^0*100%$/.test(readText(least) ?? '') ? `its 'minAvailable' is ${least}` : undefined;
}

function judgeZero(budget: KubernetesObject, zero: string, { cluster }: PlatformModel): Breach {
  const team = cluster.teams.find(({ name, admission }) => name === namespaceOf(budget) && admission === 'deny');
  const refused = team === undefined ? '' : `, and the admission policy of team '${team.name}' refuses the budget`;
  return breach(budget, `${zero}, so a drain may take no pod${refused}; allow at least 1 by maxUnavailable`);
}

function judgeTwins(selections: readonly Selection[]): Breach[] {
  const budgetOf = new Map<WorkloadFacts, KubernetesObject>();
  return selections.flatMap(({ budget, workloads }) =>
    workloads.flatMap((workload) => {
      const other = budgetOf.get(workload);
      budgetOf.set(workload, budget);
      if (other === undefined) return [];
      const names = `${describeObject(workload.object)} has ${describeObject(other)} too`;
      return [
        breach(
          budget,
          `${names}, and the API server refuses every eviction of a pod with two budgets; keep one of them`,
        ),
      ];
    }),
  );
}

function breach(budget: KubernetesObject, message: string): Breach {
  return { subject: describeObject(budget), message, object: budget };
}

function judgeAlone(budget: KubernetesObject, selectedCount: number): Breach[] {
  const warnings: string[] = [];
  if (selectedCount === 0)
    warnings.push('it selects no pods of the manifests; select pods by the label keelson.dev/workload');
  if (readText(readAt(budget, 'spec', 'unhealthyPodEvictionPolicy')) !== 'AlwaysAllow') {
    warnings.push(
      "one crash-looping pod blocks every drain of its node; set 'unhealthyPodEvictionPolicy' to AlwaysAllow",
    );
  }
  return warnings.map((message) => ({ ...breach(budget, message), severity: 'warning' }));
}

/** The disruption controller reads the wanted number of pods from the scale subresource, which daemons and jobs do not have. */
function judgeScale(budget: KubernetesObject, { kind, object }: WorkloadFacts): Breach[] {
  const target = describeObject(object);
  const isDaemon = kind === 'DaemonSet';
  if (!isDaemon && kind !== 'Job' && kind !== 'CronJob') return [];
  // A budget with a number of pods that stay needs no scale; a daemon needs no budget in any case.
  if (!isDaemon && typeof readAt(budget, 'spec', 'minAvailable') === 'number') return [];
  const remedy = isDaemon
    ? 'remove the budget, because drains leave daemons alone'
    : 'give its pods labels that the budget does not select';
  const when = isDaemon ? '' : ' while it runs';
  return [breach(budget, `${target} has no scale subresource, so no eviction is ever allowed${when}; ${remedy}`)];
}

/** Compares the pods that must stay with those that there are at least: an autoscaled workload counts with its minimum. */
function judgeLeast(budget: KubernetesObject, workloads: readonly WorkloadFacts[]): Breach[] {
  // A percentage of pods that may go is rounded up, so that only a literal of none blocks.
  if (zeroOf(budget) !== undefined || readAt(budget, 'spec', 'maxUnavailable') !== undefined) return [];
  const minAvailable = readAt(budget, 'spec', 'minAvailable');
  const sets = workloads.filter((workload) => LASTING_KINDS.includes(workload.kind) && workload.mostReplicas !== 0);
  const pods = sets.reduce((sum, set) => sum + leastOf(set), 0);
  if (pods === 0 || amount(minAvailable, pods) < pods) return [];
  const names = sets.map(({ object }) => describeObject(object)).join(', ');
  const isScaled = sets.some(({ autoscalers }) => autoscalers.length > 0);
  const least = isScaled ? ', as few as the autoscaler leaves,' : '';
  const wanted = `it wants ${minAvailable} of the ${pods} pods of ${names}${least} at all times`;
  return [breach(budget, `${wanted}, so no pod may be evicted; use 'maxUnavailable' instead`)];
}

/** Least number of pods of a workload that has any: an autoscaler that goes down to 0 comes back with one pod. */
function leastOf({ leastReplicas = 0 }: WorkloadFacts): number {
  return Math.max(1, leastReplicas);
}

/** A number, or a percentage of a whole, rounded up as Kubernetes does. */
function amount(value: unknown, whole: number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(readText(value) ?? '')?.[1];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * whole) / 100);
}
