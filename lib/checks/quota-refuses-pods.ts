import type { PlatformModel } from '../model/platform-model';
import { addResources, NO_RESOURCES, type Resources, readResources } from '../model/pod-requests';
import { readAt, readMap, readQuantity } from '../model/read-fields';
import { renderGib } from '../model/sizing';
import { namespaceOf, type WorkloadFacts } from '../model/workload-facts';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type Breach, type Check, describeObject } from './check';

/** Whatever comes last in the namespace never starts, which only the events of its ReplicaSet tell. */
export const quotaRefusesPods: Check = {
  id: 'quota-refuses-pods',
  severity: 'error',
  title: 'the pods of a namespace stay within its quota',
  source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  run: (model) => {
    return (
      model.resourceQuotas
        // A scoped quota counts some pods only, by rules of its own.
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
        message: `the manifests of the namespace ask for ${render(wanted)} of '${name}', the quota allows ${render(limit)}; raise it, or ask for less`,
        object: quota,
      },
    ];
  });
}

/** Daemons count once per node that they may land on; what a rollout adds for a while is not counted. */
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
