import { groupBy } from '../model/group-by';
import type { PlatformModel } from '../model/platform-model';
import { readAt, readText } from '../model/read-fields';
import { selects } from '../model/selector-match';
import { namespaceOf, type WorkloadFacts } from '../model/workload-facts';
import { WORKLOAD_LABEL } from '../specs/labels';
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
        ...workloads.flatMap((workload) => judgeWorkload(budget, workload, model)),
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

/** The workloads that each budget selects; a budget that names a workload by keelson's label is compared with that workload only. */
function selectionsOf(model: PlatformModel): Selection[] {
  const byLabel = groupBy(model.workloads, ({ namespace, workload }) => `${namespace}/${workload ?? ''}`);
  return model.disruptionBudgets.map((budget) => {
    const selector = readAt(budget, 'spec', 'selector');
    const named = readText(readAt(selector, 'matchLabels', WORKLOAD_LABEL));
    const namespace = namespaceOf(budget);
    const candidates =
      named === undefined ? model.workloadsByNamespace.get(namespace) : byLabel.get(`${namespace}/${named}`);
    return { budget, workloads: (candidates ?? []).filter(({ pod }) => selects(selector, pod.labels)) };
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

function judgeWorkload(budget: KubernetesObject, workload: WorkloadFacts, model: PlatformModel): Breach[] {
  const target = describeObject(workload.object);
  if (workload.kind === 'DaemonSet') {
    // The disruption controller reads the wanted number of pods from the scale subresource, which a DaemonSet does not have.
    const why =
      'has no scale subresource, so no eviction is ever allowed; remove the budget, because drains leave daemons alone';
    return [breach(budget, `${target} ${why}`)];
  }
  // A percentage of pods that may go is rounded up, so that only a literal of none blocks.
  if (zeroOf(budget) !== undefined || readAt(budget, 'spec', 'maxUnavailable') !== undefined) return [];
  const minAvailable = readAt(budget, 'spec', 'minAvailable');
  const isScaled = model.autoscaledWorkloads.has(`${workload.kind} ${workload.namespace}/${workload.name}`);
  const replicas = workload.replicas ?? 0;
  if (isScaled || replicas === 0 || amount(minAvailable, replicas) < replicas) return [];
  const wanted = `it wants ${minAvailable} of the ${replicas} pods of ${target} at all times`;
  return [breach(budget, `${wanted}, so no pod may be evicted; use 'maxUnavailable' instead`)];
}

/** A number, or a percentage of a whole, rounded up as Kubernetes does. */
function amount(value: unknown, whole: number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(readText(value) ?? '')?.[1];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * whole) / 100);
}
