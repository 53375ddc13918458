import type { PlatformModel } from '../../model/platform-model';
import { type Resources, readResources } from '../../model/pod-requests';
import { readAt, readMap, readQuantity } from '../../model/read-fields';
import { rolloutOf } from '../../model/rollout-pods';
import { namespaceOf, type WorkloadFacts } from '../../model/workload-facts';
import { minNodes } from '../../specs/pool/pool-size';
import type { KubernetesObject } from '../../values/kubernetes-object';
import { renderGib } from '../../values/quantity';
import { type Breach, type Check, describeObject } from '../check';

/**
 * Pods above the quota of a namespace never start, and the API server reports that only in the events of their ReplicaSet.
 *
 * The requests of all workloads at their most must fit, or the finding is an error: an autoscaled workload counts with its maximum, a daemon
 * once per node. Of rollouts only the largest is added, because a quota for the rollout of everything at once is rare: a Deployment adds
 * its surge and the old pods that are still ending. If that does not fit, the rollout takes longer, which is a warning; if not even one
 * new pod fits and no old one may go first, no rollout ever begins, which is an error.
 */
export const quotaRefusesPods: Check = {
  id: 'quota-refuses-pods',
  severity: 'error',
  title: 'the pods of a namespace stay within its quota',
  source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  run: (model) => {
    return (
      model.resourceQuotas
        // A quota with a scope counts only some of the pods, so it is left out.
        .filter((quota) => Object.keys(readMap(readAt(quota, 'spec', 'scopeSelector'))).length === 0)
        .filter((quota) => readAt(quota, 'spec', 'scopes') === undefined)
        .flatMap((quota) => judge(quota, model.workloadsByNamespace.get(namespaceOf(quota)) ?? [], model))
    );
  },
};

/** A workload with its numbers of pods. */
interface Counted {
  readonly workload: WorkloadFacts;
  readonly least: number;
  readonly most: number;
}

/** Something that a quota limits, and what one pod of a workload takes of it. */
interface Limit {
  readonly name: string;
  readonly allowed: number | undefined;
  readonly each: (requests: Resources) => number;
  readonly render: (amount: number) => string;
}

function judge(quota: KubernetesObject, workloads: readonly WorkloadFacts[], model: PlatformModel): Breach[] {
  const counted = workloads.map((workload) => count(workload, model));
  return limitsOf(quota).flatMap((limit) => {
    const { allowed, name, render, each } = limit;
    if (allowed === undefined) return [];
    const wanted = counted.reduce((sum, { workload, most }) => sum + most * each(workload.pod.requests), 0);
    if (wanted <= allowed) return judgeRollouts(quota, counted, limit);
    const message = `the manifests of the namespace ask for ${render(wanted)} of '${name}', but its quota allows ${render(allowed)}; raise the quota, or ask for less`;
    return [{ subject: describeObject(quota), message, object: quota }];
  });
}

function limitsOf(quota: KubernetesObject): readonly Limit[] {
  const hard = readMap(readAt(quota, 'spec', 'hard'));
  const allowed = readResources({
    cpu: hard['requests.cpu'] ?? hard['cpu'],
    memory: hard['requests.memory'] ?? hard['memory'],
  });
  return [
    { name: 'pods', allowed: readQuantity(hard['pods']), each: () => 1, render: String },
    {
      name: 'requests.cpu',
      allowed: allowed.cpuMillis,
      each: ({ cpuMillis }) => cpuMillis,
      render: (millis) => `${millis}m`,
    },
    {
      name: 'requests.memory',
      allowed: allowed.memoryBytes,
      each: ({ memoryBytes }) => memoryBytes,
      render: renderGib,
    },
  ];
}

/** Numbers of pods of a workload; a daemon has one on each node of its pools. */
function count(workload: WorkloadFacts, model: PlatformModel): Counted {
  const { leastReplicas, mostReplicas } = workload;
  if (leastReplicas !== undefined && mostReplicas !== undefined)
    return { workload, least: leastReplicas, most: mostReplicas };
  const pools = model.pools.filter((pool) => pool.daemons.includes(workload));
  const least = pools.reduce((sum, { spec }) => sum + minNodes(spec), 0);
  return { workload, least, most: pools.reduce((sum, { maxNodes }) => sum + maxNodes, 0) };
}

function judgeRollouts(quota: KubernetesObject, counted: readonly Counted[], limit: Limit): Breach[] {
  const stuck = stuckRollouts(quota, counted, limit);
  return stuck.length > 0 ? stuck : slowRollout(quota, counted, limit);
}

/** Rollouts that cannot begin even when every workload has its least number of pods, and no job runs. */
function stuckRollouts(quota: KubernetesObject, counted: readonly Counted[], limit: Limit): Breach[] {
  const { name, allowed = 0, each, render } = limit;
  const running = counted
    .filter(({ workload }) => workload.kind !== 'Job' && workload.kind !== 'CronJob')
    .reduce((sum, { workload, least }) => sum + least * each(workload.pod.requests), 0);
  return counted.flatMap(({ workload, most }) => {
    const one = each(workload.pod.requests);
    const { surge, missing } = rolloutOf(workload, most);
    if (surge === 0 || missing > 0 || running + one <= allowed) return [];
    const { object } = workload;
    const sum = `${render(running)} that run and ${render(one)} of the first new pod are ${render(running + one)}`;
    const message = `no rollout of it ever begins: ${sum} of '${name}', ${describeObject(quota)} allows ${render(allowed)}, and no old pod may go first; raise the quota, or set 'maxUnavailable' of its strategy to 1`;
    return [{ subject: describeObject(object), message, object }];
  });
}

/** The largest rollout, if it does not fit beside what all workloads ask for at their most. */
function slowRollout(quota: KubernetesObject, counted: readonly Counted[], limit: Limit): Breach[] {
  const { name, allowed = 0, each, render } = limit;
  const wanted = counted.reduce((sum, { workload, most }) => sum + most * each(workload.pod.requests), 0);
  const rollouts = counted.map(({ workload, most }) => {
    const { surge, ending } = rolloutOf(workload, most);
    const one = each(workload.pod.requests);
    return { workload, surge: surge * one, ending: ending * one, added: (surge + ending) * one };
  });
  const largest = rollouts.reduce<(typeof rollouts)[number] | undefined>(
    (most, one) => (most === undefined || one.added > most.added ? one : most),
    undefined,
  );
  if (largest === undefined || wanted + largest.added <= allowed) return [];
  const { surge, ending, added } = largest;
  const { object } = largest.workload;
  const sum = `${render(wanted)} of all pods of the namespace, ${render(surge)} of its surge and up to ${render(ending)} of old pods that are still ending are ${render(wanted + added)}`;
  const message = `its rollout may have to wait until old pods have ended: ${sum} of '${name}', but ${describeObject(quota)} allows ${render(allowed)}; raise the quota, or accept slower rollouts`;
  return [{ subject: describeObject(object), message, object, severity: 'warning' }];
}
