/** Needs of a workload's pods when they stop. */
export interface WorkloadShutdownInput {
  /**
   * Seconds that a pod may take to end, 1 to 86400: the `terminationGracePeriodSeconds` of the manifest, which a check compares.
   * Changing it changes in place what the admission policy of the workload's team allows, where this is the longest time of the team,
   * above 300, and the team states no `maxGraceSeconds`; the chart that starts the pods reads it too.
   * @default - the manifest's own business; Kubernetes gives a pod that states nothing 30 seconds
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
   */
  readonly graceSeconds?: number;
}

/**
 * Where a workload runs and how many of its pods may be missing. Charts define its containers.
 *
 * Changing a member changes nothing that is deployed by keelson itself, unless the member's text says so; charts read the members.
 */
export interface WorkloadInput {
  /** DNS label, unique in its namespace. */
  readonly name: string;
  /**
   * A team's namespace, or `keelson-system`. Changing it changes in place what the admission policy of teams allows in the two
   * namespaces, where the workload states a grace above 300 seconds or removes a startup taint.
   */
  readonly namespace: string;
  /** `daemon` runs one pod on every node of its pools. */
  readonly kind: 'deployment' | 'daemon' | 'job';
  /**
   * Pools that may run it; at least one.
   * Changing it rolls the pools concerned where the workload has `sysctls` that Kubernetes calls unsafe.
   */
  readonly pools: readonly string[];
  /**
   * Wanted number of pods, 1 to 5000; refused for daemons.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Most pods that may be missing at once while nodes drain, 1 to 5000, and not more than the replicas.
   * @default 1
   */
  readonly maxUnavailable?: number;
  /**
   * Needs of the pods when they stop.
   * @default - nothing is stated
   */
  readonly shutdown?: WorkloadShutdownInput;
  /**
   * Whether the pods use the node's network: its parameters are then theirs, and they may set none of `net.`. Only in
   * `keelson-system`, because the Pod Security level of a team's namespace refuses such pods.
   * Changing it rolls the pools concerned where the workload has `sysctls` that Kubernetes calls unsafe.
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Whether the pods start on a node while the node still has its startup taint: for agents of logs or the network, without which the
   * node cannot serve other pods. Only for daemons in `keelson-system`; never for pods that carry traffic.
   * @default false
   */
  readonly startsBeforeTuning?: boolean;
  /**
   * Kernel parameters of the pods' own namespaces. Parameters that Kubernetes calls unsafe are allowed on the workload's pools only.
   * Changing the keys of unsafe parameters rolls these pools.
   * @default - no parameters
   */
  readonly sysctls?: Readonly<Record<string, string>>;
}
