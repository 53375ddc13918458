import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import type { KubernetesObject } from '../values/kubernetes-object';
import type { AutoscalerFacts } from './autoscaler-facts';
import type { ContainerDefaults, Resources } from './pod-requests';
import type { PoolFacts } from './pool-facts';
import type { WorkloadFacts } from './workload-facts';

/** A pool with the daemons that run on it. */
export interface PoolModel extends PoolFacts {
  /** DaemonSets of the manifests that run on the pool's nodes; those of the cloud are in `platformDaemons`. */
  readonly daemons: readonly WorkloadFacts[];
  /** Sum of the requests of those daemons on each node. */
  readonly daemonRequests: Resources;
}

/** A cluster as the checks judge it: what its specs declare, beside what its manifests do. */
export interface PlatformModel {
  /** The cluster as the specs declare it. */
  readonly cluster: ClusterSpec;
  readonly pools: readonly PoolModel[];
  /** Every object of every chart, in the order of the charts. */
  readonly objects: readonly KubernetesObject[];
  /** Everything in the manifests that starts pods, in their order. */
  readonly workloads: readonly WorkloadFacts[];
  readonly workloadsByNamespace: ReadonlyMap<string, readonly WorkloadFacts[]>;
  readonly services: readonly KubernetesObject[];
  readonly disruptionBudgets: readonly KubernetesObject[];
  readonly resourceQuotas: readonly KubernetesObject[];
  /** HorizontalPodAutoscalers and ScaledObjects, in this order. */
  readonly autoscalers: readonly AutoscalerFacts[];
  /** `<kind> <namespace>/<name>` of objects that an autoscaler targets, also of those for which it sleeps. */
  readonly autoscaledWorkloads: ReadonlySet<string>;
  /** Requests and limits that a namespace fills in for containers that state none. */
  readonly containerDefaultsOf: (namespace: string) => ContainerDefaults;
}
