import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import type { KubernetesObject } from '../values/kubernetes-object';
import type { ContainerDefaults, Resources } from './pod-requests';
import type { PoolFacts } from './pool-facts';
import type { WorkloadFacts } from './workload-facts';

/** A pool with what runs on it. */
export interface PoolModel extends PoolFacts {
  /** DaemonSets that land on its nodes, those of the cloud not included. */
  readonly daemons: readonly WorkloadFacts[];
  /** What those daemons take of each node. */
  readonly daemonRequests: Resources;
}

/** A cluster as the rules judge it: what the specs promise, beside what the manifests do. */
export interface PlatformModel {
  /** The specs: what was promised. */
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
  /** `<kind> <namespace>/<name>` of workloads whose replicas an autoscaler sets. */
  readonly autoscaledWorkloads: ReadonlySet<string>;
  /** What a namespace fills in for containers that state nothing. */
  readonly containerDefaultsOf: (namespace: string) => ContainerDefaults;
}
