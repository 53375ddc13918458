/** The rule by which the cluster autoscaler chooses among pools that all have room for the waiting pods. */
export type ExpanderInput = 'least-waste' | 'most-pods' | 'least-nodes' | 'random';

/** Conditions under which the cluster autoscaler removes nodes. */
export interface ScaleDownInput {
  /**
   * Whether nodes are removed at all. Changing it rolls the pods of the autoscaler.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Seconds for which a node must be unneeded before it is removed, 60 to 86400. Changing it rolls the pods of the autoscaler.
   * @default 600
   */
  readonly unneededSeconds?: number;
  /**
   * Seconds without removals after a node was added, 0 to 86400. Changing it rolls the pods of the autoscaler.
   * @default 600
   */
  readonly delayAfterAddSeconds?: number;
  /**
   * Requests of a node's pods in percent of what the node has for pods, 1 to 100: below it the node counts as unneeded, if its pods
   * find room elsewhere. The larger one of CPU and memory counts. Changing it rolls the pods of the autoscaler.
   * @default 50
   */
  readonly utilizationPercent?: number;
}

/** Pods whose nodes the cluster autoscaler never removes. */
export interface KeptNodesInput {
  /**
   * Whether pods with a volume on the node (`emptyDir`, `hostPath`) keep their node. Services of keelson have such volumes for scratch
   * files, so that with `true` hardly any node would go. Changing it rolls the pods of the autoscaler.
   * @default false
   */
  readonly localStorage?: boolean;
  /**
   * Whether pods in `kube-system` without a disruption budget, daemons excepted, keep their node for an hour. Changing it rolls the pods
   * of the autoscaler.
   * @default true
   */
  readonly systemPods?: boolean;
  /**
   * Whether pods of controllers that the autoscaler does not know keep their node. Changing it rolls the pods of the autoscaler.
   * @default true
   */
  readonly customControllerPods?: boolean;
}

/** The cluster autoscaler as keelson installs it on AWS. */
export interface ClusterAutoscalerInput {
  /**
   * Image of the minor of Kubernetes that the cluster runs, with a version or a digest. Changing it rolls the pods of the autoscaler.
   * @default - the newest image of the minor in keelson's dated data: `registry.k8s.io/autoscaling/cluster-autoscaler:v1.34.5`
   */
  readonly image?: string;
  /**
   * Rule that chooses among pools that all have room for the waiting pods. Changing it rolls the pods of the autoscaler.
   * @default 'least-waste'
   * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-are-expanders
   */
  readonly expander?: ExpanderInput;
  /**
   * Names of pools in the order in which they grow, such as spot machines before others; a pool that is not named comes last, and
   * `expander` chooses among equals. Changing it rolls the pods of the autoscaler where the first list comes or the last one goes; it reads other
   * changes while it runs.
   * @default - `expander` chooses among all pools
   */
  readonly priorities?: readonly string[];
  /**
   * Whether the groups of a pool with a size per zone grow evenly. Changing it rolls the pods of the autoscaler.
   * @default true
   */
  readonly balanceSimilarGroups?: boolean;
  /**
   * Conditions under which nodes are removed.
   * @default - the defaults of its members
   */
  readonly scaleDown?: ScaleDownInput;
  /**
   * Pods that keep their node.
   * @default - the defaults of its members
   */
  readonly keepsNodesWith?: KeptNodesInput;
  /**
   * Seconds after which a node that has not joined counts as failed and another pool is tried, 120 to 7200, and not less than the longest
   * `aws.rollout.joinTimeoutSeconds` of the pools that it scales. Changing it rolls the pods of the autoscaler.
   * @default - 900, or that longest time where it is longer
   */
  readonly maxNodeProvisionSeconds?: number;
}
