import type { PlatformModel } from '../../model/platform-model';
import { readAt, readText } from '../../model/read-fields';
import { namespaceOf, type WorkloadFacts } from '../../model/workload-facts';
import type { KubernetesObject } from '../../values/kubernetes-object';
import { type Breach, type Check, describeObject } from '../check';
import { renderBlocked } from './blocked-events';
import { allowedOf, type BudgetSelection, lastingOf, leastPods, selectionsOf, zeroOf } from './budgets';

/** A budget that allows no eviction blocks upgrades, reboots and scale-in of every node that runs one of its pods. */
export const budgetBlocksDrain: Check = {
  id: 'budget-blocks-drain',
  severity: 'error',
  title: 'every disruption budget allows at least one eviction',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  run: (model) => {
    const selections = selectionsOf(model);
    const breaches = selections.flatMap((selection) => [
      ...judgeZero(selection, model),
      ...selection.workloads.flatMap((workload) => judgeScale(selection.budget, workload, model)),
      ...judgeLeast(selection, model),
      ...judgeAlone(selection),
    ]);
    return [...breaches, ...judgeTwins(selections, model)];
  },
};

function judgeZero({ budget, workloads }: BudgetSelection, model: PlatformModel): Breach[] {
  const zero = zeroOf(budget);
  if (zero === undefined) return [];
  const { teams } = model.cluster;
  const team = teams.find(({ name, admission }) => name === namespaceOf(budget) && admission === 'deny');
  const refused = team === undefined ? '' : `, and the admission policy of team '${team.name}' refuses the budget`;
  // A daemon has a breach of its own, and drains leave it on its node.
  const evicted = workloads.filter(({ kind }) => kind !== 'DaemonSet');
  const blocked = renderBlocked(evicted, model);
  return [
    breach(budget, `${zero}, so a drain may take no pod${blocked}${refused}; allow at least 1 by maxUnavailable`),
  ];
}

function judgeTwins(selections: readonly BudgetSelection[], model: PlatformModel): Breach[] {
  const budgetOf = new Map<WorkloadFacts, KubernetesObject>();
  return selections.flatMap(({ budget, workloads }) =>
    workloads.flatMap((workload) => {
      const other = budgetOf.get(workload);
      budgetOf.set(workload, budget);
      if (other === undefined) return [];
      const names = `${describeObject(workload.object)} has ${describeObject(other)} too`;
      const blocked = workload.kind === 'DaemonSet' ? '' : renderBlocked([workload], model);
      const refused = `the API server refuses every eviction of a pod with two budgets${blocked}`;
      return [breach(budget, `${names}, and ${refused}; keep one of them`)];
    }),
  );
}

function breach(budget: KubernetesObject, message: string): Breach {
  return { subject: describeObject(budget), message, object: budget };
}

function judgeAlone({ budget, workloads }: BudgetSelection): Breach[] {
  const warnings: string[] = [];
  if (workloads.length === 0)
    warnings.push('it selects no pods of the manifests; select pods by the label keelson.dev/workload');
  if (readText(readAt(budget, 'spec', 'unhealthyPodEvictionPolicy')) !== 'AlwaysAllow') {
    warnings.push(
      "one crash-looping pod blocks every drain of its node; set 'unhealthyPodEvictionPolicy' to AlwaysAllow",
    );
  }
  return warnings.map((message) => ({ ...breach(budget, message), severity: 'warning' }));
}

/** The disruption controller reads the wanted number of pods from the scale subresource, which daemons and jobs do not have. */
function judgeScale(budget: KubernetesObject, workload: WorkloadFacts, model: PlatformModel): Breach[] {
  const { kind, object } = workload;
  const target = describeObject(object);
  const isDaemon = kind === 'DaemonSet';
  if (!isDaemon && kind !== 'Job' && kind !== 'CronJob') return [];
  // A budget with a number of pods that stay needs no scale; a daemon needs no budget in any case.
  if (!isDaemon && typeof readAt(budget, 'spec', 'minAvailable') === 'number') return [];
  const remedy = isDaemon
    ? 'remove the budget, because drains leave daemons alone'
    : 'give its pods labels that the budget does not select';
  const when = isDaemon ? '' : ` while it runs${renderBlocked([workload], model)}`;
  return [breach(budget, `${target} has no scale subresource, so no eviction is ever allowed${when}; ${remedy}`)];
}

/** Compares the pods that must stay with those that there are at least: an autoscaled workload counts with its minimum. */
function judgeLeast(selection: BudgetSelection, model: PlatformModel): Breach[] {
  const { budget } = selection;
  // A percentage of pods that may go is rounded up, so that only a literal of none blocks.
  if (zeroOf(budget) !== undefined || readAt(budget, 'spec', 'maxUnavailable') !== undefined) return [];
  const sets = lastingOf(selection);
  const pods = leastPods(sets);
  if (pods === 0 || allowedOf(budget, pods) > 0) return [];
  const names = sets.map(({ object }) => describeObject(object)).join(', ');
  const isScaled = sets.some(({ autoscalers }) => autoscalers.length > 0);
  const least = isScaled ? ', as few as the autoscaler leaves,' : '';
  const minAvailable = readAt(budget, 'spec', 'minAvailable');
  const wanted = `it wants ${minAvailable} of the ${pods} pods of ${names}${least} at all times`;
  const blocked = renderBlocked(sets, model);
  return [breach(budget, `${wanted}, so no pod may be evicted${blocked}; use 'maxUnavailable' instead`)];
}
