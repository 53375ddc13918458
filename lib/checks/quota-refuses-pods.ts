import type { PlatformModel } from '../model/platform-model';
import { addResources, NO_RESOURCES, type Resources, readResources } from '../model/pod-requests';
import { readAt, readMap, readQuantity } from '../model/read-fields';
import { namespaceOf, type WorkloadFacts } from '../model/workload-facts';
import type { KubernetesObject } from '../values/kubernetes-object';
import { renderGib } from '../values/quantity';
import { type Breach, type Check, describeObject } from './check';

/** Pods above the quota of a namespace never start, and the API server reports that only in the events of their ReplicaSet. */
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

function judge(quota: KubernetesObject, workloads: readonly WorkloadFacts[], model: PlatformModel): Breach[] {
  const asked = sumOf(workloads, model);
  const hard = readMap(readAt(quota, 'spec', 'hard'));
  const allowed = readResources({
    cpu: hard['requests.cpu'] ?? hard['cpu'],
    memory: hard['requests.memory'] ?? hard['memory'],
  });
  const limits: readonly (readonly [string, number, (amount: number) => string, number | undefined])[] = [
    ['pods', asked.pods, String, readQuantity(hard['pods'])],
    ['requests.cpu', asked.cpuMillis, (millis) => `${millis}m`, allowed.cpuMillis],
    ['requests.memory', asked.memoryBytes, renderGib, allowed.memoryBytes],
  ];
  return limits.flatMap(([name, wanted, render, limit]) => {
    if (limit === undefined || wanted <= limit) return [];
    return [
      {
        subject: describeObject(quota),
        message: `the manifests of the namespace ask for ${render(wanted)} of '${name}', but its quota allows ${render(limit)}; raise the quota, or ask for less`,
        object: quota,
      },
    ];
  });
}

/** Sum of the requests of all workloads. A daemon counts once per node; pods that a rollout adds for a while are not counted. */
function sumOf(workloads: readonly WorkloadFacts[], model: PlatformModel): Resources & { readonly pods: number } {
  let total = NO_RESOURCES;
  let pods = 0;
  for (const workload of workloads) {
    const count = workload.replicas ?? nodesOf(workload, model);
    pods += count;
    const { cpuMillis, memoryBytes } = workload.pod.requests;
    total = addResources(total, { cpuMillis: cpuMillis * count, memoryBytes: memoryBytes * count });
  }
  return { ...total, pods };
}

function nodesOf(workload: WorkloadFacts, model: PlatformModel): number {
  const pools = model.pools.filter((pool) => pool.daemons.includes(workload));
  return pools.reduce((sum, pool) => sum + pool.maxNodes, 0);
}
