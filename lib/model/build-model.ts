import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import type { KubernetesObject } from '../values/kubernetes-object';
import { readAutoscaler } from './autoscaler-facts';
import { groupBy } from './group-by';
import type { PlatformModel, PoolModel } from './platform-model';
import { addResources, type ContainerDefaults, NO_RESOURCES, readResources } from './pod-requests';
import { poolFacts } from './pool-facts';
import { readAt, readMaps } from './read-fields';
import { placementRefusals } from './scheduling';
import { namespaceOf, readWorkload, type WorkloadFacts } from './workload-facts';

const NO_DEFAULTS: ContainerDefaults = { request: {}, limit: {} };

/**
 * Joins the specs of a cluster with its synthesised manifests.
 *
 * @param objects of all charts of the cluster, the standard charts included, because they hold the quotas and limit ranges.
 */
export function buildModel(cluster: ClusterSpec, objects: readonly KubernetesObject[]): PlatformModel {
  const byKind = groupBy(objects, (object) => object.kind);
  const kind = (name: string) => byKind.get(name) ?? [];
  const containerDefaultsOf = readDefaults(kind('LimitRange'));
  const autoscalers = [...kind('HorizontalPodAutoscaler'), ...kind('ScaledObject')].map((object) => {
    return readAutoscaler(object, namespaceOf(object));
  });
  const byTarget = groupBy(autoscalers, ({ target }) => target);
  const surroundings = { containerDefaultsOf, autoscalersOf: (target: string) => byTarget.get(target) ?? [] };
  const workloads = objects.flatMap((object) => readWorkload(object, surroundings) ?? []);
  return {
    cluster,
    objects,
    pools: modelPools(cluster, workloads),
    workloads,
    workloadsByNamespace: groupBy(workloads, (workload) => workload.namespace),
    services: kind('Service'),
    disruptionBudgets: kind('PodDisruptionBudget'),
    resourceQuotas: kind('ResourceQuota'),
    autoscalers,
    autoscaledWorkloads: new Set(byTarget.keys()),
    containerDefaultsOf,
  };
}

function modelPools(cluster: ClusterSpec, workloads: readonly WorkloadFacts[]): PoolModel[] {
  const daemonSets = workloads.filter((workload) => workload.kind === 'DaemonSet');
  return cluster.pools.map((spec) => {
    const facts = poolFacts(cluster, spec);
    const daemons = daemonSets.filter((daemon) => placementRefusals(daemon.pod, facts).length === 0);
    const daemonRequests = daemons.map((daemon) => daemon.pod.requests).reduce(addResources, NO_RESOURCES);
    return { ...facts, daemons, daemonRequests };
  });
}

function readDefaults(limitRanges: readonly KubernetesObject[]): (namespace: string) => ContainerDefaults {
  const byNamespace = new Map<string, ContainerDefaults>();
  for (const range of limitRanges) {
    const namespace = namespaceOf(range);
    const before = byNamespace.get(namespace) ?? NO_DEFAULTS;
    const items = readMaps(readAt(range, 'spec', 'limits')).filter((item) => item['type'] === 'Container');
    byNamespace.set(namespace, items.reduce(addDefaults, before));
  }
  return (namespace) => byNamespace.get(namespace) ?? NO_DEFAULTS;
}

/** A LimitRange with a default limit and no default request uses the limit as the default request too. */
function addDefaults(before: ContainerDefaults, item: Readonly<Record<string, unknown>>): ContainerDefaults {
  const limit = { ...before.limit, ...readResources(item['default']) };
  return { limit, request: { ...before.request, ...limit, ...readResources(item['defaultRequest']) } };
}
